//! The subjects of credentials (Open Badges 3.0, sections B.1.2, B.1.5 and B.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::value::moment;
use super::{Achievement, Class, IdentityObject, Image, Profile, Result, Types};
use crate::time::Timestamp;

/// The recipient and the achievement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AchievementSubject {
    /// Identifier of the person, such as a DID; this or `identifier` is required.
    pub id: Option<String>,
    /// `AchievementSubject`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Identifiers of the person of other kinds.
    pub identifier: Vec<IdentityObject>,
    /// The start of the activity.
    #[serde(with = "moment")]
    pub activity_start_date: Option<Timestamp>,
    /// The end of the activity.
    #[serde(with = "moment")]
    pub activity_end_date: Option<Timestamp>,
    /// Credits earned.
    pub credits_earned: Option<Number>,
    /// This award as a baked image; not the achievement's picture.
    pub image: Option<Image>,
    /// Number of the licence that was granted.
    pub license_number: Option<String>,
    /// The narrative of the achievement, Markdown.
    pub narrative: Option<String>,
    /// The person's role.
    pub role: Option<String>,
    /// The academic term.
    pub term: Option<String>,
    /// The assessor, if not the issuer.
    pub source: Option<Profile>,
    /// The results.
    pub result: Vec<Result>,
    /// The achievement.
    pub achievement: SubjectAchievement,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for AchievementSubject {
    const NAMES: &'static [&'static str] = &["AchievementSubject"];
}

impl AchievementSubject {
    /// A person with these identifiers.
    #[must_use]
    pub fn identified(identifier: Vec<IdentityObject>, achievement: impl Into<SubjectAchievement>) -> Self {
        Self { identifier, achievement: achievement.into(), ..Self::default() }
    }
}

/// The achievement of a subject. What is read is a model; what was registered is written as it was registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, from = "Achievement")]
pub enum SubjectAchievement {
    /// An achievement of these types.
    Model(Box<Achievement>),
    /// A registered achievement: its JSON value, with each member as it was approved.
    Registered(Value),
}

impl SubjectAchievement {
    /// The achievement in these types; `None` for a registered one.
    #[must_use]
    pub fn model(&self) -> Option<&Achievement> {
        match self {
            Self::Model(achievement) => Some(achievement),
            Self::Registered(_) => None,
        }
    }
}

impl From<Achievement> for SubjectAchievement {
    fn from(achievement: Achievement) -> Self {
        Self::Model(Box::new(achievement))
    }
}

impl Default for SubjectAchievement {
    fn default() -> Self {
        Achievement::default().into()
    }
}

/// The subject of an endorsement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndorsementSubject {
    /// `id` of the issuer, achievement or credential.
    pub id: String,
    /// `EndorsementSubject`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// The endorser's comment, Markdown.
    pub endorsement_comment: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for EndorsementSubject {
    const NAMES: &'static [&'static str] = &["EndorsementSubject"];
}

/// Evidence of an achievement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// Address of a page, or a data URI.
    pub id: Option<String>,
    /// `Evidence`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Title.
    pub name: Option<String>,
    /// A short description.
    pub description: Option<String>,
    /// The evidence in words, Markdown.
    pub narrative: Option<String>,
    /// The kind of work, such as a film.
    pub genre: Option<String>,
    /// The intended audience.
    pub audience: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Evidence {
    const NAMES: &'static [&'static str] = &["Evidence"];
}
