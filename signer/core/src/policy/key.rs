//! A key's life: published, in use, replaced, compromised, destroyed.

use super::change::{ChangeAsked, asked};
use super::{Policy, refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::{ChangeReason, KeyReason};

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
        let when = if lost {
            "at once, and unfreezes the issuer: the key before it is revoked".to_owned()
        } else {
            format!("{} hours after this approval; published at once", self.overlap / 3600)
        };
        let facts = vec![
            ("Issuer", did.to_owned()),
            ("New key", format!("{label}, {}", key.public_key.multibase())),
            ("Signs", when),
            ("Key until then", active.to_owned()),
        ];
        let statement =
            Statement::KeyPublished { issuer: did.to_owned(), key: label.to_owned(), from: from.millis() };
        Ok(asked(statement, "Let another key sign for the issuer", facts))
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
        ("Issuer", did.clone()),
        ("Key", format!("{label}, {}", key.public_key.multibase())),
        ("Not believed from", Timestamp::from_millis(since).rfc3339()),
        ("What follows", "the DID document says `revoked`, so every badge that this key signed fails until it is reissued under another key".to_owned()),
    ];
    let mut asked = asked(statement, "Report a compromised key", facts);
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
    let facts = vec![
        ("Key", format!("{label}, {}", key.public_key.multibase())),
        ("What follows", "nothing can ever be signed with it again; badges that it signed stay valid, its public half stays published".to_owned()),
    ];
    let mut asked = asked(Statement::KeyDestroyed { key: label.to_owned() }, "Destroy a private key", facts);
    asked.statement = asked.statement.filter(|_| !key.is_destroyed);
    Ok(asked)
}

fn unknown_key<T>() -> Result<T, Refusal> {
    refuse(KeyReason::NotMadeYet)
}
