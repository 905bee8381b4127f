//! An issued credential: our record of it. The signed document itself is stored byte for byte beside it.

use crate::ids::{BadgeDesignId, CredentialId, InstitutionId, StatusListId, Version};
use crate::recipient::Recipient;
use crate::revocation::{Revocation, RevocationReason};
use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How far the signing of a credential has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Progress {
    /// Written down; the signer has not answered yet.
    Waiting {
        /// Why the last attempt did not succeed, in words, if there was one. It is tried again by itself.
        last_problem: Option<String>,
    },
    /// The signer refused: asking again changes nothing.
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
        /// Was the mail with the link written out?
        mailed: Option<Timestamp>,
    },
}

/// Is a credential in force?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum CredentialState {
    /// In force.
    Active,
    /// Taken back.
    Revoked(Revocation),
}

/// A published version of a badge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeVersionId {
    /// Of which design.
    pub design: BadgeDesignId,
    /// Its number.
    pub version: Version,
}

/// A credential's place in one of our status lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPlace {
    /// The list.
    pub list: StatusListId,
    /// The index there.
    pub index: u32,
}

/// Our record of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCredential {
    /// Its identifier.
    pub id: CredentialId,
    /// Whose credential.
    pub institution: InstitutionId,
    /// Of which badge; none for a credential that is no badge.
    pub badge: Option<BadgeVersionId>,
    /// The document's own `id` where it is not our address of this record.
    pub foreign_id: Option<String>,
    /// To whom.
    pub recipient: Recipient,
    /// When it was asked for; becomes `validFrom`.
    pub issued: Timestamp,
    /// Where its revocation is told; none: it cannot be revoked. Badges always have one.
    pub status: Option<StatusPlace>,
    /// How far it has come.
    pub progress: Progress,
    /// Is it in force?
    pub state: CredentialState,
    /// Did its learner make it public at its own address?
    pub public: bool,
}

/// The credential is revoked already; the first reason stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credential is revoked already")]
pub struct AlreadyRevoked(pub Revocation);

impl IssuedCredential {
    /// Takes the credential by value, so the un-revoked one no longer exists.
    ///
    /// # Errors
    /// [`AlreadyRevoked`] with the first revocation.
    pub fn revoke(self, reason: RevocationReason, at: Timestamp) -> Result<Self, AlreadyRevoked> {
        match self.state {
            CredentialState::Active => {
                Ok(Self { state: CredentialState::Revoked(Revocation { at, reason }), ..self })
            }
            CredentialState::Revoked(first) => Err(AlreadyRevoked(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let revoked = credential.revoke(RevocationReason::IssuedInError, now).unwrap();
        let again = revoked.revoke(RevocationReason::Misconduct, now.plus_seconds(9));
        assert_eq!(
            again,
            Err(AlreadyRevoked(Revocation { at: now, reason: RevocationReason::IssuedInError }))
        );
    }
}
