//! The public part of a leaf. No personal data: outsiders read what was done, not which person it concerns.

use super::record::{Approved, Statement};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Random bytes of one leaf. For a private statement they stay in the journal. Without them nobody can test a guess
/// against the commitment, and erasing them erases the person, not the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Salt([u8; 32]);

impl Salt {
    /// Takes 32 random bytes.
    pub(crate) fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// `H(salt, text)`: SHA-256 of the 32 bytes and the statement's canonical text.
    pub(crate) fn commitment(&self, canonical: &str) -> [u8; 32] {
        Sha256::new().chain_update(self.0).chain_update(canonical).finalize().into()
    }

    /// The commitment as lower-case hex.
    fn commit(&self, canonical: &str) -> String {
        hex::encode(self.commitment(canonical))
    }
}

impl From<Salt> for String {
    fn from(salt: Salt) -> Self {
        hex::encode(salt.0)
    }
}

impl TryFrom<String> for Salt {
    type Error = hex::FromHexError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

/// A leaf's entry. Its JSON text, with members in this order, is hashed and published.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Leaf {
    /// Version of this format.
    pub(crate) v: u8,
    /// Kind of statement.
    pub(crate) kind: String,
    /// Public key (Multikey) of the statement; none if the statement is about people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<String>,
    /// Digest of the badge version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) badge: Option<String>,
    /// Digest of the approved change, if an approval was needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) approved: Option<String>,
    /// Digests of the evidence of each approval.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) approvals: Vec<String>,
    /// Time, truncated to the hour.
    pub(crate) time: String,
    /// `H(salt, canonical text)`.
    pub(crate) commitment: String,
    /// The salt of a public statement: anyone can check the commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) salt: Option<Salt>,
}

impl Leaf {
    /// Version of the format written today.
    pub(crate) const VERSION: u8 = 1;

    /// The leaf of a statement under the key `public_key`, made at `at`, with its canonical text.
    pub(crate) fn of(
        statement: &Statement,
        public_key: Option<String>,
        approved: Option<&Approved>,
        at: Timestamp,
        canonical: &str,
        salt: Salt,
    ) -> Self {
        const HOUR: i64 = 3_600_000;
        let hour = Timestamp::from_millis(at.millis().div_euclid(HOUR) * HOUR);
        Self {
            v: Self::VERSION,
            kind: statement.kind().to_owned(),
            key: public_key,
            badge: statement.badge().map(str::to_owned),
            approved: approved.map(|approved| approved.change.clone()),
            approvals: approved.map(|approved| approved.by.clone()).unwrap_or_default(),
            time: hour.rfc3339(),
            commitment: salt.commit(canonical),
            salt: statement.is_public().then_some(salt),
        }
    }
}

/// The commitment in an entry's text. `None` if there is none.
pub(super) fn commitment(entry: &str) -> Option<[u8; 32]> {
    /// Part of a [`Leaf`]; the rest is not parsed.
    #[derive(Deserialize)]
    struct Committed<'a> {
        commitment: &'a str,
    }
    let Committed { commitment } = serde_json::from_str(entry).ok()?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(commitment, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential() -> Statement {
        Statement::Credential {
            id: "http://localhost:3000/credentials/01J".into(),
            issuer: "did:key:z6Mk".into(),
            key: "badges".into(),
            badge: "ab".repeat(32),
            list: "http://localhost:3000/status/01J".into(),
            index: 77,
            allowed: false,
            supersedes: None,
        }
    }

    #[test]
    fn a_credential_s_leaf_says_neither_who_nor_which() {
        let at = Timestamp::from_millis(1_772_355_601_000);
        let leaf =
            Leaf::of(&credential(), Some("z6Mk".into()), None, at, "canonical text", Salt::new([7; 32]));
        let text = serde_json::to_string(&leaf).unwrap();
        for private in ["01J", "77", "07070707", "did:key", ":01Z"] {
            assert!(!text.contains(private), "{private} stands in {text}");
        }
        assert!(text.starts_with(r#"{"v":1,"kind":"credential","key":"z6Mk","badge":"abab"#));
        assert!(text.contains(":00:00Z"));
    }

    #[test]
    fn a_public_statement_s_leaf_can_be_checked_by_anyone() {
        let statement = Statement::DidDocument { issuer: "did:key:z6Mk".into(), key: "badges".into() };
        let leaf = Leaf::of(
            &statement,
            Some("z6Mk".into()),
            None,
            Timestamp::from_millis(0),
            "{}",
            Salt::new([7; 32]),
        );
        assert_eq!(leaf.salt.unwrap().commit("{}"), leaf.commitment);
        assert_ne!(leaf.salt.unwrap().commit("{ }"), leaf.commitment);
    }
}
