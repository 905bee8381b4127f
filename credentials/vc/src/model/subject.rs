//! Whom and what a credential is about (Open Badges 3.0, sections B.1.2, B.1.5 and B.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::value::moment;
use super::{Achievement, Class, IdentityObject, Image, Profile, Result, Types};
use crate::time::Timestamp;

/// Who achieved what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AchievementSubject {
    /// Identifier of the person, such as a DID; this or `identifier` is needed.
    pub id: Option<String>,
    /// `AchievementSubject`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Identifiers of the person by other means.
    pub identifier: Vec<IdentityObject>,
    /// When the activity began.
    #[serde(with = "moment")]
    pub activity_start_date: Option<Timestamp>,
    /// When the activity ended.
    #[serde(with = "moment")]
    pub activity_end_date: Option<Timestamp>,
    /// Credits earned.
    pub credits_earned: Option<Number>,
    /// This very award as a baked image; not the achievement's picture.
    pub image: Option<Image>,
    /// Number of the licence that was given.
    pub license_number: Option<String>,
    /// What was done, Markdown.
    pub narrative: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// In which academic term.
    pub term: Option<String>,
    /// Who assessed it, if not the issuer.
    pub source: Option<Profile>,
    /// The results.
    pub result: Vec<Result>,
    /// What was achieved.
    pub achievement: Achievement,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for AchievementSubject {
    const NAMES: &'static [&'static str] = &["AchievementSubject"];
}

impl AchievementSubject {
    /// Somebody known by these identifiers.
    #[must_use]
    pub fn identified(identifier: Vec<IdentityObject>, achievement: Achievement) -> Self {
        Self { identifier, achievement, ..Self::default() }
    }
}

/// What is endorsed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EndorsementSubject {
    /// `id` of the issuer, achievement or credential.
    pub id: String,
    /// `EndorsementSubject`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// What the endorser says, Markdown.
    pub endorsement_comment: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for EndorsementSubject {
    const NAMES: &'static [&'static str] = &["EndorsementSubject"];
}

/// What shows that something was achieved.
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
    /// What kind of work it is, such as a film.
    pub genre: Option<String>,
    /// Whom it was made for.
    pub audience: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Evidence {
    const NAMES: &'static [&'static str] = &["Evidence"];
}
