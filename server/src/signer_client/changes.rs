//! Requests that need approval, and freezing, which needs none.

use super::{SignerClient, SignerError};
use protocol::{
    Answer, Change, Decision, Problem, RefusalCode, Request, SignedCredential, SignedDocument, Superseding,
    Waiting,
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

    /// Requests the registration of a frozen badge version. A repeated request is the same change.
    pub(crate) async fn register_badge_version(
        &self,
        issuer: &str,
        achievement: &str,
        per_recipient: &str,
    ) -> Result<Decision, SignerError> {
        let request = Request::RegisterBadgeVersion {
            issuer: issuer.to_owned(),
            achievement: achievement.to_owned(),
            per_recipient: per_recipient.to_owned(),
        };
        match self.ask(request).await? {
            Answer::Registered { .. } => Ok(Decision::Done { leaf: None }),
            Answer::Decision(decision) => Ok(decision),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Requests a change. A repeated request is the same change.
    pub(crate) async fn propose(&self, change: Change) -> Result<Decision, SignerError> {
        match self.ask(Request::Propose { change }).await? {
            Answer::Decision(decision) => Ok(decision),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The signer signs nothing more for this issuer, from now on.
    pub(crate) async fn freeze(&self, issuer: &str, reason: &str) -> Result<(), SignerError> {
        let request = Request::Freeze { issuer: issuer.to_owned(), reason: reason.to_owned() };
        match self.ask(request).await? {
            Answer::Frozen => Ok(()),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The state of a change, without requesting it.
    pub(crate) async fn look_up_change(&self, change: Change) -> Result<Decision, SignerError> {
        match self.ask(Request::LookUpChange { change }).await? {
            Answer::Decision(decision) => Ok(decision),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// Credentials signed by a key, oldest first, at most [`protocol::MAX_LISTED`], after a leaf.
    pub(crate) async fn list_signed(
        &self,
        key: &str,
        after: Option<u64>,
    ) -> Result<Vec<SignedCredential>, SignerError> {
        match self.ask(Request::ListSigned { key: key.to_owned(), after }).await? {
            Answer::SignedUnder { credentials } => Ok(credentials),
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The signer reissues a credential whose key was compromised. Both arguments are whole unsigned texts.
    pub(crate) async fn sign_superseding(
        &self,
        earlier: &str,
        credential: &str,
    ) -> Result<SignedDocument, SignerError> {
        let asked = Superseding { earlier: earlier.to_owned(), credential: credential.to_owned() };
        match self.ask(Request::SignSuperseding { credentials: vec![asked] }).await? {
            Answer::Signed { results } => match <[_; 1]>::try_from(results) {
                Ok([Ok(signed)]) => Ok(signed),
                Ok([Err(refusal)]) => Err(Problem::Refused(refusal).into()),
                Err(_) => Err(SignerError::OtherAnswer),
            },
            _ => Err(SignerError::OtherAnswer),
        }
    }

    /// The changes that wait for approval, oldest first.
    pub(crate) async fn list_waiting(&self) -> Result<Vec<Waiting>, SignerError> {
        match self.ask(Request::ListWaiting).await? {
            Answer::Waiting { waiting } => Ok(waiting),
            _ => Err(SignerError::OtherAnswer),
        }
    }
}
