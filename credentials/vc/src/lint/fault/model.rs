use serde::{Deserialize, Serialize};

use super::Name;

/// A deviation from the VC Data Model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ModelFault {
    /// A credential that is not an object.
    CredentialNotAnObject,
    /// A presentation that is not an object.
    PresentationNotAnObject,
    /// The member of this name is not one URL.
    NotAUrl(Name),
    /// `type` is missing.
    TypeMissing,
    /// `type` is empty, or not of texts.
    TypeEmpty,
    /// `issuer` is missing.
    IssuerMissing,
    /// `id` is missing.
    IdMissing,
    /// Neither a URL nor an object with an `id`.
    NotIdentified,
    /// `credentialSubject` is missing.
    SubjectMissing,
    /// An empty list of subjects.
    NoSubject,
    /// A subject without a claim.
    NoClaim,
    /// A subject that is not an object.
    SubjectNotAnObject,
    /// The member of this name is not a date and time with zone.
    NotAMoment(Name),
    /// The member of this name, a date and time with zone, is missing.
    MomentMissing(Name),
    /// The end is earlier than the start.
    EndsBeforeStart {
        /// The member with the start.
        from: Name,
        /// The member with the end.
        until: Name,
    },
    /// A credential to be signed has no `id`.
    OwnIdMissing,
    /// The issuer of a credential to be signed is not a DID.
    IssuerNotDid,
    /// A credential to be signed has a proof.
    ProofPresent,
    /// A part that is not an object with a `type`.
    PartNotAnObject,
    /// A credential schema without `id`.
    SchemaIdMissing,
    /// An enveloped credential whose `id` is not a `data:` URL.
    NotEnveloped,
    /// A credential of VC 1.1 without a date and time in `issuanceDate`.
    NotIssued,
}

fault_codes! { ModelFault as Model {
    Self::CredentialNotAnObject
    | Self::PresentationNotAnObject
    | Self::SubjectNotAnObject
    | Self::PartNotAnObject => "not-an-object",
    Self::NotAUrl(_) | Self::NotIdentified | Self::NotAMoment(_) | Self::NotEnveloped => "malformed",
    Self::TypeMissing
    | Self::IssuerMissing
    | Self::IdMissing
    | Self::SubjectMissing
    | Self::MomentMissing(_)
    | Self::OwnIdMissing
    | Self::SchemaIdMissing => "missing",
    Self::TypeEmpty => "type",
    Self::NoSubject | Self::NoClaim => "empty",
    Self::EndsBeforeStart { .. } => "never-valid",
    Self::IssuerNotDid => "issuer-not-did",
    Self::ProofPresent => "proof-present",
    Self::NotIssued => "issued",
} }
