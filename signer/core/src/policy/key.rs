//! A key's life: published, in use, replaced, compromised, destroyed.

use super::change::{ChangeAsked, asked};
use super::{Policy, refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::{PinnedKey, State};
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{ChangeReason, KeyReason};
use protocol::summary::{ChangeTitle, Consequence, Fact};

impl Policy {
    /// May this key follow the issuer's current key? It is published at once and signs after the overlap, so that no
    /// verifier sees a signature by a key missing from its cached document. After a revoked key it signs at once.
    pub(super) fn ask_rotation(
        &self,
        state: &State,
        did: &str,
        label: &str,
        now: Timestamp,
    ) -> Result<ChangeAsked, Refusal> {
        let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
        if did.starts_with("did:key:") {
            return refuse(ChangeReason::RotateDidKey);
        }
        let Some(key) = state.key(label) else { return unknown_key() };
        if state.issuers.values().any(|issuer| issuer.keys().iter().any(|key| key.label == label)) {
            return refuse(ChangeReason::KeyTaken);
        }
        if key.revoked.is_some() || key.is_destroyed {
            return refuse(ChangeReason::KeyUnusable);
        }
        if issuer.next(now).is_some() {
            return refuse(ChangeReason::NextKeyWaits);
        }
        let active = issuer.active(now);
        let lost = state.key(active).is_some_and(|key| key.revoked.is_some());
        let from = if lost { now } else { now.plus_seconds(self.overlap) };
        let when = if lost { Fact::SignsAtOnce } else { Fact::SignsLater { hours: self.overlap / 3600 } };
        let facts = vec![
            Fact::Issuer { did: did.to_owned() },
            Fact::NewKey { label: label.to_owned(), public_key: key.public_key.multibase() },
            when,
            Fact::KeyUntilThen { label: active.to_owned() },
        ];
        let statement =
            Statement::KeyPublished { issuer: did.to_owned(), key: label.to_owned(), from: from.millis() };
        Ok(asked(statement, ChangeTitle::RotateKey, facts))
    }
}

/// May this key be reported as compromised?
pub(super) fn ask_revocation(
    state: &State,
    label: &str,
    since: i64,
    now: Timestamp,
) -> Result<ChangeAsked, Refusal> {
    let Some(key) = state.key(label) else { return unknown_key() };
    let owner = state.issuers.iter().find(|(_, issuer)| issuer.keys().iter().any(|key| key.label == label));
    let Some((did, _)) = owner else {
        return refuse(ChangeReason::NoIssuersKey);
    };
    if since > now.millis() {
        return refuse(ChangeReason::CompromisedInFuture);
    }
    let statement = Statement::KeyRevoked { issuer: did.clone(), key: label.to_owned(), since };
    let facts = vec![
        Fact::Issuer { did: did.clone() },
        named(key),
        Fact::NotTrustedFrom { at: since },
        Fact::Consequence { of: Consequence::KeyRevoked },
    ];
    let mut asked = asked(statement, ChangeTitle::RevokeKey, facts);
    asked.statement = asked.statement.filter(|_| key.revoked.is_none());
    Ok(asked)
}

/// May this private key be destroyed?
pub(super) fn ask_destruction(state: &State, label: &str, now: Timestamp) -> Result<ChangeAsked, Refusal> {
    let Some(key) = state.key(label) else { return unknown_key() };
    let in_use = state.issuers.values().any(|issuer| {
        issuer.active(now) == label || issuer.next(now).is_some_and(|next| next.label == label)
    });
    if in_use && key.revoked.is_none() {
        return refuse(ChangeReason::DestroyUsedKey);
    }
    let facts = vec![named(key), Fact::Consequence { of: Consequence::KeyDestroyed }];
    let mut asked = asked(Statement::KeyDestroyed { key: label.to_owned() }, ChangeTitle::DestroyKey, facts);
    asked.statement = asked.statement.filter(|_| !key.is_destroyed);
    Ok(asked)
}

fn named(key: &PinnedKey) -> Fact {
    Fact::Key { label: key.label.clone(), public_key: Some(key.public_key.multibase()) }
}

fn unknown_key<T>() -> Result<T, Refusal> {
    refuse(KeyReason::NotMadeYet)
}
