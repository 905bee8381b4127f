//! Registering a badge version: a change that people approve. An approved version can be issued and never changes.

use super::Signer;
use credentials::json::Document;
use protocol::{Answer, Change, Decision, Problem, Refusal, RefusalCode};

impl Signer {
    pub(super) fn register_badge_version(
        &self,
        issuer: String,
        achievement: String,
        per_recipient: String,
    ) -> Result<Answer, Problem> {
        let text = achievement.clone();
        match self.propose(Change::RegisterBadge { issuer, achievement, per_recipient }, false)? {
            waiting @ Decision::Waiting(_) => Ok(Answer::Decision(waiting)),
            Decision::Done { .. } => {
                let achievement = Document::parse(text.as_bytes()).map_err(|e| {
                    Refusal::new(
                        RefusalCode::Lint,
                        format!("the achievement is not JSON that may be signed: {e}"),
                    )
                })?;
                Ok(Answer::Registered { digest: crate::policy::badge_digest(achievement.value()) })
            }
        }
    }
}
