use serde::{Deserialize, Serialize};

/// What is wrong with a name or description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFault {
    /// An empty array.
    EmptyArray,
    /// Neither a text nor an object with `@value`.
    NotAText,
    /// `@value` is missing.
    ValueMissing,
    /// `@value` is not a text.
    ValueNotText,
    /// `@language` is not a language tag.
    Language,
    /// `@direction` is not a direction.
    Direction,
    /// A further member.
    FurtherMember,
}

fault_codes! { TextFault as Text {
    Self::EmptyArray => "empty",
    Self::NotAText | Self::ValueNotText => "wrong-kind",
    Self::ValueMissing => "missing",
    Self::Language => "language",
    Self::Direction => "malformed",
    Self::FurtherMember => "closed",
} }
