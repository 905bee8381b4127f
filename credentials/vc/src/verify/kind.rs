//! The kinds of verified documents: a badge, or one of the documents around it.

use serde_json::Value;

use super::members::{has_type, issuer_id, text, values};

/// The kind of a document that carries a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An `OpenBadgeCredential`, also named `AchievementCredential`.
    OpenBadge,
    /// An `EndorsementCredential` of Open Badges 3.0.
    Endorsement,
    /// Any other verifiable credential.
    Credential,
    /// A credential whose subject is a list of statuses.
    StatusList,
    /// A `VerifiablePresentation`.
    Presentation,
}

impl Kind {
    /// The kind of a credential by its `type`.
    pub(super) fn of_credential(credential: &Value) -> Self {
        if has_type(credential, "OpenBadgeCredential") || has_type(credential, "AchievementCredential") {
            Self::OpenBadge
        } else if has_type(credential, "EndorsementCredential") {
            Self::Endorsement
        } else {
            Self::Credential
        }
    }

    /// Whether Open Badges 3.0 defines its parts.
    pub(super) const fn is_of_open_badges(self) -> bool {
        matches!(self, Self::OpenBadge | Self::Endorsement)
    }

    /// Whether it may name contexts that the caller vouches for. Badges, their endorsements and their lists must mean
    /// the same to everybody.
    pub(super) const fn takes_further_contexts(self) -> bool {
        matches!(self, Self::Credential | Self::Presentation)
    }

    /// The identifier whose key must have signed: the issuer or the holder. A presentation need not name its holder
    /// (VC Data Model 2.0, section 4.13); then it is the owner of the key that its first proof names.
    pub(super) fn signer(self, document: &Value) -> Option<&str> {
        match self {
            Self::Presentation => holder(document).or_else(|| {
                let method = values(document.get("proof"))
                    .first()
                    .and_then(|proof| text(proof, "verificationMethod"))?;
                method.split('#').next()
            }),
            _ => issuer_id(document),
        }
    }
}

/// The holder that a presentation names.
pub(super) fn holder(presentation: &Value) -> Option<&str> {
    match presentation.get("holder")? {
        Value::String(id) => Some(id),
        holder => text(holder, "id"),
    }
}
