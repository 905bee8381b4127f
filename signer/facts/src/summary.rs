//! What a pending change does, as data: the kind of change, and the facts that people see before they approve it.
//!
//! The statement that people approve holds both, so it commits to everything that they see. `messages` turns them into a
//! title, and a name and a value for each fact.

mod fact;
mod member;
mod title;

pub use fact::{Consequence, Fact, StatusKeeper};
pub use member::{BadgeMember, Bound, Ceiling, ProfileMember};
pub use title::{ChangeTitle, LONGEST_TITLE, shortened};

use serde::{Deserialize, Serialize};

/// Title and facts of a change. Part of the approved text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeSummary {
    /// The kind of change.
    pub title: ChangeTitle,
    /// In the order in which people see them.
    pub facts: Vec<Fact>,
}

impl ChangeSummary {
    /// The picture's digest among the facts: lower-case hex SHA-256.
    #[must_use]
    pub fn picture_digest(&self) -> Option<&str> {
        self.facts.iter().find_map(|fact| match fact {
            Fact::PictureDigest { sha256 } => Some(sha256.as_str()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_summary_has_codes_and_facts_in_its_json() {
        let summary = ChangeSummary {
            title: ChangeTitle::AllowRevocations { count: 3 },
            facts: vec![
                Fact::Issuer { did: "did:key:z6Mk".to_owned() },
                Fact::Revocations { count: 3 },
                Fact::Profile { member: ProfileMember::WebAddress, new: None, now: Some("a".to_owned()) },
                Fact::Consequence { of: Consequence::RevocationsAllowed { days: 7 } },
                Fact::Consequence { of: Consequence::KeyRevoked },
                Fact::TooLarge,
            ],
        };
        let text = json!({
            "title": {"code": "allow-revocations", "count": 3},
            "facts": [
                {"fact": "issuer", "did": "did:key:z6Mk"},
                {"fact": "revocations", "count": 3},
                {"fact": "profile", "member": "web-address", "new": null, "now": "a"},
                {"fact": "consequence", "of": {"revocations-allowed": {"days": 7}}},
                {"fact": "consequence", "of": "key-revoked"},
                {"fact": "too-large"},
            ],
        });
        assert_eq!(serde_json::to_value(&summary).unwrap(), text);
        assert_eq!(serde_json::from_value::<ChangeSummary>(text).unwrap(), summary);
    }

    #[test]
    fn an_unknown_code_fact_or_member_is_no_summary() {
        for unknown in [
            json!({"title": "Let a frozen issuer sign again", "facts": []}),
            json!({"title": {"code": "unfreeze"}, "facts": [["Issuer", "did:key:z6Mk"]]}),
            json!({"title": {"code": "unfreeze"}, "facts": [], "more": 1}),
            json!({"title": {"code": "other"}, "facts": []}),
            json!({"title": {"code": "unfreeze"}, "facts": [{"fact": "other"}]}),
            json!({"title": {"code": "unfreeze"}, "facts": [{"fact": "issuer", "did": "a", "more": 1}]}),
        ] {
            assert!(serde_json::from_value::<ChangeSummary>(unknown.clone()).is_err(), "{unknown}");
        }
    }
}
