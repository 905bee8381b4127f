use super::Fault;
use crate::json::JsonError;

/// The codes of [`json_code`], in the order of the variants.
pub(super) const CODES: &[&str] =
    &["too-large", "json", "too-deep", "too-much-work", "duplicate-member", "unsafe-number"];

/// The code of a text that is not read, for programs.
pub(super) const fn json_code(error: &JsonError) -> &'static str {
    match error {
        JsonError::TooLarge => "too-large",
        JsonError::NotUtf8 | JsonError::Syntax { .. } => "json",
        JsonError::TooDeep => "too-deep",
        JsonError::TooMuchWork => "too-much-work",
        JsonError::DuplicateMember(_) => "duplicate-member",
        JsonError::UnsafeNumber(_) => "unsafe-number",
    }
}

impl From<JsonError> for Fault {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}
