use serde::{Deserialize, Serialize};

/// A part of a badge version that people see apart from the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadgeMember {
    /// `/id`.
    Id,
    /// `/name`.
    Name,
    /// `/description`.
    Description,
    /// `/criteria/narrative`.
    Criteria,
    /// `/criteria/id`.
    CriteriaAddress,
    /// `/achievementType`.
    Type,
    /// `/image/id`.
    Picture,
}

impl BadgeMember {
    /// Every member, in the order in which people see them.
    pub const ALL: [Self; 7] = [
        Self::Id,
        Self::Name,
        Self::Description,
        Self::Criteria,
        Self::CriteriaAddress,
        Self::Type,
        Self::Picture,
    ];

    /// Its place in an achievement, as a JSON Pointer.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Id => "/id",
            Self::Name => "/name",
            Self::Description => "/description",
            Self::Criteria => "/criteria/narrative",
            Self::CriteriaAddress => "/criteria/id",
            Self::Type => "/achievementType",
            Self::Picture => "/image/id",
        }
    }
}

/// A part of an issuer's profile that people see apart from the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileMember {
    /// `/name`.
    Name,
    /// `/url`.
    WebAddress,
    /// `/description`.
    Description,
    /// `/email`.
    Email,
    /// `/image/id`.
    Picture,
}

impl ProfileMember {
    /// Every member, in the order in which people see them.
    pub const ALL: [Self; 5] = [Self::Name, Self::WebAddress, Self::Description, Self::Email, Self::Picture];

    /// Its place in a profile, as a JSON Pointer.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::Name => "/name",
            Self::WebAddress => "/url",
            Self::Description => "/description",
            Self::Email => "/email",
            Self::Picture => "/image/id",
        }
    }
}

/// What a ceiling limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ceiling {
    /// Credentials in one request.
    Request,
    /// Credentials in a minute.
    Minute,
    /// Credentials in a day.
    Day,
}

/// What a member that differs for each recipient may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Bound {
    /// A text.
    Text {
        /// Maximum number of characters.
        most: u32,
    },
    /// A date, or a date and time.
    Date,
    /// A number.
    Number {
        /// The minimum.
        least: i64,
        /// The maximum.
        most: i64,
    },
    /// One of these texts.
    OneOf {
        /// The texts.
        values: Vec<String>,
    },
    /// An https address below another one.
    Url {
        /// The required prefix.
        below: String,
    },
}
