//! Findings for texts that cannot be read, with their place.

use std::collections::HashSet;

use super::finding::Finding;
use crate::json::{JsonError, MAX_DEPTH};

/// Why a text was not read ([`super::UnsignedCredential::parse`]), as a finding with its place.
///
/// The place is empty when the whole text is meant; a syntax error has line and column in its sentence.
#[must_use]
pub fn parse_finding(text: &[u8], error: &JsonError) -> Finding {
    let place = match error {
        JsonError::DuplicateMember(_) | JsonError::UnsafeNumber(_) | JsonError::TooDeep => {
            std::str::from_utf8(text).ok().and_then(|text| place(text, error))
        }
        JsonError::TooLarge | JsonError::TooMuchWork | JsonError::NotUtf8 | JsonError::Syntax { .. } => None,
    };
    Finding::new(place.unwrap_or_default(), error.clone())
}

/// The arrays and objects open at a place of the text.
enum Open {
    Array { index: usize },
    Object { name: Option<String>, seen: HashSet<String> },
}

/// Follows the text up to the fault. The strict reader accepted everything before it, so that part is well formed.
fn place(text: &str, error: &JsonError) -> Option<String> {
    let mut open: Vec<Open> = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let mut length = next.len_utf8();
        match next {
            '{' => open.push(Open::Object { name: None, seen: HashSet::new() }),
            '[' => open.push(Open::Array { index: 0 }),
            '}' | ']' => drop(open.pop()),
            ',' => match open.last_mut() {
                Some(Open::Array { index }) => *index += 1,
                Some(Open::Object { name, .. }) => *name = None,
                None => {}
            },
            '"' => {
                length = string_length(rest);
                if let Some(Open::Object { name: name @ None, seen }) = open.last_mut() {
                    let member: String = serde_json::from_str(rest.get(..length)?).ok()?;
                    let is_new = seen.insert(member.clone());
                    *name = Some(member);
                    if !is_new && matches!(error, JsonError::DuplicateMember(_)) {
                        return Some(pointer(&open));
                    }
                }
            }
            '-' | '0'..='9' => {
                let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
                length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                // The error holds at most the beginning of the number.
                let token = rest.get(..length)?;
                if matches!(error, JsonError::UnsafeNumber(number) if token.starts_with(number.as_str())
                    && (token.len() == number.len() || number.len() >= 40))
                {
                    return Some(pointer(&open));
                }
            }
            _ => {}
        }
        if open.len() > MAX_DEPTH {
            open.pop();
            return Some(pointer(&open));
        }
        rest = rest.get(length..)?;
    }
    None
}

/// Length in bytes of the string that begins here, including both quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

fn pointer(open: &[Open]) -> String {
    let steps = open.iter().map(|level| match level {
        Open::Array { index } => format!("/{index}"),
        Open::Object { name, .. } => {
            format!("/{}", name.as_deref().unwrap_or_default().replace('~', "~0").replace('/', "~1"))
        }
    });
    steps.collect()
}
