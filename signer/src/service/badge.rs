//! Registering a badge version: from then on it can be issued, and never changes.

use super::Signer;
use credentials::json::Document;
use protocol::{Answer, Problem, Refusal, RefusalCode};

impl Signer {
    pub(super) fn register_badge_version(&self, issuer: &str, achievement: &str) -> Result<Answer, Problem> {
        let achievement = Document::parse(achievement.as_bytes()).map_err(|e| {
            Refusal::new(RefusalCode::Lint, format!("the achievement is not JSON that may be signed: {e}"))
        })?;
        let mut ledger = self.ledger()?;
        let asked = self.policy.judge_badge(ledger.state(), issuer, achievement.value())?;
        if let Some(statement) = asked.statement {
            Self::state_publicly(&mut ledger, statement, &asked.canonical)?;
        }
        Ok(Answer::Registered { digest: asked.digest })
    }
}
