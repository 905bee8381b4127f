//! Results, and what results there may be (Open Badges 3.0, sections B.2.6, B.2.7 and B.5.3).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Alignment, Class, ResultStatusType, ResultType, Types};

/// A result that an achievement may have. Values are texts, even numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResultDescription {
    /// Absolute identifier, by which results name it.
    pub id: String,
    /// `ResultDescription`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the result.
    pub name: String,
    /// What kind of result it is; required.
    pub result_type: Option<ResultType>,
    /// Least value.
    pub value_min: Option<String>,
    /// Greatest value.
    pub value_max: Option<String>,
    /// Value that is needed to pass.
    pub required_value: Option<String>,
    /// `id` of the level that is needed to pass.
    pub required_level: Option<String>,
    /// The values that there are, from low to high; their order is signed.
    pub allowed_value: Vec<String>,
    /// The levels that there are.
    pub rubric_criterion_level: Vec<RubricCriterionLevel>,
    /// What in frameworks it matches.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for ResultDescription {
    const NAMES: &'static [&'static str] = &["ResultDescription"];
}

impl ResultDescription {
    /// With what is required.
    #[must_use]
    pub fn new(id: &str, name: &str, result_type: ResultType) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), result_type: Some(result_type), ..Self::default() }
    }
}

/// A level of a rubric.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RubricCriterionLevel {
    /// Absolute identifier, by which results name it.
    pub id: String,
    /// `RubricCriterionLevel`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the level.
    pub name: String,
    /// Its place among the levels.
    pub level: Option<String>,
    /// Points that it gives.
    pub points: Option<String>,
    /// What it takes.
    pub description: Option<String>,
    /// What in frameworks it matches.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for RubricCriterionLevel {
    const NAMES: &'static [&'static str] = &["RubricCriterionLevel"];
}

impl RubricCriterionLevel {
    /// With what is required.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), ..Self::default() }
    }
}

/// A result that somebody had.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Result {
    /// `Result`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// `id` of a [`ResultDescription`] of the same achievement.
    pub result_description: Option<String>,
    /// The value; a text, even if it is a number.
    pub value: Option<String>,
    /// `id` of a [`RubricCriterionLevel`] of that description.
    pub achieved_level: Option<String>,
    /// How far it came; needed when the description's type is `Status`.
    pub status: Option<ResultStatusType>,
    /// What in frameworks it matches.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Result {
    const NAMES: &'static [&'static str] = &["Result"];
}

impl Result {
    /// Of this description.
    #[must_use]
    pub fn of(description: &ResultDescription) -> Self {
        Self { result_description: Some(description.id.clone()), ..Self::default() }
    }
}
