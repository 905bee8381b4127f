//! Strict JSON: a text that all implementations read alike, or an error.
//!
//! Duplicate members, numbers that languages print differently, or unbounded nesting would let two honest verifiers
//! see two different badges under one signature.

mod canonical_form;
mod numbers;
mod strict;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::work::Work;

pub use canonical_form::jcs;
pub use numbers::is_safe as is_safe_number;
pub use numbers::nearest as nearest_number;

/// The most bytes that [`Document::parse`] reads: 8 MiB. Badges carry their pictures.
pub const MAX_BYTES: usize = 8 << 20;

/// The deepest nesting of objects and arrays that [`Document::parse`] follows.
pub const MAX_DEPTH: usize = 64;

/// A JSON text that was read strictly. The order of members is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Document(Value);

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum JsonError {
    /// Larger than [`MAX_BYTES`].
    #[error("the text is larger than 8 MiB")]
    TooLarge,
    /// Not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("the text is nested deeper than 64 levels")]
    TooDeep,
    /// More values than [`Work::LIMIT`] allows; no fault of the text.
    #[error("the text is too complex to be read")]
    TooMuchWork,
    /// One object has two members of the same name.
    #[error("an object has two members called \"{0}\"")]
    DuplicateMember(String),
    /// A number that implementations do not print alike.
    #[error("the number {0} is outside what every implementation reads alike")]
    UnsafeNumber(String),
    /// Not JSON; line and column count from 1.
    #[error("not valid JSON at line {line}, column {column}")]
    Syntax {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
    },
}

impl JsonError {
    /// Whether the text exceeds a bound of ours, which is no fault of the text.
    #[must_use]
    pub fn is_a_bound(&self) -> bool {
        match self {
            Self::TooLarge | Self::TooDeep | Self::TooMuchWork => true,
            Self::NotUtf8 | Self::DuplicateMember(_) | Self::UnsafeNumber(_) | Self::Syntax { .. } => false,
        }
    }
}

impl Document {
    /// Reads a JSON text.
    ///
    /// Numbers: integers up to 2^53 - 1 in size, no minus zero, fractions of at least 0.000001 in size with at
    /// most 17 significant digits. Lone surrogates are errors.
    ///
    /// # Errors
    /// [`JsonError`], the first fault found.
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        Self::parse_within(bytes, &Work::default())
    }

    /// As [`Document::parse`], within a budget: one unit for each value and one for each KiB.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn parse_within(bytes: &[u8], work: &Work) -> Result<Self, JsonError> {
        if bytes.len() > MAX_BYTES {
            return Err(JsonError::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| JsonError::NotUtf8)?;
        work.spend_bytes(bytes.len()).map_err(|_| JsonError::TooMuchWork)?;
        let most = work.left();
        let (read, values) = strict::read(text, most);
        work.spend(values).map_err(|_| JsonError::TooMuchWork)?;
        read.map(Self)
    }

    /// The value that was read.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The value that was read, by value.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> JsonError {
        Document::parse(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn members_keep_their_order() {
        let document = Document::parse(br#"{"b":1,"a":[true,null,"x"]}"#).unwrap();
        assert_eq!(document.value().to_string(), r#"{"b":1,"a":[true,null,"x"]}"#);
    }

    #[test]
    fn two_members_of_one_name_are_refused_even_when_escaped() {
        assert_eq!(fault(r#"{"x":{"a":1,"a":1}}"#), JsonError::DuplicateMember("a".into()));
        assert_eq!(fault(r#"{"a":1,"\u0061":1}"#), JsonError::DuplicateMember("a".into()));
    }

    #[test]
    fn nesting_ends_at_sixty_four() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Document::parse(nested(MAX_DEPTH).as_bytes()).is_ok());
        assert_eq!(fault(&nested(MAX_DEPTH + 1)), JsonError::TooDeep);
        assert_eq!(fault(&nested(100_000)), JsonError::TooDeep);
    }

    #[test]
    fn numbers_that_implementations_print_differently_are_refused() {
        for text in [
            "9007199254740992",
            "-9007199254740992",
            "1e21",
            "-0",
            "-0.0",
            "0.0000001",
            "0.123456789012345678",
            "1.00000000000000000",
        ] {
            assert!(matches!(fault(text), JsonError::UnsafeNumber(_)), "{text}");
        }
        for text in [
            "9007199254740991",
            "-9007199254740991",
            "0",
            "0.0",
            "0.000001",
            "1.5",
            "48.25",
            "2.0",
            "1e3",
            "0.30000000000000004",
            "51.50735089999999",
            "-0.12775829999998223",
            "9007199254740991.0",
        ] {
            assert!(Document::parse(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_was_read_can_be_written_and_read_again() {
        for text in [
            "1e14",
            "-1e15",
            "99999999999999.0",
            "1e-6",
            "1.5e10",
            "0.0",
            "12345678901234.5",
            "0.30000000000000004",
        ] {
            let document = Document::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
            let written = document.value().to_string();
            assert_eq!(Document::parse(written.as_bytes()), Ok(document), "{text} is written {written}");
        }
    }

    #[test]
    fn digits_inside_texts_are_no_numbers() {
        assert!(Document::parse(br#"["0.12345678901234567890", "a\\", "\"0.12345678901234567890"]"#).is_ok());
        assert!(matches!(fault(r#"["\"", 0.12345678901234567890]"#), JsonError::UnsafeNumber(_)));
    }

    #[test]
    fn lone_surrogates_broken_utf8_rests_and_faults_are_refused() {
        assert!(matches!(fault(r#""\ud800""#), JsonError::Syntax { .. }));
        assert_eq!(Document::parse(b"\"\xff\""), Err(JsonError::NotUtf8));
        assert_eq!(fault("{}\n {}"), JsonError::Syntax { line: 2, column: 2 });
        assert_eq!(Document::parse(&vec![b' '; MAX_BYTES + 1]), Err(JsonError::TooLarge));
    }
}
