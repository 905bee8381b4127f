//! What was decided about earlier changes.

use serde::{Deserialize, Serialize};
use signer_facts::summary::ChangeTitle;

/// A change that no longer waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastChange {
    /// Lower-case hex SHA-256 of the statement.
    pub change: String,
    /// What it does.
    pub title: ChangeTitle,
    /// The approver that it is about, if it is about one.
    pub person: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// The people who approved it, or the one who declined it, for display.
    pub by: Vec<String>,
    /// When it was decided: milliseconds since 1970, UTC.
    pub at: i64,
}

/// How a change ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Enough people approved it, and it is in force.
    Approved,
    /// A person declined it.
    Declined,
    /// The web server withdrew it.
    Withdrawn,
    /// Too few people approved it in time.
    Lapsed,
}
