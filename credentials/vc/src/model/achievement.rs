//! `Achievement`: the accomplishment that a badge certifies (Open Badges 3.0, section B.1.1).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use super::{
    AchievementType, AlignmentTargetType, Class, IdentifierEntry, Image, Profile, ResultDescription, Types,
};

/// An achievement and its criteria.
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
    /// The kind of achievement.
    pub achievement_type: Option<AchievementType>,
    /// The version's label.
    pub version: Option<String>,
    /// Language of the texts, such as `en` or `pt-BR`.
    pub in_language: Option<String>,
    /// The criteria for earning it.
    pub criteria: Criteria,
    /// Its picture.
    pub image: Option<Image>,
    /// The designer. Use [`Profile::reference`] when it is the issuer: two descriptions of one profile become one.
    pub creator: Option<Profile>,
    /// Credits that it is worth.
    pub credits_available: Option<Number>,
    /// Subject or field of study.
    pub field_of_study: Option<String>,
    /// A code by which people know it, such as a course number.
    pub human_code: Option<String>,
    /// Part of the field, such as a major.
    pub specialization: Option<String>,
    /// Keywords for searching.
    pub tag: Vec<String>,
    /// Its further identifiers.
    pub other_identifier: Vec<IdentifierEntry>,
    /// The matching items in frameworks and catalogues.
    pub alignment: Vec<Alignment>,
    /// The same achievement in other languages or versions.
    pub related: Vec<Related>,
    /// The possible results.
    pub result_description: Vec<ResultDescription>,
    /// `EndorsementCredential`s in their signed form.
    pub endorsement: Vec<Value>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Achievement {
    const NAMES: &'static [&'static str] = &["Achievement"];
}

impl Achievement {
    /// With the required members.
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

/// The criteria for earning an achievement (section B.2.3): by address, in words, or both.
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

/// The item of a framework that an achievement matches (section B.2.2).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Alignment {
    /// `Alignment`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the item.
    pub target_name: String,
    /// Web address of the item.
    pub target_url: String,
    /// The item's code within the framework.
    pub target_code: Option<String>,
    /// A short description of the item.
    pub target_description: Option<String>,
    /// Name of the framework.
    pub target_framework: Option<String>,
    /// The kind of item.
    pub target_type: Option<AlignmentTargetType>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Alignment {
    const NAMES: &'static [&'static str] = &["Alignment"];
}

impl Alignment {
    /// With the required members.
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
    /// With the required members.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }
}
