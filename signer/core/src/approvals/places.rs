//! Limits on pending changes. Ordinary proposals of the web server use up no places of other changes: those with which
//! people recover from an attack, and those proposed on the signer's host.

use protocol::Change;

/// Maximum number of pending ordinary changes of the web server.
const ORDINARY: usize = 32;
/// Maximum number of pending changes of the host.
const HOST: usize = 32;
/// Maximum number of pending recovery changes of one kind about one subject. Subjects are keys, issuers and people.
const RECOVERY: usize = 4;

/// Changes that share one limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Proposed by the web server.
    Ordinary,
    /// Proposed by the web server, with a limit for each kind and subject.
    Recovery(&'static str, String),
    /// Proposed on the signer's host.
    Host,
}

impl Place {
    /// The place of a change.
    pub(crate) fn of(change: &Change, from_host: bool) -> Self {
        if from_host {
            return Self::Host;
        }
        match change {
            Change::Unfreeze { issuer } => Self::Recovery("unfreeze", issuer.clone()),
            Change::RotateKey { issuer, .. } => Self::Recovery("rotate-key", issuer.clone()),
            Change::RevokeKey { key, .. } => Self::Recovery("revoke-key", key.clone()),
            Change::DestroyKey { key } => Self::Recovery("destroy-key", key.clone()),
            Change::AllowRevocations { issuer, .. } => Self::Recovery("allow-revocations", issuer.clone()),
            Change::RemoveApprover { name } => Self::Recovery("remove-approver", name.clone()),
            Change::RegisterBadge { .. }
            | Change::SetProfile { .. }
            | Change::SetCeilings { .. }
            | Change::AllowBatch { .. }
            | Change::InviteApprover { .. }
            | Change::SetQuorum { .. }
            | Change::BindIssuer { .. }
            | Change::SetStatusKeeper { .. } => Self::Ordinary,
        }
    }

    /// Maximum number of changes that may wait here.
    pub(crate) fn most(&self) -> usize {
        match self {
            Self::Ordinary => ORDINARY,
            Self::Recovery(..) => RECOVERY,
            Self::Host => HOST,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_changes_have_places_of_their_own_by_kind_and_subject() {
        let revoke = |key: &str, since| Change::RevokeKey { key: key.into(), since };
        assert_eq!(Place::of(&revoke("a", 1), false), Place::of(&revoke("a", 2), false));
        assert_ne!(Place::of(&revoke("a", 1), false), Place::of(&revoke("b", 1), false));
        let destroy = Change::DestroyKey { key: "a".into() };
        assert_ne!(Place::of(&revoke("a", 1), false), Place::of(&destroy, false));
        let invite = Change::InviteApprover { name: "Ada".into() };
        assert_eq!(Place::of(&invite, false), Place::Ordinary);
        assert_eq!(Place::of(&invite, true), Place::Host);
    }
}
