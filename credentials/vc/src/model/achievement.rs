//! `Achievement`: what a badge says was done (Open Badges 3.0, section B.1.1).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::{
    AchievementType, AlignmentTargetType, Class, IdentifierEntry, Image, Profile, ResultDescription, Types,
};

/// What was achieved, and by which criteria.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Achievement {
    /// Absolute address of this version.
    pub id: String,
    /// `Achievement`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name, plain text.
    pub name: String,
    /// Description, plain text.
    pub description: String,
    /// What kind of achievement it is.
    pub achievement_type: Option<AchievementType>,
    /// The version's label.
    pub version: Option<String>,
    /// Language of the texts, such as `en` or `pt-BR`.
    pub in_language: Option<String>,
    /// What must be done to earn it.
    pub criteria: Criteria,
    /// Its picture.
    pub image: Option<Image>,
    /// Who designed it. By [`Profile::reference`] when it is the issuer: two descriptions of one profile become one.
    pub creator: Option<Profile>,
    /// Credits that it is worth.
    pub credits_available: Option<Number>,
    /// Subject or field of study.
    pub field_of_study: Option<String>,
    /// A code by which people know it, such as a course number.
    pub human_code: Option<String>,
    /// Part of the field, such as a major.
    pub specialization: Option<String>,
    /// Words to find it by.
    pub tag: Vec<String>,
    /// Further identifiers of it.
    pub other_identifier: Vec<IdentifierEntry>,
    /// What in frameworks and catalogues it matches.
    pub alignment: Vec<Alignment>,
    /// The same in other languages or versions.
    pub related: Vec<Related>,
    /// What results there may be.
    pub result_description: Vec<ResultDescription>,
    /// `EndorsementCredential`s, as they were signed.
    pub endorsement: Vec<Value>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Achievement {
    const NAMES: &'static [&'static str] = &["Achievement"];
}

impl Achievement {
    /// With what is required.
    #[must_use]
    pub fn new(id: &str, name: &str, description: &str, criteria: Criteria) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            description: description.to_owned(),
            criteria,
            ..Self::default()
        }
    }
}

/// What must be done to earn an achievement (section B.2.3): by address, in words, or both.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criteria {
    /// Address of a page with the criteria.
    pub id: Option<String>,
    /// The criteria, Markdown.
    pub narrative: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Criteria {
    /// In words, Markdown.
    #[must_use]
    pub fn narrative(text: &str) -> Self {
        Self { narrative: Some(text.to_owned()), ..Self::default() }
    }
}

impl From<&str> for Criteria {
    fn from(text: &str) -> Self {
        Self::narrative(text)
    }
}

/// What an achievement matches in a framework (section B.2.2).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Alignment {
    /// `Alignment`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of what it matches.
    pub target_name: String,
    /// Web address of what it matches.
    pub target_url: String,
    /// A code of it within the framework.
    pub target_code: Option<String>,
    /// A short description of it.
    pub target_description: Option<String>,
    /// Name of the framework.
    pub target_framework: Option<String>,
    /// What it is.
    pub target_type: Option<AlignmentTargetType>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Alignment {
    const NAMES: &'static [&'static str] = &["Alignment"];
}

impl Alignment {
    /// With what is required.
    #[must_use]
    pub fn new(target_name: &str, target_url: &str) -> Self {
        Self { target_name: target_name.to_owned(), target_url: target_url.to_owned(), ..Self::default() }
    }
}

/// The same achievement in another language or version (section B.2.5).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Related {
    /// Address of the other achievement.
    pub id: String,
    /// `Related`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Its language.
    pub in_language: Option<String>,
    /// Its version's label.
    pub version: Option<String>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Related {
    const NAMES: &'static [&'static str] = &["Related"];
}

impl Related {
    /// With what is required.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }
}
