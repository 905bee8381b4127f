use serde::{Deserialize, Serialize};

/// A value that may be nowhere in a credential that is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UniversalFault {
    /// Null, which makes no statement.
    Null,
    /// An empty array, which makes no statement.
    EmptyArray,
    /// An empty object, which makes no statement.
    EmptyObject,
    /// Two objects describe the node with this `id` differently.
    SameId(String),
    /// A member of this name, which belongs to signed tokens.
    TokenMember(String),
    /// A full address as the name of a member.
    IriMember,
    /// A part with a list of contexts.
    NestedContext,
}

fault_codes! { UniversalFault as Universal {
    Self::Null => "null",
    Self::EmptyArray | Self::EmptyObject => "empty",
    Self::SameId(_) => "same-id",
    Self::TokenMember(_) => "endorsement-jwt",
    Self::IriMember => "iri-member",
    Self::NestedContext => "nested-context",
} }
