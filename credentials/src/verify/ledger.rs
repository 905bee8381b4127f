//! Is it in the ledger that its issuer publishes? A signature made with a copied key, past the signer, is not.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::binding::Keys;
use super::check::{Check, CheckName};
use super::members::{text, values};
use super::need::Supply;
use super::plain::plain;
use crate::did::PublishedLedger;
use crate::json::Document;
use crate::log::{InclusionProof, LedgerEntry, VerifierKey};

const NAME: CheckName = CheckName::Ledger;

/// Most bytes of what shows it: 256 KiB.
const MOST: usize = 256 * 1024;

/// What is to be looked for, and where it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) url: String,
    pub(super) ledger: PublishedLedger,
}

/// What an issuer's ledger is to be asked; or the check, where nothing can be.
pub(super) fn wanted(
    ledger: Option<PublishedLedger>,
    document: &Value,
    canonical: Option<&str>,
) -> Result<Wanted, Check> {
    let ledger = ledger.ok_or_else(none)?;
    let Some(canonical) = canonical else {
        return Err(Check::not_applicable(
            NAME,
            "ledger-other-form",
            "The issuer's ledger has no entries for credentials of this form.",
        ));
    };
    let digest = hex::encode(Sha256::digest(canonical));
    match text(document, "id").and_then(|id| ledger.proof_of(id, &digest)) {
        Some(url) => Ok(Wanted { url, ledger }),
        None => Err(Check::not_checked(
            NAME,
            "ledger-nowhere",
            "Its issuer publishes a ledger of what it signed; this credential's address does not say where its entry is shown.",
        )),
    }
}

/// There is nothing to look at.
pub(super) fn none() -> Check {
    Check::not_applicable(NAME, "no-ledger", "Its issuer publishes no ledger of what it signed.")
}

/// The ledger that an issuer's document names.
pub(super) fn of_keys(keys: &Keys) -> Option<PublishedLedger> {
    match keys {
        Keys::Known(document) => document.ledger(),
        Keys::Served(_) | Keys::Missing(_) => None,
    }
}

/// The ledger of a bare key, as the profile of an installation that the caller trusts has it: `ledger` with `address`
/// and `key`.
pub(super) fn of_profile(profile: &[u8], issuer: &str) -> Option<PublishedLedger> {
    let profile = Some(profile).filter(|bytes| bytes.len() <= MOST)?;
    let profile = Document::parse(profile).ok()?.into_value();
    let ledger = profile.get("ledger").filter(|_| text(&profile, "id") == Some(issuer))?;
    PublishedLedger::new(text(ledger, "address")?, VerifierKey::parse(text(ledger, "key")?).ok()?)
}

/// Judges what came.
pub(super) fn check(wanted: &Wanted, supply: Supply, document: &Value, canonical: &str) -> Check {
    let bytes = match supply {
        Supply::Found(bytes) if bytes.len() <= MOST => bytes,
        Supply::Found(_) | Supply::Profile { .. } => return unreachable("what came is something else"),
        Supply::Unavailable(why) => return unreachable(&why),
    };
    let Some(shown) = Document::parse(&bytes).ok().map(Document::into_value) else {
        return unreachable("what came is something else");
    };
    if shown.get("inLedger") == Some(&Value::Bool(false)) {
        return Check::failed(
            NAME,
            "not-in-ledger",
            "It is not in the ledger that its issuer publishes, where everything stands that the issuer's signer signed. Its key may have been copied.",
        )
        .with_next_step("Ask the issuer whether they know of this credential.");
    }
    if holds(&shown, &wanted.ledger, document, canonical) {
        Check::passed(NAME, "in-ledger", "It is in the ledger that its issuer publishes.")
    } else {
        Check::failed(
            NAME,
            "ledger-proof-false",
            "What is shown to prove that it is in its issuer's ledger does not prove it.",
        )
        .with_next_step("Ask the issuer whether they know of this credential.")
    }
}

/// Entry of this very document, under the key that signed it, in a tree that the ledger's key signed.
fn holds(shown: &Value, ledger: &PublishedLedger, document: &Value, canonical: &str) -> bool {
    let (Some(text_of_entry), Some(salt), Some(proof)) =
        (text(shown, "entry"), text(shown, "salt"), text(shown, "proof"))
    else {
        return false;
    };
    let Some(entry) = LedgerEntry::parse(text_of_entry) else { return false };
    let signed_by_its_key = values(document.get("proof")).iter().any(|proof| {
        let method = text(proof, "verificationMethod").and_then(|method| method.split_once('#'));
        method.is_some_and(|(_, key)| Some(key) == entry.key.as_deref())
    });
    let included =
        InclusionProof::parse(proof).is_ok_and(|proof| proof.verify(text_of_entry, &ledger.key).is_ok());
    signed_by_its_key && entry.is_of(canonical, salt) && included
}

fn unreachable(why: &str) -> Check {
    let says = format!(
        "Its issuer publishes a ledger of what it signed; whether this is in it is unknown ({}).",
        plain(why, 120)
    );
    Check::not_checked(NAME, "ledger-unreachable", says)
}
