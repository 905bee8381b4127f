//! People and their permissions. A permission is a value that the next call needs, not a check that can be forgotten.

use crate::badge_design::BadgeDesign;
use crate::ids::{ApiTokenId, InstitutionId, MemberId};
use crate::issued_credential::IssuedCredential;
use serde::{Deserialize, Serialize};

/// A member's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// All permissions.
    Owner,
}

/// A signed-in person. `institution` is none until the owner has created it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Identifier.
    pub id: MemberId,
    /// Their institution.
    pub institution: Option<InstitutionId>,
    /// Their role.
    pub role: Role,
}

/// The member may not do this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this member may not do this")]
pub struct Forbidden;

/// The originator of an action, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who works for the institution.
    Member(MemberId),
    /// A program, by its token.
    Token(ApiTokenId),
}

macro_rules! permission {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            actor: Actor,
            institution: InstitutionId,
        }

        impl $name {
            /// Private to this crate, whose rules alone grant it.
            pub(crate) fn new(actor: Actor, institution: InstitutionId) -> Self {
                Self { actor, institution }
            }

            /// The originator, for the record.
            pub fn actor(&self) -> &Actor {
                &self.actor
            }

            /// The institution.
            pub fn institution(&self) -> &InstitutionId {
                &self.institution
            }
        }
    };
}

permission!(
    /// May draw, change and publish badge designs.
    Designer
);
permission!(
    /// May issue badges.
    Issuer
);
permission!(
    /// May revoke one particular badge.
    Revoker
);

/// May stop the signer immediately, and request changes of keys, ceilings, approvers and the institution's profile, which
/// people approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyKeeper {
    institution: InstitutionId,
}

impl KeyKeeper {
    /// For commands on the web server's host, run as its user: access to it is the authority.
    #[must_use]
    pub fn on_the_host(institution: InstitutionId) -> Self {
        Self { institution }
    }

    /// The institution.
    pub fn institution(&self) -> &InstitutionId {
        &self.institution
    }
}

/// Someone who requests a revocation.
pub trait MayRevoke {
    /// The permission to revoke this credential.
    ///
    /// # Errors
    /// [`Forbidden`] when it belongs to another institution, or the caller has no such permission.
    fn may_revoke(&self, credential: &IssuedCredential) -> Result<Revoker, Forbidden>;
}

impl Member {
    /// The permission to work on badge designs.
    ///
    /// # Errors
    /// [`Forbidden`] without an institution or the required role.
    pub fn may_design(&self) -> Result<Designer, Forbidden> {
        let (actor, institution) = self.anything()?;
        Ok(Designer::new(actor, institution))
    }

    /// The permission to request changes of the institution's keys and profile.
    ///
    /// # Errors
    /// [`Forbidden`] without an institution or the required role.
    pub fn may_keep_keys(&self) -> Result<KeyKeeper, Forbidden> {
        let (_, institution) = self.anything()?;
        Ok(KeyKeeper { institution })
    }

    /// The permission to issue this badge.
    ///
    /// # Errors
    /// [`Forbidden`] when it belongs to another institution.
    pub fn may_issue(&self, design: &BadgeDesign) -> Result<Issuer, Forbidden> {
        let (actor, institution) = self.anything()?;
        if institution == design.institution { Ok(Issuer::new(actor, institution)) } else { Err(Forbidden) }
    }

    fn anything(&self) -> Result<(Actor, InstitutionId), Forbidden> {
        match (self.role, &self.institution) {
            (Role::Owner, Some(institution)) => Ok((Actor::Member(self.id.clone()), institution.clone())),
            (Role::Owner, None) => Err(Forbidden),
        }
    }
}

impl MayRevoke for Member {
    fn may_revoke(&self, credential: &IssuedCredential) -> Result<Revoker, Forbidden> {
        let (actor, institution) = self.anything()?;
        if institution == credential.institution {
            Ok(Revoker::new(actor, institution))
        } else {
            Err(Forbidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use credentials::time::Timestamp;

    #[test]
    fn an_owner_without_an_institution_may_do_nothing_in_one() {
        let id = MemberId::new(Timestamp::from_millis(0), 1);
        assert_eq!(Member { id, institution: None, role: Role::Owner }.may_design(), Err(Forbidden));
    }
}
