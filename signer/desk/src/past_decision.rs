//! A decision about an earlier change, in words. Everything that others supplied goes through [`visible`].

use crate::wording::moment;
use credentials::time::Timestamp;
use messages::Language;
use protocol::desk::sanitizer::visible;
use protocol::desk::{Outcome, PastChange};

/// A decision about an earlier change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PastDecision {
    pub(crate) title: String,
    /// First 8 characters of its digest.
    pub(crate) short: String,
    /// The decision and the people.
    pub(crate) sentence: String,
    pub(crate) at: String,
}

impl From<&PastChange> for PastDecision {
    fn from(past: &PastChange) -> Self {
        let by = past.by.iter().map(|name| visible(name)).collect::<Vec<_>>().join(", ");
        let sentence = match (past.outcome, by.as_str()) {
            (Outcome::Approved, "") => "Approved".to_owned(),
            (Outcome::Approved, by) => format!("Approved by {by}"),
            (Outcome::Declined, by) => format!("Declined by {by}"),
            (Outcome::Withdrawn, _) => "Withdrawn in the web application".to_owned(),
            (Outcome::Lapsed, "") => "Lapsed: nobody approved it in time".to_owned(),
            (Outcome::Lapsed, by) => format!("Lapsed: only {by} approved it in time"),
        };
        let title = visible(&Language::English.change_title(&past.title));
        let person = past.person.as_deref().map(visible);
        Self {
            title: person.map_or_else(|| title.clone(), |person| format!("{title}: {person}")),
            short: past.change.chars().take(8).collect(),
            sentence,
            at: moment(Timestamp::from_millis(past.at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_decision_names_the_people_and_hides_nothing() {
        let past = |outcome, by: &[&str]| {
            PastDecision::from(&PastChange {
                person: by.first().map(|name| (*name).to_owned()),
                change: "ab12cd34ef".into(),
                title: protocol::summary::ChangeTitle::Unfreeze,
                outcome,
                by: by.iter().map(|name| (*name).to_owned()).collect(),
                at: 1_772_355_600_000,
            })
        };
        let declined = past(Outcome::Declined, &["Be\u{202e}a"]);
        assert_eq!(declined.sentence, "Declined by Be[U+202E]a");
        assert_eq!((declined.short.as_str(), declined.at.as_str()), ("ab12cd34", "1 March 2026, 09:00 UTC"));
        assert_eq!(past(Outcome::Approved, &["Ada", "Bea"]).sentence, "Approved by Ada, Bea");
        assert_eq!(declined.title, "Resume signing for an issuer: Be[U+202E]a");
        assert_eq!(past(Outcome::Approved, &[]).sentence, "Approved");
        assert_eq!(past(Outcome::Approved, &[]).title, "Resume signing for an issuer");
        assert_eq!(past(Outcome::Withdrawn, &[]).sentence, "Withdrawn in the web application");
        assert_eq!(past(Outcome::Lapsed, &["Ada"]).sentence, "Lapsed: only Ada approved it in time");
    }
}
