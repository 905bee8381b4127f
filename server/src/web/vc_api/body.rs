//! Reads a request: strict JSON within its limits, without unknown members.

use super::super::body::kind;
use super::problem::{PARSING, Problem, UNKNOWN_OPTION};
use axum::body::to_bytes;
use axum::extract::Request;
use credentials::json::{Document, JsonError, MAX_BYTES};
use serde_json::{Map, Value};

/// A request's JSON object; members are taken out one by one.
#[derive(Debug)]
pub(super) struct Members(Map<String, Value>);

impl Members {
    /// Reads a request's body. Members other than `known` are refused.
    pub(super) async fn read(request: Request, known: &[&str]) -> Result<Self, Problem> {
        if kind(request.headers()) != "application/json" {
            return Err(Problem::wrong_type());
        }
        let read = to_bytes(request.into_body(), MAX_BYTES).await;
        let bytes = read.map_err(|error| Problem::of_body(&error))?;
        let document = Document::parse(&bytes).map_err(|error| match error {
            JsonError::TooLarge => Problem::too_large(),
            error => Problem::bad(PARSING, "The body cannot be read", format!("{error}.")),
        })?;
        Self::of(document.into_value(), known, "the body")
    }

    fn of(value: Value, known: &[&str], place: &str) -> Result<Self, Problem> {
        let Value::Object(members) = value else {
            return Err(Problem::malformed(format!("{place} must be a JSON object.")));
        };
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            Some(name) => {
                let detail = format!("{place} has a member “{}”, which is not known here.", shown(name));
                Err(Problem::bad(UNKNOWN_OPTION, "Unknown option", detail))
            }
            None => Ok(Self(members)),
        }
    }

    /// The member `options`, which may be absent. Members other than `known` are refused.
    pub(super) fn options(&mut self, known: &[&str]) -> Result<Self, Problem> {
        let options = self.take("options").unwrap_or_else(|| Value::Object(Map::new()));
        Self::of(options, known, "`options`")
    }

    /// An optional member.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        self.0.shift_remove(name)
    }

    /// A required member.
    pub(super) fn needed(&mut self, name: &str) -> Result<Value, Problem> {
        self.take(name).ok_or_else(|| Problem::malformed(format!("“{name}” is missing.")))
    }

    /// An optional text.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Problem::malformed(format!("“{name}” must be a text."))),
        }
    }

    /// An optional list of texts.
    pub(super) fn texts(&mut self, name: &str) -> Result<(), Problem> {
        match self.take(name) {
            None => Ok(()),
            Some(Value::Array(items)) if items.iter().all(Value::is_string) => Ok(()),
            Some(_) => Err(Problem::malformed(format!("“{name}” must be a list of texts."))),
        }
    }

    /// An optional boolean.
    pub(super) fn truth(&mut self, name: &str) -> Result<Option<bool>, Problem> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Bool(truth)) => Ok(Some(truth)),
            Some(_) => Err(Problem::malformed(format!("“{name}” must be true or false."))),
        }
    }
}

/// A name from the request, shortened for a message.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}
