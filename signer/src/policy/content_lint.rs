//! The lint of what a change holds. It needs nothing of what was recorded and can take a while, so it is done before the
//! ledger is locked: freezing an issuer and signing do not wait for it.

use super::{Policy, achievement, profile};
use credentials::json::Document;
use credentials::time::Timestamp;
use protocol::{Change, MAX_ACHIEVEMENT, Refusal};

/// What the lint says of a change's achievement or profile. A change without one passes.
#[derive(Debug)]
pub(crate) struct ContentLint(Result<(), Refusal>);

impl ContentLint {
    /// The lint of an issuer's profile.
    pub(crate) fn of_profile(text: &str) -> Self {
        Self(profile::lint(text))
    }

    /// # Errors
    /// What was found.
    pub(super) fn result(&self) -> Result<(), Refusal> {
        self.0.clone()
    }
}

impl Policy {
    /// Lints what a change holds. Whether the change may be made is for [`Policy::judge_change`].
    pub(crate) fn lint_change(&self, change: &Change, now: Timestamp) -> ContentLint {
        match change {
            // What is too large, or no JSON, is refused for that.
            Change::RegisterBadge { issuer, achievement, .. } if achievement.len() <= MAX_ACHIEVEMENT => {
                let text = Document::parse(achievement.as_bytes()).ok();
                ContentLint(
                    text.map_or(Ok(()), |text| {
                        achievement::check(self.public_url(), issuer, text.value(), now)
                    }),
                )
            }
            Change::SetProfile { profile, .. } => ContentLint::of_profile(profile),
            _ => ContentLint(Ok(())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::ledger::state::{Issuer, State};
    use protocol::RefusalCode;
    use serde_json::json;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);
    const DID: &str = "did:web:badges.example.edu:issuers:01ARZ3NDEKTSV4RRFFQ69G5FAV";

    #[test]
    fn a_change_is_judged_by_the_lint_that_was_done_before_the_ledger_was_locked() {
        let policy = Policy::new(&toml::from_str(config::SAMPLE).unwrap());
        let issuer = Issuer::new("01ARZ3NDEKTSV4RRFFQ69G5FAV".into(), "badges".into(), NOW);
        let mut state = State::default();
        state.issuers.insert(DID.to_owned(), issuer);
        let id = format!("{}/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1", policy.public_url());
        let bad = Change::RegisterBadge {
            issuer: DID.into(),
            achievement: json!({"id": id, "type": ["Achievement"]}).to_string(),
            per_recipient: String::new(),
        };
        let nameless = Change::SetProfile {
            issuer: DID.into(),
            profile: json!({"id": DID, "type": ["Profile"]}).to_string(),
        };
        for change in [bad, nameless] {
            let lint = policy.lint_change(&change, NOW);
            let refusal = policy.judge_change(&state, &change, &lint, NOW).unwrap_err();
            assert_eq!(refusal.code, RefusalCode::Lint);
            // Nothing is linted here: under the lock it would keep all others waiting.
            assert!(policy.judge_change(&state, &change, &ContentLint(Ok(())), NOW).is_ok());
        }
    }
}
