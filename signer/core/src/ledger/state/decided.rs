//! Changes of the state that people decide.

use super::issuer::Freeze;
use super::{Entered, Revoked, State, StateError};
use crate::ledger::record::{Approved, Statement};
use credentials::time::Timestamp;

impl State {
    /// Applies a statement about people, ceilings, or a key's life.
    pub(super) fn decide(
        &mut self,
        statement: Statement,
        entered: &Entered,
        approved: Option<Approved>,
    ) -> Result<(), StateError> {
        let at = entered.created;
        match statement {
            Statement::Ceilings { issuer, ceilings, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| issuer.ceilings = ceilings);
            }
            Statement::Batch { issuer, badge, digests, .. } => {
                let allowed = digests.into_iter().map(|digest| (digest, badge.clone()));
                self.issuers.entry(issuer).and_modify(|issuer| issuer.allowed.extend(allowed));
            }
            Statement::Frozen { issuer, reason, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| issuer.frozen = Some(Freeze { reason, at }));
            }
            Statement::Unfrozen { issuer, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| issuer.frozen = None);
            }
            Statement::StatusKeeper { issuer, keeper, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| issuer.keeper = keeper);
            }
            Statement::RevocationsAllowed { issuer, count, .. } => {
                self.issuers.entry(issuer).and_modify(|issuer| issuer.allow_revocations(count, at));
            }
            Statement::KeyPublished { issuer, key, from } => {
                let from = Timestamp::from_millis(from);
                let lost = self.issuers.get(&issuer).and_then(|issuer| self.key(issuer.active(at)));
                let lost = lost.is_some_and(|key| key.revoked.is_some());
                self.issuers.entry(issuer).and_modify(|issuer| {
                    issuer.add_key(key, from);
                    // The freeze was because of the previous key.
                    issuer.frozen = issuer.frozen.take().filter(|_| !lost);
                });
            }
            Statement::KeyRevoked { key, since, .. } => {
                let since = Timestamp::from_millis(since);
                self.change_key(&key, |key| key.revoked = Some(Revoked { since, approved }));
            }
            Statement::KeyDestroyed { key } => self.change_key(&key, |key| key.is_destroyed = true),
            Statement::Confirmed { name, .. } => self.people.confirm(&name),
            Statement::Enrolled { name, credential_id, public_key, count, awaits } => {
                let enrolled = self.people.enrol(name, credential_id, public_key, count, at, awaits);
                enrolled.ok_or(StateError::Passkey(entered.leaf))?;
            }
            Statement::Invited { name } => {
                self.people.invited.retain(|invited| *invited != name);
                self.people.invited.push(name);
            }
            Statement::Removed { name } => self.people.remove(&name),
            Statement::Quorum { needed } => self.people.needed = needed,
            Statement::Reset { by } => self.people.reset(at, by),
            // `State::state` applies documents and bindings.
            _ => {}
        }
        Ok(())
    }

    fn change_key(&mut self, label: &str, change: impl FnOnce(&mut super::PinnedKey)) {
        if let Some(key) = self.keys.iter_mut().find(|key| key.label == label) {
            change(key);
        }
    }
}
