//! The facts of the table of classes: names of classes, and the required kinds of values.

use serde::{Deserialize, Serialize};

use crate::model::{ACHIEVEMENT_TYPES, AlignmentTargetType, IdentifierType, ResultStatusType, ResultType};

/// A class of Open Badges 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names of the standard's classes (Open Badges 3.0, annex B)")]
pub enum ClassName {
    AchievementCredential,
    EndorsementCredential,
    AchievementSubject,
    EndorsementSubject,
    Achievement,
    Profile,
    Criteria,
    Image,
    IdentityObject,
    IdentifierEntry,
    Address,
    GeoCoordinates,
    Alignment,
    Evidence,
    Related,
    ResultDescription,
    RubricCriterionLevel,
    Result,
    Proof,
    RefreshService,
    CredentialSchema,
    StatusEntry,
    TermsOfUse,
}

/// A closed list of words of Open Badges 3.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordList {
    /// `AchievementType`.
    AchievementTypes,
    /// `IdentifierTypeEnum`.
    IdentifierTypes,
    /// `AlignmentTargetType`.
    TargetTypes,
    /// `ResultType`.
    ResultTypes,
    /// `ResultStatusType`.
    Statuses,
}

impl WordList {
    /// The words, in the order of the standard.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::AchievementTypes => ACHIEVEMENT_TYPES,
            Self::IdentifierTypes => IdentifierType::WORDS,
            Self::TargetTypes => AlignmentTargetType::WORDS,
            Self::ResultTypes => ResultType::WORDS,
            Self::Statuses => ResultStatusType::WORDS,
        }
    }
}

/// The kind of value that a place requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    /// A text that is not empty.
    Text,
    /// An absolute URI.
    Uri,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A country (ISO 3166-1).
    Country,
    /// A date and time with zone.
    Moment,
    /// A date.
    Day,
    /// A number.
    Number,
    /// True or false.
    Truth,
    /// A language code.
    Language,
    /// A compact JWS.
    Jws,
    /// The list of contexts.
    Context,
    /// A word of a list.
    Word(WordList),
    /// A word of a list, or `ext:` and a custom word.
    WordOrOwn(WordList),
    /// An object of this class.
    Object(ClassName),
}
