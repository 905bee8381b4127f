//! Binding an issuer's DID to a key.

use crate::ledger::record::Statement;
use crate::ledger::state::{PinnedKey, State};
use crate::policy::{BindingAsked, ContentLint, Policy, read_profile};
use crate::signer::ledger_handle::LedgerHandle;
use credentials::did;
use protocol::reason::KeyReason;
use protocol::{BoundIssuer, Problem, Refusal, request};

/// Binds the first issuer. Further ones are changes that people approve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BindIssuer<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) ledger: &'a LedgerHandle,
}

impl BindIssuer<'_> {
    pub(crate) fn bind(self, request: &request::BindIssuer) -> Result<BoundIssuer, Problem> {
        let request::BindIssuer { key, did: asked, institution, profile } = request;
        let lint = ContentLint::of_profile(profile);
        let mut ledger = self.ledger.lock()?;
        let (did, key) = match self.policy.judge_binding(ledger.state(), key, asked, institution)? {
            BindingAsked::Stands { did, key } => (did, key),
            BindingAsked::First { did, key, institution } => {
                let profile = Some(read_profile(&did, profile, &lint)?);
                let statement =
                    Statement::Binding { did: did.clone(), key: key.clone(), institution, profile };
                let canonical = BindingAsked::canonical(
                    &statement,
                    &pinned(ledger.state(), &key)?.public_key.multibase(),
                );
                let now = self.ledger.now();
                ledger.state_publicly(statement, &canonical, None, Vec::new(), now)?;
                (did, key)
            }
        };
        let verification_method = did::verification_method(&did, &pinned(ledger.state(), &key)?.public_key);
        Ok(BoundIssuer { did, verification_method, key })
    }
}

fn pinned<'a>(state: &'a State, label: &str) -> Result<&'a PinnedKey, Refusal> {
    state.key(label).ok_or_else(|| Refusal::new(KeyReason::Unknown))
}
