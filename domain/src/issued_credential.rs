//! Our record of an issued credential. The signed document itself is stored next to it, byte for byte.

use crate::ids::{BadgeDesignId, CredentialId, InstitutionId, StatusListId, Version};
use crate::recipient::Recipient;
use crate::revocation::{PublicRevocation, Revocation};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The progress of signing a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Progress {
    /// Recorded; the signer has not answered yet.
    Waiting {
        /// Why the last attempt failed, in words, if there was one. It is retried automatically.
        last_problem: Option<String>,
    },
    /// The signer refused: a retry changes nothing.
    Refused {
        /// The signer's sentence.
        says: String,
    },
    /// Signed, checked and stored.
    Signed {
        /// When the server stored it.
        at: Timestamp,
        /// Its leaf in the signer's ledger.
        ledger_index: u64,
        /// When the mail with the link was written, if it was.
        mailed: Option<Timestamp>,
    },
}

/// Whether a credential is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum CredentialState {
    /// In force.
    Active,
    /// Revoked.
    Revoked(Revocation),
}

impl CredentialState {
    /// What everybody may know of the revocation, if there is one.
    #[must_use]
    pub fn public_revocation(self) -> Option<PublicRevocation> {
        match self {
            Self::Active => None,
            Self::Revoked(revocation) => Some(revocation.public()),
        }
    }
}

/// A published version of a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeVersionId {
    /// The design.
    pub design: BadgeDesignId,
    /// Its number.
    pub version: Version,
}

/// A credential's entry in one of our status lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPlace {
    /// The list.
    pub list: StatusListId,
    /// The index in the list.
    pub index: u32,
}

/// Our record of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCredential {
    /// Its identifier.
    pub id: CredentialId,
    /// Its institution.
    pub institution: InstitutionId,
    /// Its badge; none for a credential that is not a badge.
    pub badge: Option<BadgeVersionId>,
    /// The document's own `id` where it is not our address for this record.
    pub foreign_id: Option<String>,
    /// The recipient.
    pub recipient: Recipient,
    /// When it was requested; becomes `validFrom`.
    pub issued: Timestamp,
    /// Its status list entry; without one it cannot be revoked. Badges always have one.
    pub status: Option<StatusPlace>,
    /// The progress of its signing.
    pub progress: Progress,
    /// Whether it is in force.
    pub state: CredentialState,
    /// Whether its learner made it public at its own address.
    pub public: bool,
}

/// The credential is already revoked; the first reason stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential is revoked already")]
pub struct AlreadyRevoked(pub Revocation);

impl IssuedCredential {
    /// Takes the credential by value, so that the un-revoked one no longer exists.
    ///
    /// # Errors
    /// [`AlreadyRevoked`] with the first revocation.
    pub fn revoke(self, revocation: Revocation) -> Result<Self, AlreadyRevoked> {
        match self.state {
            CredentialState::Active => Ok(Self { state: CredentialState::Revoked(revocation), ..self }),
            CredentialState::Revoked(first) => Err(AlreadyRevoked(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revocation::{ReasonReaders, RevocationReason};

    #[test]
    fn revoking_twice_is_refused_and_keeps_the_first_reason() {
        let now = Timestamp::from_millis(1_000);
        let credential = IssuedCredential {
            id: CredentialId::new(now, 1),
            institution: InstitutionId::new(now, 2),
            badge: Some(BadgeVersionId { design: BadgeDesignId::new(now, 3), version: Version(1) }),
            foreign_id: None,
            recipient: Recipient { name: "Maren".to_owned(), email: "m@example.edu".to_owned() },
            issued: now,
            status: Some(StatusPlace { list: StatusListId::new(now, 4), index: 5 }),
            progress: Progress::Waiting { last_problem: None },
            state: CredentialState::Active,
            public: false,
        };
        let readers = ReasonReaders::Institution;
        let first = Revocation { at: now, reason: RevocationReason::IssuedInError, readers };
        let second = Revocation { at: now.plus_seconds(9), reason: RevocationReason::Misconduct, readers };
        let revoked = credential.revoke(first).unwrap();
        assert_eq!(revoked.revoke(second), Err(AlreadyRevoked(first)));
    }
}
