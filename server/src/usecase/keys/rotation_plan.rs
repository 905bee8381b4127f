//! When keys are due for replacement.

use crate::config::Keys;
use domain::{Institution, IssuerKey, KeyLife, Timestamp, rotation};

/// The configured schedule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RotationPlan {
    rotate_after_days: u32,
    ask_days_before: u32,
}

impl RotationPlan {
    pub(super) fn new(keys: &Keys) -> Self {
        Self { rotate_after_days: keys.rotate_after_days, ask_days_before: keys.ask_days_before }
    }

    /// The active key, and the day by which it is to be replaced. `None` if it cannot be replaced, or its successor is
    /// published already.
    pub(crate) fn replaced_by<'a>(
        self,
        institution: &Institution,
        keys: &'a [IssuerKey],
    ) -> Option<(&'a IssuerKey, Timestamp)> {
        let is_on_its_way = keys.iter().any(|key| matches!(key.life, KeyLife::Published { .. }));
        if !institution.did.starts_with("did:web:") || is_on_its_way {
            return None;
        }
        let key = keys.iter().find(|key| key.life == KeyLife::Active)?;
        Some((key, rotation::due(key.created, self.rotate_after_days)))
    }

    /// When the successor of a key is requested that is due then. `None`: people request it.
    pub(crate) fn asks_from(self, due: Timestamp) -> Option<Timestamp> {
        rotation::asks_from(due, self.ask_days_before)
    }
}
