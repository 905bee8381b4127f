use serde::{Deserialize, Serialize};

use super::{ClassName, Name, Wanted};

/// A deviation from the form of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SchemaFault {
    /// Not an object, although the class requires one.
    NotAnObject(ClassName),
    /// A member that the closed class does not have.
    Closed {
        /// The class.
        class: ClassName,
        /// The name of the member.
        member: String,
    },
    /// A required member is missing.
    Missing {
        /// Its name.
        member: Name,
        /// Its value.
        wanted: Wanted,
    },
    /// `type` is not a text.
    TypeNotText,
    /// `type` is not this text.
    TypeIsNot(Name),
    /// `type` is not an array of texts with one of these.
    TypeNotTexts(Vec<Name>),
    /// `type` contains none of these.
    TypeWithout(Vec<Name>),
    /// An endorsement as a token.
    EndorsementToken,
    /// The member of this name is not an array.
    NotAnArray(Name),
    /// The member of this name is an array.
    NotSingle(Name),
    /// A value of another JSON type.
    WrongKind(Wanted),
    /// A text of another form.
    Malformed(Wanted),
}

fault_codes! { SchemaFault as Schema {
    Self::NotAnObject(_) => "not-an-object",
    Self::Closed { .. } => "closed",
    Self::Missing { .. } => "missing",
    Self::TypeNotText | Self::TypeIsNot(_) | Self::TypeNotTexts(_) | Self::TypeWithout(_) => "type",
    Self::EndorsementToken => "endorsement-jwt",
    Self::NotAnArray(_) => "not-an-array",
    Self::NotSingle(_) => "not-single",
    Self::WrongKind(_) => "wrong-kind",
    Self::Malformed(_) => "malformed",
} }
