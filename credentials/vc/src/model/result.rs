//! Results, and descriptions of the possible results (Open Badges 3.0, sections B.2.6, B.2.7 and B.5.3).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Alignment, Class, ResultStatusType, ResultType, Types};

/// A result that an achievement may have. Values are texts, even if they are numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResultDescription {
    /// Absolute identifier, which results refer to.
    pub id: String,
    /// `ResultDescription`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the result.
    pub name: String,
    /// The kind of result; required.
    pub result_type: Option<ResultType>,
    /// Least value.
    pub value_min: Option<String>,
    /// Greatest value.
    pub value_max: Option<String>,
    /// The value needed to pass.
    pub required_value: Option<String>,
    /// `id` of the level needed to pass.
    pub required_level: Option<String>,
    /// The possible values, from low to high; their order is signed.
    pub allowed_value: Vec<String>,
    /// The possible levels.
    pub rubric_criterion_level: Vec<RubricCriterionLevel>,
    /// The matching items in frameworks.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for ResultDescription {
    const NAMES: &'static [&'static str] = &["ResultDescription"];
}

impl ResultDescription {
    /// With the required members.
    #[must_use]
    pub fn new(id: &str, name: &str, result_type: ResultType) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), result_type: Some(result_type), ..Self::default() }
    }
}

/// A level of a rubric.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RubricCriterionLevel {
    /// Absolute identifier, which results refer to.
    pub id: String,
    /// `RubricCriterionLevel`.
    #[serde(rename = "type")]
    pub types: Types<Self>,
    /// Name of the level.
    pub name: String,
    /// Its rank among the levels.
    pub level: Option<String>,
    /// The points for it.
    pub points: Option<String>,
    /// The requirements for it.
    pub description: Option<String>,
    /// The matching items in frameworks.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for RubricCriterionLevel {
    const NAMES: &'static [&'static str] = &["RubricCriterionLevel"];
}

impl RubricCriterionLevel {
    /// With the required members.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), ..Self::default() }
    }
}

/// A recipient's result.
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
    /// The status of the activity; required when the description's type is `Status`.
    pub status: Option<ResultStatusType>,
    /// The matching items in frameworks.
    pub alignment: Vec<Alignment>,
    /// Members that the standard does not know.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl Class for Result {
    const NAMES: &'static [&'static str] = &["Result"];
}

impl Result {
    /// A result for this description.
    #[must_use]
    pub fn of(description: &ResultDescription) -> Self {
        Self { result_description: Some(description.id.clone()), ..Self::default() }
    }
}
