//! What may vary in a badge: the members of a credential that are fixed with its badge version, and the further ones for
//! which people approved an entry.
//!
//! A badge version is registered as an achievement and a list of [`PerRecipient`] entries. A credential of that version
//! has the achievement's name and the issuer's registered profile. Whatever else it holds, beside the members that every
//! badge has, needs an entry.

mod entry;
mod identity;
mod statements;
mod walk;

use serde_json::Value;

use super::finding::{Finding, Findings};
use super::path::Path;

pub use entry::{EntryError, MOST_ENTRIES, PerRecipient};
pub use statements::{least_statements, template_statements};

/// What was registered for a credential.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    /// The name of the badge version's achievement.
    pub name: &'a str,
    /// The issuer's profile, as it is in every badge.
    pub profile: &'a Value,
    /// The badge version's entries.
    pub per_recipient: &'a [PerRecipient],
}

/// Most findings that are collected: a credential can hold any number of members.
const MOST_FINDINGS: usize = 20;

/// Holds a badge against what was registered for it.
///
/// The caller compares the achievement itself, and judges `id`, `validFrom`, `awardedDate` and `credentialStatus`. Codes:
/// `issuer-profile`, `badge-name`, `unregistered-member`, `outside-bound`, `identities`, `hidden-character`.
///
/// Empty when all is well.
#[must_use]
pub fn deviations(credential: &Value, registered: &Registered<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    walk::credential(credential, registered, &mut findings);
    let mut found = findings.into_vec();
    found.truncate(MOST_FINDINGS);
    found
}

/// A text on one line, or on several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    One,
    Several,
}

/// Whether a text holds a control character, one that turns the reading direction, or a line break where there is one
/// line.
pub(super) fn has_hidden(text: &str, lines: Lines) -> bool {
    text.chars().any(|c| match c {
        '\n' | '\r' | '\t' => lines == Lines::One,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    })
}

/// Finds hidden characters in every text of a value; a `name` has one line.
pub(super) fn check_texts(value: &Value, lines: Lines, at: &Path<'_>, findings: &mut Findings) {
    match value {
        Value::String(text) if has_hidden(text, lines) => {
            let says = "It holds a control character, a character that turns the reading direction, or a line break in a \
                        name: remove it.";
            findings.add(at, "hidden-character", says);
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| check_texts(item, lines, &at.item(index), findings));
        }
        Value::Object(members) => {
            for (name, value) in members {
                let lines = if name.eq_ignore_ascii_case("name") { Lines::One } else { Lines::Several };
                check_texts(value, lines, &at.member(name), findings);
            }
        }
        _ => {}
    }
}
