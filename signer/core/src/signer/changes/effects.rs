//! Effects of an approved change outside the ledger.

use crate::environment::Token;
use crate::ledger::Ledger;
use crate::signer::approvers::EnrolmentCodes;
use crate::signer::issuers::Documents;
use credentials::time::Timestamp;
use protocol::Change;

/// What a change may affect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effects<'a> {
    pub(crate) documents: &'a Documents,
    pub(crate) token: &'a dyn Token,
    pub(crate) codes: &'a EnrolmentCodes,
}

impl Effects<'_> {
    /// Applies the effects of a change outside the ledger. The change is in force even if they fail. A DID document
    /// that could not be published is published later ([`Documents::catch_up`]). Destroying a key in the token
    /// and writing a code are retried when the change is proposed again.
    pub(super) fn follow(self, ledger: &mut Ledger, change: &Change, now: Timestamp) {
        let done = match change {
            Change::InviteApprover { name } => {
                self.codes.write(ledger, Some(name.clone()), now).map(|_| ()).map_err(|e| e.to_string())
            }
            Change::RotateKey { issuer, .. } | Change::SetStatusKeeper { issuer, .. } => {
                self.publish(ledger, issuer, now)
            }
            Change::RevokeKey { key, .. } => {
                let owner = ledger.state().owner_of(key).map(str::to_owned);
                owner.map_or(Ok(()), |issuer| self.publish(ledger, &issuer, now))
            }
            Change::DestroyKey { key } => self.token.destroy(key).map_err(|e| e.to_string()),
            _ => Ok(()),
        };
        if let Err(e) = done {
            crate::log::say(&format!("after an approved change: {e}"));
        }
    }

    fn publish(self, ledger: &mut Ledger, issuer: &str, now: Timestamp) -> Result<(), String> {
        self.documents.publish(ledger, issuer, now).map(|_| ()).map_err(|e| e.to_string())
    }
}
