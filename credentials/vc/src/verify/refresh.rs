//! Is there a newer copy of the badge? (1EdTech VC Credential Refresh 1.0)
//!
//! The report names the place of a newer copy. It is requested only on the caller's wish, once, and after the proof
//! was found good: the issuer chose the address, and a request shows its owner that somebody verifies this badge.

use serde_json::Value;

use super::examination::Examination;
use super::members::{has_type, issuer_id, text, values};
use super::reason::{RefreshReason, Unavailable};
use super::report::{Check, CheckName};
use super::validity::Period;
use crate::sanitizer::ForeignAddress;

const NAME: CheckName = CheckName::Refresh;

/// The address of a newer copy, as the badge names it.
pub(super) fn place(document: &Value) -> Option<&str> {
    let services = values(document.get("refreshService"));
    services
        .iter()
        .find(|service| has_type(service, "1EdTechCredentialRefresh"))
        .and_then(|one| text(one, "id"))
}

/// As [`place`], if it may be requested.
pub(super) fn place_to_ask(document: &Value) -> Option<&str> {
    place(document).filter(|url| url.starts_with("https://"))
}

/// The check when no copy was requested.
pub(super) fn not_asked(document: &Value) -> Check {
    if values(document.get("refreshService")).is_empty() {
        return Check::not_applicable(NAME, RefreshReason::NoRefresh);
    }
    let url = place(document).map(|url| ForeignAddress::new(url, 200));
    Check::not_checked(NAME, RefreshReason::NotAsked(url))
}

/// The check when no copy was received, or an invalid one.
pub(super) fn failed(url: &str, why: Unavailable) -> Check {
    Check::not_checked(NAME, RefreshReason::Failed { url: ForeignAddress::new(url, 200), why })
}

/// Compares the badge with the examined copy: the same badge of the same issuer, and later (Open Badges 3.0, section
/// 8.2.4; equality as in its section 8.4).
pub(super) fn compare(document: &Value, copy: &Examination, url: &str) -> Check {
    if !copy.is_good() {
        return failed(url, Unavailable::CopyNotGood);
    }
    let copy = copy.document();
    let same =
        |member: fn(&Value) -> Option<&str>| member(document).map(str::trim) == member(copy).map(str::trim);
    if !same(issuer_id) || !same(|value| text(value, "id")) {
        return failed(url, Unavailable::OtherBadge);
    }
    let from = |value: &Value| Period::of(value).and_then(|period| period.from);
    match (from(document), from(copy)) {
        (Some(ours), Some(theirs)) if theirs > ours => {
            let url = ForeignAddress::new(url, 200);
            Check::passed(NAME, RefreshReason::NewerCopy { from: theirs, url })
        }
        _ => Check::passed(NAME, RefreshReason::NoNewerCopy),
    }
}
