//! Is the badge in the ledger that its issuer publishes? A signature made with a copied key, bypassing the signer, is
//! not.

mod proof;
mod signature;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::binding::Keys;
use super::check::{Check, CheckName};
use super::examination::Examination;
use super::kind::Kind;
use super::members::text;
use super::need::Supply;
use super::reason::{LedgerReason, NeverSigned, Unavailable};
use super::status;
use crate::did::{DidDocument, PublishedLedger, UnreadableLedger};
use crate::json::Document;
use proof::Expected;
use signature::Signature;
use tlog::VerifierKey;

const NAME: CheckName = CheckName::Ledger;

/// Maximum size in bytes of a ledger proof: 256 KiB.
const MOST: usize = 256 * 1024;

/// The ledger that an issuer publishes, or the reason why none can be read.
pub(super) type Published = Result<Option<PublishedLedger>, UnreadableLedger>;

/// The ledger entry to look for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The address of the proof; or a check, where the signer records nothing under that address.
    pub(super) place: Result<String, Check>,
    expected: Expected,
}

impl Wanted {
    /// The ledger that is expected to hold the credential.
    pub(super) fn ledger(&self) -> &PublishedLedger {
        &self.expected.ledger
    }
}

/// The ledger entry to look for, for a credential that `keys` verified; or a check, where there is none to look for.
pub(super) fn wanted(published: Published, badge: &Examination, keys: &Keys) -> Result<Wanted, Check> {
    if badge.kind() == Kind::Credential && status::is_nothing_but_a_list(badge.document()) {
        return Err(Check::not_applicable(NAME, LedgerReason::StatusList));
    }
    let ledger = match published {
        Ok(ledger) => ledger.ok_or_else(none)?,
        Err(UnreadableLedger) => return Err(unreadable()),
    };
    if badge.is_self_asserted() {
        return Err(never_signed(NeverSigned::Presentation));
    }
    let document = match keys {
        Keys::Known(document) => Some(document),
        Keys::Served(_) | Keys::Missing(_) => None,
    };
    let mut signatures = signature::all(badge, document);
    // A key that could not be determined is not excluded from the ledger.
    signatures.retain(|one| match one.key.as_ref().zip(document) {
        Some((key, document)) => document.is_covered(&ledger, key),
        None => true,
    });
    if signatures.is_empty() {
        return Err(not_covered());
    }
    let own: Vec<_> = signatures.iter().filter_map(Signature::as_the_signer_makes_it).collect();
    let Some(canonical) = badge.canonical().filter(|_| !own.is_empty()) else {
        return Err(never_signed(NeverSigned::Form));
    };
    let digest = hex::encode(Sha256::digest(canonical));
    let id = text(badge.document(), "id");
    let place = id.and_then(|id| match (ledger.proof_of(id, &digest), badge.kind()) {
        // The signer records badges under addresses of its installation only.
        (place, Kind::OpenBadge) => place,
        (place, _) => place.or_else(|| ledger.proof_by_id(id, &digest)),
    });
    let place = place.ok_or_else(|| match badge.kind() {
        Kind::OpenBadge => never_signed(NeverSigned::Identifier),
        _ => Check::not_checked(NAME, LedgerReason::Nowhere),
    });
    let kind = if badge.kind() == Kind::OpenBadge { "credential" } else { "other-credential" };
    Ok(Wanted { place, expected: Expected { ledger, kind, keys: own } })
}

/// There is nothing to check.
pub(super) fn none() -> Check {
    Check::not_applicable(NAME, LedgerReason::NoLedger)
}

fn unreadable() -> Check {
    Check::not_checked(NAME, LedgerReason::Unreadable)
}

fn not_covered() -> Check {
    Check::not_applicable(NAME, LedgerReason::NotCovered)
}

/// The signer that writes the ledger cannot have signed the badge, so no answer is needed.
fn never_signed(why: NeverSigned) -> Check {
    Check::failed(NAME, LedgerReason::NeverSigned(why))
}

/// The ledger that an issuer's document names.
pub(super) fn of_keys(keys: &Keys) -> Published {
    match keys {
        Keys::Known(document) => document.ledger(),
        Keys::Served(_) | Keys::Missing(_) => Ok(None),
    }
}

/// Whether the DID document next to an issuer's web address names a ledger, or one that cannot be read.
pub(super) fn names_ledger(document: &[u8]) -> bool {
    DidDocument::read(document).is_ok_and(|found| found.ledger() != Ok(None))
}

/// An https issuer has the host and path of a `did:web` with a ledger. The signer that writes the ledger signs for
/// DIDs only; the web server of the host can serve any key for the address.
pub(super) fn of_a_did() -> Check {
    never_signed(NeverSigned::WebAddress)
}

/// The ledger of a bare key, from the profile of an installation that the caller trusts: `ledger` with `address` and
/// `key`.
pub(super) fn of_profile(profile: &[u8], issuer: &str) -> Option<PublishedLedger> {
    let profile = Some(profile).filter(|bytes| bytes.len() <= MOST)?;
    let profile = Document::parse(profile).ok()?.into_value();
    let ledger = profile.get("ledger").filter(|_| text(&profile, "id") == Some(issuer))?;
    PublishedLedger::new(text(ledger, "address")?, VerifierKey::parse(text(ledger, "key")?).ok()?)
}

/// Judges a proof that was supplied with the credential. None when it proves nothing.
pub(super) fn given(wanted: &Wanted, proof: &[u8], badge: &Examination) -> Option<Check> {
    let proof = Document::parse(Some(proof).filter(|bytes| bytes.len() <= MOST)?).ok()?.into_value();
    let is_met = wanted.expected.is_met(&proof, badge.canonical()?);
    is_met.then(|| Check::passed(NAME, LedgerReason::InLedgerByGivenProof))
}

/// Adds the remark that the supplied proof proves nothing.
pub(super) fn without_given(check: Check) -> Check {
    check.with_warning(LedgerReason::GivenProofIgnored)
}

/// Judges the answer to the request for a proof.
pub(super) fn check(wanted: &Wanted, supply: Supply, badge: &Examination) -> Check {
    let bytes = match supply {
        Supply::Found(bytes) | Supply::Relayed { bytes, .. } if bytes.len() <= MOST => bytes,
        Supply::Unavailable(why) => return unreachable(Unavailable::stated(&why)),
        Supply::NotAsked => return unreachable(Unavailable::NotAskedFor),
        Supply::Found(_) | Supply::Relayed { .. } | Supply::Profile { .. } => {
            return unreachable(Unavailable::SomethingElse);
        }
    };
    let Some(shown) = Document::parse(&bytes).ok().map(Document::into_value) else {
        return unreachable(Unavailable::SomethingElse);
    };
    if shown.get("erased") == Some(&Value::Bool(true)) {
        return Check::not_checked(NAME, LedgerReason::Erased);
    }
    if shown.get("inLedger") == Some(&Value::Bool(false)) {
        return Check::failed(NAME, LedgerReason::StatedAbsent);
    }
    if badge.canonical().is_some_and(|canonical| wanted.expected.is_met(&shown, canonical)) {
        Check::passed(NAME, LedgerReason::InLedger)
    } else {
        Check::failed(NAME, LedgerReason::ProofFalse)
    }
}

fn unreachable(why: Unavailable) -> Check {
    Check::not_checked(NAME, LedgerReason::Unreachable(why))
}
