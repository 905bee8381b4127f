//! The variable parts of a badge: the members that its badge version fixes, and the further ones with an approved
//! entry.
//!
//! A badge version is registered as an achievement and a list of [`PerRecipient`] entries. A credential of that
//! version has the achievement's name and the issuer's registered profile. Any other content, except the members that
//! every badge has, needs an entry.

mod comparison;
mod entry;
mod hidden;
mod identity;
mod picture;
mod statements;

use serde_json::Value;

use super::fault::RegisteredFault;
use super::finding::{Finding, Findings};
use super::path::Path;

pub(super) use hidden::has_hidden;

pub use entry::{EntryError, MOST_ENTRIES, PerRecipient};
pub use hidden::{Lines, without_hidden};
pub use picture::{approved_picture, picture_of, sha256_of_sri, with_picture};
pub use statements::{least_statements, template_statements};

/// The registered parts for a credential.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    /// The name of the badge version's achievement.
    pub name: &'a str,
    /// The issuer's profile, as it is in every badge.
    pub profile: &'a Value,
    /// The badge version's entries.
    pub per_recipient: &'a [PerRecipient],
}

/// Maximum number of findings that are collected: a credential can hold any number of members.
const MOST_FINDINGS: usize = 20;

/// Compares a badge with its registered parts.
///
/// The caller compares the achievement itself, and judges `id`, `validFrom`, `awardedDate` and `credentialStatus`. Codes:
/// `issuer-profile`, `badge-name`, `unregistered-member`, `outside-bound`, `identities`, `hidden-character`.
///
/// Empty when there is no finding.
#[must_use]
pub fn deviations(credential: &Value, registered: &Registered<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    comparison::credential(credential, registered, &mut findings);
    let mut found = findings.into_vec();
    found.truncate(MOST_FINDINGS);
    found
}

/// Finds hidden characters in every text of a value.
pub(super) fn check_texts(value: &Value, lines: Lines, at: &Path<'_>, findings: &mut Findings) {
    match value {
        Value::String(text) if has_hidden(text, lines) => {
            findings.add(at, RegisteredFault::HiddenCharacter);
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| check_texts(item, lines, &at.item(index), findings));
        }
        Value::Object(members) => {
            for (name, value) in members {
                check_texts(value, Lines::of(name), &at.member(name), findings);
            }
        }
        _ => {}
    }
}
