use serde::{Deserialize, Serialize};

/// The result of the check of the form of the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlainFormReason {
    /// Each part on which the verdict depends is there once.
    Plain,
    /// A part has the badge's own identifier.
    SameId,
    /// A part has contexts of its own.
    NestedContext,
    /// A part has a full address as its name.
    IriMember,
    /// A keyword of JSON-LD that can hide parts.
    JsonLdKeyword,
    /// Not one issuer.
    NoIssuer,
    /// No subject.
    NoSubject,
    /// Not one issuer, one subject and one achievement.
    NotOneEach,
    /// Several dates in one member.
    SeveralDates,
    /// A presentation with more than sixteen credentials.
    TooManyCredentials,
}

codes! { PlainFormReason as PlainForm {
    Self::Plain => "plain",
    Self::SameId => "same-id",
    Self::NestedContext => "nested-context",
    Self::IriMember => "iri-member",
    Self::JsonLdKeyword => "json-ld-keyword",
    Self::NoIssuer => "no-issuer",
    Self::NoSubject => "no-subject",
    Self::NotOneEach => "not-one-each",
    Self::SeveralDates => "several-dates",
    Self::TooManyCredentials => "too-many-credentials",
} }
