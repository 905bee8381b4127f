//! Changes that an earlier version of the signer proposed: their statements have version 1, with words in place of codes
//! and facts.

use super::proposal::Proposal;
use credentials::time::Timestamp;
use protocol::Change;
use serde::{Deserialize, Serialize};

/// A proposed change as the journal has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Proposed {
    /// Its statement has codes and facts.
    Current(Proposal),
    /// Its statement has words.
    Earlier(EarlierProposal),
}

/// A change whose statement has words. The text stays in the journal, as evidence of what people approved. Nobody is
/// shown it any more, so nobody approves it: a change that still waits lapses.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EarlierProposal {
    pub(crate) digest: String,
    text: String,
    pub(crate) change: Change,
    words: Words,
    /// Milliseconds since 1970, UTC.
    pub(crate) asked: i64,
    /// Milliseconds since 1970, UTC.
    expires: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    from_host: bool,
}

/// Title, and name and value of each fact.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: String,
    facts: Vec<(String, String)>,
}

impl EarlierProposal {
    /// Has its time passed?
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        self.expires <= now.millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approvals::people::{IN_FORCE, People};
    use crate::ledger::record::Record;
    use protocol::Decision;

    /// A line that an earlier version wrote.
    const LINE: &str = r#"{"record":"proposal","digest":"4191957a6e14681a669e47f6f450759f12b262bd6d462c49d82d725c56d5bdd5","text":"{\"asked\":\"2026-03-01T09:00:00Z\",\"change\":\"eba062e84c3a6a97017a4ad5cd8f372497d8e1558ebbe904a581d7513c0e52f6\",\"expires\":\"2026-03-08T09:00:00Z\",\"facts\":[[\"Issuer\",\"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK\"],[\"Frozen because\",\"its key is reported as compromised\"]],\"nonce\":\"0707070707070707070707070707070707070707070707070707070707070707\",\"signer\":\"http://localhost:3000\",\"title\":\"Let a frozen issuer sign again\",\"type\":\"InsigniaApproval\",\"version\":1}","change":{"change":"unfreeze","issuer":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"},"words":{"title":"Let a frozen issuer sign again","facts":[["Issuer","did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"],["Frozen because","its key is reported as compromised"]]},"asked":1772355600000,"expires":1772960400000}"#;
    const DIGEST: &str = "4191957a6e14681a669e47f6f450759f12b262bd6d462c49d82d725c56d5bdd5";
    const ASKED: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn earlier() -> EarlierProposal {
        match serde_json::from_str(LINE).unwrap() {
            Record::Proposal(Proposed::Earlier(proposal)) => proposal,
            other => panic!("{other:?}"),
        }
    }

    fn people() -> People {
        let mut people = People::default();
        people.propose_earlier(earlier());
        people
    }

    #[test]
    fn a_line_of_an_earlier_version_is_read_as_it_was_written() {
        let record: Record = serde_json::from_str(LINE).unwrap();
        assert_eq!(serde_json::to_string(&record).unwrap(), LINE);
    }

    #[test]
    fn a_line_of_neither_form_is_not_read() {
        for altered in [
            LINE.replace("\"words\":", "\"other\":"),
            LINE.replace("\"words\":", "\"summary\":"),
            LINE.replace("\"asked\":1772355600000", "\"asked\":1772355600000,\"more\":1"),
            LINE.replace("[\"Frozen because\",", "["),
        ] {
            assert_ne!(altered, LINE);
            assert!(serde_json::from_str::<Record>(&altered).is_err(), "{altered}");
        }
    }

    #[test]
    fn a_change_of_an_earlier_version_that_waits_lapses() {
        let people = people();
        let change = earlier().change.digest();
        assert_eq!(people.open(ASKED).count(), 0);
        assert!(people.waits(DIGEST, ASKED).is_none() && people.same(&change, ASKED).is_none());
        assert!(people.has_lapsed(DIGEST, ASKED) && people.made(&change).is_none());
        assert_eq!(people.lapsed_early(ASKED).collect::<Vec<_>>(), [DIGEST]);
        assert_eq!(people.lapsed_early(ASKED.plus_seconds(7 * 86_400)).count(), 0);
    }

    #[test]
    fn a_change_of_an_earlier_version_that_was_decided_stays_decided() {
        let change = earlier().change.digest();
        let mut made = people();
        made.make(DIGEST, Some(3), ASKED.millis());
        assert_eq!(made.made(&change), Some(Decision::Done { leaf: Some(3) }));
        let mut in_force = people();
        in_force.decline(DIGEST, IN_FORCE, ASKED.millis());
        assert_eq!(in_force.made(&change), Some(Decision::Done { leaf: None }));
        let mut declined = people();
        declined.decline(DIGEST, "root", ASKED.millis());
        let mut all_declined = people();
        all_declined.close_all("root", ASKED.millis());
        assert!([&declined, &all_declined].into_iter().all(|people| people.made(&change).is_none()));
        for people in [made, in_force, declined, all_declined] {
            assert_eq!(people.lapsed_early(ASKED).count(), 0);
            assert!(!people.has_lapsed(DIGEST, ASKED));
        }
    }
}
