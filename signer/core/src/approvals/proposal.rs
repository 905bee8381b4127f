//! A pending change: the exact text that people approve, and the same as typed facts.

use super::approver::Who;
use super::places::Place;
use credentials::json;
use credentials::time::Timestamp;
use protocol::summary::ChangeSummary;
use protocol::{Change, MAX_ACHIEVEMENT};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

/// How long a change waits before it lapses, in seconds.
pub(crate) const LIFETIME: i64 = 7 * 86_400;
/// Maximum length of a statement that people can be shown, in bytes: more than any achievement of maximum length makes.
const LONGEST_TEXT: usize = 4 * MAX_ACHIEVEMENT;

/// A pending change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proposal {
    /// Lower-case hex SHA-256 of `text`.
    pub(crate) digest: String,
    /// The statement: JSON in JCS form (RFC 8785). Its SHA-256 is the passkeys' challenge.
    pub(crate) text: String,
    pub(crate) change: Change,
    pub(crate) summary: ChangeSummary,
    /// Milliseconds since 1970, UTC.
    pub(crate) asked: i64,
    /// Milliseconds since 1970, UTC.
    pub(crate) expires: i64,
    /// It was proposed on the signer's host.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) from_host: bool,
}

/// A verified approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) who: Who,
    /// Lower-case hex SHA-256 of the evidence: the assertion's parts, or what the person on the host typed.
    pub(crate) evidence: String,
}

impl Proposal {
    /// The statement of a change. `nonce` is random: no two statements are equal, so no approval fits another one.
    pub(crate) fn new(
        change: Change,
        summary: ChangeSummary,
        from_host: bool,
        signer: &str,
        nonce: [u8; 32],
        now: Timestamp,
    ) -> Self {
        let summary = ChangeSummary { title: summary.title.with_short_name(), ..summary };
        let expires = now.plus_seconds(LIFETIME);
        let text = json::jcs(&json!({
            "type": "InsigniaApproval",
            "version": 2,
            "signer": signer,
            "change": change.digest(),
            "title": summary.title,
            "facts": summary.facts,
            "asked": now.rfc3339(),
            "expires": expires.rfc3339(),
            "nonce": hex::encode(nonce),
        }));
        Self {
            digest: hex::encode(Sha256::digest(&text)),
            text,
            change,
            summary,
            asked: now.millis(),
            expires: expires.millis(),
            from_host,
        }
    }

    /// Can people be shown all of it?
    pub(crate) fn is_readable(&self) -> bool {
        self.text.len() <= LONGEST_TEXT
    }

    /// The place where it waits.
    pub(crate) fn place(&self) -> Place {
        Place::of(&self.change, self.from_host)
    }

    /// Has it lapsed?
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        now.millis() >= self.expires
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::summary::{ChangeTitle, Fact, LONGEST_TITLE};
    use std::collections::HashSet;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn proposal(title: ChangeTitle, nonce: u8) -> Proposal {
        let change = Change::Unfreeze { issuer: "did:key:z6Mk".into() };
        let summary = ChangeSummary { title, facts: vec![Fact::Issuer { did: "did:key:z6Mk".into() }] };
        Proposal::new(change, summary, false, "http://localhost:3000", [nonce; 32], NOW)
    }

    #[test]
    fn what_is_approved_holds_the_facts_that_were_seen() {
        let text = proposal(ChangeTitle::Unfreeze, 1).text;
        assert_ne!(text, proposal(ChangeTitle::BindIssuer, 1).text);
        assert!(text.contains(r#""title":{"code":"unfreeze"}"#), "{text}");
        assert!(text.contains(r#""facts":[{"did":"did:key:z6Mk","fact":"issuer"}]"#), "{text}");
        assert!(text.contains(r#""type":"InsigniaApproval","version":2"#), "{text}");
    }

    #[test]
    fn changes_that_show_other_facts_have_other_texts() {
        let text = |facts: Vec<Fact>| {
            let change = Change::Unfreeze { issuer: "did:key:z6Mk".into() };
            let summary = ChangeSummary { title: ChangeTitle::Unfreeze, facts };
            Proposal::new(change, summary, false, "http://localhost:3000", [1; 32], NOW).text
        };
        let (person, other) = (Fact::Person { name: "Ada".into() }, Fact::Person { name: "Bea".into() });
        let all = [
            vec![],
            vec![person.clone()],
            vec![other.clone()],
            vec![person.clone(), other.clone()],
            vec![other, person],
            vec![Fact::Reason { text: "Ada".into() }],
            // More than 2^53: the numbers of JavaScript would be equal.
            vec![Fact::NotTrustedFrom { at: -(1 << 60) }],
            vec![Fact::NotTrustedFrom { at: -(1 << 60) - 1 }],
        ];
        let texts: HashSet<String> = all.iter().cloned().map(text).collect();
        assert_eq!(texts.len(), all.len());
    }

    #[test]
    fn the_same_change_asked_twice_is_two_statements() {
        assert_ne!(proposal(ChangeTitle::Unfreeze, 1).digest, proposal(ChangeTitle::Unfreeze, 2).digest);
    }

    #[test]
    fn a_title_is_one_line_of_a_list_however_long_a_name_is() {
        let long = proposal(ChangeTitle::RegisterBadge { name: "x".repeat(2_000) }, 1);
        let ChangeTitle::RegisterBadge { name } = &long.summary.title else { unreachable!() };
        assert_eq!(name.chars().count(), LONGEST_TITLE + 1);
        assert!(long.text.len() < 2_000);
    }

    #[test]
    fn a_statement_lapses() {
        let proposal = proposal(ChangeTitle::Unfreeze, 1);
        assert!(!proposal.is_over(Timestamp::from_millis(proposal.expires - 1)));
        assert!(proposal.is_over(Timestamp::from_millis(proposal.expires)));
    }
}
