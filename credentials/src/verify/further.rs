//! Newer copies and endorsements: said to be there, not followed. Neither decides whether a badge is valid.

use serde_json::Value;

use super::members::values;
use super::report::{Check, CheckName};

/// `refreshService`: where a newer copy is to be had.
pub(super) fn refresh(document: &Value) -> Check {
    const NAME: CheckName = CheckName::Refresh;
    if values(document.get("refreshService")).is_empty() {
        return Check::not_applicable(NAME, "no-refresh", "It names no place for newer copies.");
    }
    Check::not_checked(NAME, "refresh-not-asked", "It names a place for newer copies, which was not asked.")
}

/// Embedded endorsements: credentials of others, each with an issuer and a proof of its own.
pub(super) fn endorsements(document: &Value) -> Check {
    const NAME: CheckName = CheckName::Endorsements;
    match count(document) {
        0 => Check::not_applicable(NAME, "no-endorsements", "It carries none."),
        1 => Check::not_checked(
            NAME,
            "endorsements-not-checked",
            "It carries one endorsement, which was not checked.",
        ),
        number => {
            let says = format!("It carries {number} endorsements, which were not checked.");
            Check::not_checked(NAME, "endorsements-not-checked", says)
        }
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| match name.as_str() {
                "endorsement" | "endorsementJwt" => values(Some(value)).len(),
                _ => count(value),
            })
            .sum(),
        _ => 0,
    }
}
