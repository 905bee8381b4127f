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
use super::plain::plain;
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
        return Err(Check::not_applicable(
            NAME,
            "ledger-list",
            "Status lists are not looked up in a ledger.",
        ));
    }
    let ledger = match published {
        Ok(ledger) => ledger.ok_or_else(none)?,
        Err(UnreadableLedger) => return Err(unreadable()),
    };
    if badge.is_self_asserted() {
        return Err(never_signed("signs no presentation"));
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
        return Err(never_signed("signs no credential of this form"));
    };
    let digest = hex::encode(Sha256::digest(canonical));
    let id = text(badge.document(), "id");
    let place = id.and_then(|id| match (ledger.proof_of(id, &digest), badge.kind()) {
        // The signer records badges under addresses of its installation only.
        (place, Kind::OpenBadge) => place,
        (place, _) => place.or_else(|| ledger.proof_by_id(id, &digest)),
    });
    let place = place.ok_or_else(|| match badge.kind() {
        Kind::OpenBadge => never_signed("signs no badge with an identifier like this one"),
        _ => Check::not_checked(
            NAME,
            "ledger-nowhere",
            "Its issuer publishes a ledger of what it signed; this credential has no identifier under which its entry could be looked up.",
        ),
    });
    let kind = if badge.kind() == Kind::OpenBadge { "credential" } else { "other-credential" };
    Ok(Wanted { place, expected: Expected { ledger, kind, keys: own } })
}

/// There is nothing to check.
pub(super) fn none() -> Check {
    Check::not_applicable(NAME, "no-ledger", "Its issuer publishes no ledger of what it signed.")
}

fn unreadable() -> Check {
    Check::not_checked(
        NAME,
        "ledger-unreadable",
        "Its issuer publishes a ledger of what it signed, but the issuer’s document describes it in a way that cannot be read.",
    )
    .with_next_step("Tell the issuer.")
}

fn not_covered() -> Check {
    Check::not_applicable(
        NAME,
        "ledger-not-covered",
        "The ledger that its issuer publishes does not record what this key signs.",
    )
}

/// The signer that writes the ledger cannot have signed the badge, so no answer is needed.
fn never_signed(why: &str) -> Check {
    let says = format!(
        "It is not in the ledger that its issuer publishes: the signer that writes this ledger {why}. Its key may have been copied."
    );
    Check::failed(NAME, "not-in-ledger", says).with_next_step(ASK)
}

const ASK: &str = "Ask the issuer whether they know of this credential.";

/// The ledger that an issuer's document names.
pub(super) fn of_keys(keys: &Keys) -> Published {
    match keys {
        Keys::Known(document) => document.ledger(),
        Keys::Served(_) | Keys::Missing(_) => Ok(None),
    }
}

/// Whether the DID document next to an issuer's web address names a ledger, or one that cannot be read.
pub(super) fn is_kept_beside(document: &[u8]) -> bool {
    DidDocument::read(document).is_ok_and(|found| found.ledger() != Ok(None))
}

/// An https issuer has the host and path of a `did:web` with a ledger. The signer that writes the ledger signs for
/// DIDs only; the web server of the host can serve any key for the address.
pub(super) fn of_a_did() -> Check {
    never_signed("signs for the DID of this address and not for the address")
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
    let says =
        "It is in the ledger that its issuer publishes, as the ledger proof shows that was given with it.";
    wanted.expected.is_met(&proof, badge.canonical()?).then(|| Check::passed(NAME, "in-ledger", says))
}

/// Adds the remark that the supplied proof proves nothing.
pub(super) fn without_given(check: Check) -> Check {
    check.with_warning(
        "ledger-proof-ignored",
        "The ledger proof that was given with it does not show that this credential is in its issuer’s ledger. It was ignored.",
    )
}

/// Judges the answer to the request for a proof.
pub(super) fn check(wanted: &Wanted, supply: Supply, badge: &Examination) -> Check {
    let bytes = match supply {
        Supply::Found(bytes) if bytes.len() <= MOST => bytes,
        Supply::Unavailable(why) => return unreachable(&why),
        _ => return unreachable("what came is something else"),
    };
    let Some(shown) = Document::parse(&bytes).ok().map(Document::into_value) else {
        return unreachable("what came is something else");
    };
    if shown.get("erased") == Some(&Value::Bool(true)) {
        return Check::not_checked(
            NAME,
            "ledger-erased",
            "Whether it is in its issuer’s ledger could not be checked: erased at the person’s request.",
        )
        .with_next_step("Ask the holder for the file ledger-proof.json that belongs to it.");
    }
    if shown.get("inLedger") == Some(&Value::Bool(false)) {
        return Check::failed(
            NAME,
            "not-in-ledger",
            "The web server of its issuer states that it is not in the issuer’s ledger, where everything is entered that the issuer’s signer signs. This statement is not signed. Its key may have been copied.",
        )
        .with_next_step("Ask the holder for the file ledger-proof.json, or ask the issuer whether they know of this credential.");
    }
    if badge.canonical().is_some_and(|canonical| wanted.expected.is_met(&shown, canonical)) {
        Check::passed(NAME, "in-ledger", "It is in the ledger that its issuer publishes.")
    } else {
        Check::failed(
            NAME,
            "ledger-proof-false",
            "What is shown to prove that it is in its issuer's ledger does not prove it.",
        )
        .with_next_step(ASK)
    }
}

fn unreachable(why: &str) -> Check {
    let says = format!(
        "Its issuer publishes a ledger of what it signed; whether this is in it is unknown ({}).",
        plain(why, 120)
    );
    Check::not_checked(NAME, "ledger-unreachable", says)
        .with_next_step("Try again later, or ask the holder for the file ledger-proof.json.")
}
