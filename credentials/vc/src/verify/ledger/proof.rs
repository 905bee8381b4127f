//! `ledger-proof.json`: the entry of one credential, and the path from it to the ledger's signed checkpoint.

use serde_json::Value;

use super::super::members::text;
use crate::did::PublishedLedger;
use crate::ledger_entry::LedgerEntry;
use crate::multikey::PublicKey;
use tlog::InclusionProof;

/// The requirements on a proof.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) ledger: PublishedLedger,
    /// The kind of the entry.
    pub(super) kind: &'static str,
    /// The keys that signed the credential.
    pub(super) keys: Vec<PublicKey>,
}

impl Expected {
    /// Whether the proof shows an entry of exactly this text, of the right kind, under a key that signed the text.
    /// The entry's tree must be signed by the ledger's key.
    pub(super) fn is_met(&self, shown: &Value, canonical: &str) -> bool {
        let (Some(entry_text), Some(salt), Some(proof)) =
            (text(shown, "entry"), text(shown, "salt"), text(shown, "proof"))
        else {
            return false;
        };
        let Some(entry) = LedgerEntry::parse(entry_text) else { return false };
        let key = entry.key.as_deref().and_then(|key| PublicKey::parse(key).ok());
        let included = InclusionProof::parse(proof)
            .is_ok_and(|proof| proof.verify(entry_text, &self.ledger.key).is_ok());
        entry.kind == self.kind
            && key.is_some_and(|key| self.keys.contains(&key))
            && entry.is_of(canonical, salt)
            && included
    }
}
