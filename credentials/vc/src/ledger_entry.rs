//! The public part of an entry in an Insignia ledger.

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// An entry as everyone reads it: the action, without the person it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LedgerEntry {
    /// Version of this form: 1.
    pub v: u8,
    /// Kind of statement: `credential`, `did-document` and so on.
    pub kind: String,
    /// The public key (Multikey) that signed the statement; none for a statement about people.
    #[serde(default)]
    pub key: Option<String>,
    /// Digest of the badge version.
    #[serde(default)]
    pub badge: Option<String>,
    /// Digest of the change that people approved, where approval was required. For a revoked key it is in the entry
    /// of the revocation, and in those of all credentials that were reissued because of it.
    #[serde(default)]
    pub approved: Option<String>,
    /// The time, cut to the hour.
    pub time: String,
    /// SHA-256 of the salt and the statement's text, lower-case hex.
    pub commitment: String,
    /// The salt, where the statement is public: 32 bytes, lower-case hex.
    #[serde(default)]
    pub salt: Option<String>,
}

impl LedgerEntry {
    /// Reads an entry. None when it has another form.
    #[must_use]
    pub fn parse(entry: &str) -> Option<Self> {
        let read: Self = serde_json::from_str(entry).ok()?;
        let is_digest = |text: &str| hex::decode(text).is_ok_and(|bytes| bytes.len() == 32);
        let whole = read.v == 1 && is_digest(&read.commitment) && read.salt.as_deref().is_none_or(is_digest);
        whole.then_some(read)
    }

    /// Whether the entry commits to this text. The salt is in hex: the entry's own, or the one that the credential's
    /// holder has. For a credential the text is its canonical form (RDFC-1.0 with SHA-256) without its proofs.
    #[must_use]
    pub fn is_of(&self, text: &str, salt: &str) -> bool {
        let Ok(salt) = hex::decode(salt) else { return false };
        let commitment = Sha256::new().chain_update(&salt).chain_update(text).finalize();
        salt.len() == 32 && hex::encode(commitment) == self.commitment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_of_one_text_under_one_salt() {
        let salt = "07".repeat(32);
        let commitment = Sha256::new().chain_update([7; 32]).chain_update("{}\n").finalize();
        let text = format!(
            r#"{{"v":1,"kind":"did-document","key":"z6Mk","time":"2026-01-01T10:00:00Z","commitment":"{}","salt":"{salt}"}}"#,
            hex::encode(commitment)
        );
        let entry = LedgerEntry::parse(&text).unwrap();
        assert!(entry.is_of("{}\n", entry.salt.as_deref().unwrap()));
        assert!(
            !entry.is_of("{}", &salt) && !entry.is_of("{}\n", &"08".repeat(32)) && !entry.is_of("{}\n", "")
        );
        assert_eq!(LedgerEntry::parse(&text.replace(r#""v":1"#, r#""v":2"#)), None);
        assert_eq!(LedgerEntry::parse(&text.replace("0707", "070")), None);
        assert_eq!(LedgerEntry::parse("{}"), None);
    }
}
