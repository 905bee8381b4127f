//! Requests that need approval, and freezing, which needs none.

use super::{SignerClient, SignerError, the_only};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use protocol::{
    Change, ChangeDigest, Decision, RefusalCode, SignedCredential, SignedDocument, Superseding, Waiting,
    Withdrawal, request,
};

impl SignerError {
    /// Is this refusal of a credential temporary? Ceilings reset with time, and people can unfreeze an issuer or
    /// activate another key; the credential stays the same.
    pub(crate) fn passes(&self) -> bool {
        self.refusal().is_some_and(|refusal| {
            matches!(
                refusal.code,
                RefusalCode::OverCeiling
                    | RefusalCode::ListStillOpen
                    | RefusalCode::Frozen
                    | RefusalCode::KeyNotInUse
                    | RefusalCode::LedgerRolledBack
                    | RefusalCode::HandshakeRequired
            )
        })
    }

    /// Was it refused because its issuer is not the registered profile?
    pub(crate) fn is_about_the_profile(&self) -> bool {
        self.refusal().is_some_and(|refusal| refusal.code == RefusalCode::UnregisteredProfile)
    }
}

impl SignerClient {
    /// Requests that badges of the issuer have this profile from now on. A repeated request is the same change.
    pub(crate) async fn set_profile(&self, issuer: &str, profile: &str) -> Result<Decision, SignerError> {
        self.propose(Change::SetProfile { issuer: issuer.to_owned(), profile: profile.to_owned() }).await
    }

    /// Requests a change. A repeated request is the same change.
    pub(crate) async fn propose(&self, change: Change) -> Result<Decision, SignerError> {
        self.ask(request::Propose { change }).await
    }

    /// Gives the signer a copy of a badge's picture, which approvers see. May be repeated.
    pub(crate) async fn keep_picture(&self, picture: &[u8]) -> Result<(), SignerError> {
        self.ask(request::KeepPicture { picture: STANDARD.encode(picture) }).await
    }

    /// The signer signs nothing more for this issuer, from now on.
    pub(crate) async fn freeze(&self, issuer: &str, reason: &str) -> Result<(), SignerError> {
        self.ask(request::Freeze { issuer: issuer.to_owned(), reason: reason.to_owned() }).await
    }

    /// The state of a change, without requesting it.
    pub(crate) async fn look_up_change(&self, digest: ChangeDigest) -> Result<Decision, SignerError> {
        self.ask(request::LookUpChange { digest }).await
    }

    /// Withdraws a pending change of ours, so that nobody approves it any more. May be repeated.
    pub(crate) async fn withdraw_change(&self, digest: ChangeDigest) -> Result<Withdrawal, SignerError> {
        self.ask(request::WithdrawChange { digest }).await
    }

    /// Credentials signed by a key, oldest first, at most [`protocol::MAX_LISTED`], after a leaf.
    pub(crate) async fn list_signed(
        &self,
        key: &str,
        after: Option<u64>,
    ) -> Result<Vec<SignedCredential>, SignerError> {
        Ok(self.ask(request::ListSigned { key: key.to_owned(), after }).await?.credentials)
    }

    /// The signer reissues a credential whose key was compromised. Both arguments are whole unsigned texts.
    pub(crate) async fn sign_superseding(
        &self,
        earlier: &str,
        credential: &str,
    ) -> Result<SignedDocument, SignerError> {
        let asked = Superseding { earlier: earlier.to_owned(), credential: credential.to_owned() };
        the_only(self.ask(request::SignSuperseding { credentials: vec![asked] }).await?)
    }

    /// The changes that wait for approval, oldest first.
    pub(crate) async fn list_waiting(&self) -> Result<Vec<Waiting>, SignerError> {
        Ok(self.ask(request::ListWaiting).await?.waiting)
    }
}
