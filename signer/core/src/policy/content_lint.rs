//! Lint of a change's content. It needs no recorded state and may take long, so it runs before the ledger is locked.
//! Freezing an issuer and signing do not wait for it.

use super::{Policy, achievement, profile};
use credentials::json::Document;
use credentials::time::Timestamp;
use protocol::{Change, MAX_ACHIEVEMENT, Refusal};

/// Lint result of a change's achievement or profile. A change without either passes.
#[derive(Debug)]
pub(crate) struct ContentLint(Result<(), Refusal>);

impl ContentLint {
    /// The lint of an issuer's profile.
    pub(crate) fn of_profile(text: &str) -> Self {
        Self(profile::lint(text))
    }

    /// # Errors
    /// The lint's findings.
    pub(super) fn result(&self) -> Result<(), Refusal> {
        self.0.clone()
    }
}

impl Policy {
    /// Lints the content of a change. [`Policy::judge_change`] decides whether the change may be made.
    pub(crate) fn lint_change(&self, change: &Change, now: Timestamp) -> ContentLint {
        match change {
            // Content that is too large or not JSON passes here, and is refused for that later.
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
    use crate::ledger::state::{Issuer, State};
    use crate::public_url::PublicUrl;
    use crate::settings::{PolicySettings, ReissueConfig, WindowConfig};
    use protocol::RefusalCode;
    use serde_json::json;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);
    const DID: &str = "did:web:badges.example.edu:issuers:01ARZ3NDEKTSV4RRFFQ69G5FAV";

    #[test]
    fn a_change_is_judged_by_the_lint_that_was_done_before_the_ledger_was_locked() {
        let policy = Policy::new(&PolicySettings {
            public_url: PublicUrl::try_from("http://localhost:3000".to_owned()).unwrap(),
            other_credentials: Vec::new(),
            host_approves: true,
            overlap_hours: 24,
            window: WindowConfig::default(),
            reissue: ReissueConfig::default(),
        });
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
            // Nothing is linted here: under the lock, the lint would block all other requests.
            assert!(policy.judge_change(&state, &change, &ContentLint(Ok(())), NOW).is_ok());
        }
    }
}
