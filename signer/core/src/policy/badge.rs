//! Registered achievements: only these may be issued, unchanged.

use super::{Policy, refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::json;
use credentials::lint::registered::PerRecipient;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::ChangeReason;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError};

/// An achievement that is registered, or may be.
#[derive(Debug)]
pub(crate) struct BadgeAsked {
    /// The JCS form (RFC 8785) of the achievement, or of achievement and entries where there are entries.
    pub(crate) canonical: String,
    /// The statement to record; none if this version is registered already.
    pub(crate) statement: Option<Statement>,
}

/// Digest of an achievement, and its JCS form.
pub(super) fn digest(achievement: &Value) -> (String, String) {
    let canonical = json::jcs(achievement);
    (hex::encode(Sha256::digest(&canonical)), canonical)
}

/// Cache of the last digest, since the credentials of a batch share one achievement.
#[derive(Debug, Default)]
pub(super) struct LastDigest(Mutex<Option<(Value, String)>>);

impl LastDigest {
    /// Like [`digest`], but cached for the same achievement.
    pub(super) fn of(&self, achievement: &Value) -> String {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((same, digest)) if same == achievement => digest.clone(),
            _ => last.insert((achievement.clone(), digest(achievement).0)).1.clone(),
        }
    }
}

impl Policy {
    /// May this achievement be registered for this issuer?
    pub(crate) fn judge_badge(
        &self,
        state: &State,
        issuer: &str,
        achievement: &Value,
        per_recipient: Vec<PerRecipient>,
        now: Timestamp,
    ) -> Result<BadgeAsked, Refusal> {
        let Some(bound) = state.issuers.get(issuer) else { return unknown_issuer() };
        let Some(id) =
            achievement.get("id").and_then(Value::as_str).filter(|id| self.public_url.is_achievement(id))
        else {
            return refuse(ChangeReason::ForeignAchievement);
        };
        let (digest, canonical) = digest(achievement);
        let canonical = match per_recipient.as_slice() {
            // The form from before entries existed.
            [] => canonical,
            entries => json::jcs(&json!({"achievement": achievement, "per_recipient": entries})),
        };
        let statement = match state.badges.get(id) {
            Some(badge)
                if badge.issuer == issuer
                    && badge.digest == digest
                    && badge.per_recipient == per_recipient =>
            {
                None
            }
            Some(_) => return refuse(ChangeReason::BadgeVersionChanged),
            None => Some(Statement::BadgeVersion {
                issuer: issuer.to_owned(),
                key: bound.active(now).to_owned(),
                achievement: id.to_owned(),
                digest,
                per_recipient,
            }),
        };
        Ok(BadgeAsked { canonical, statement })
    }
}
