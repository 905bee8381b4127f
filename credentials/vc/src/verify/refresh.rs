//! Is there a newer copy of the badge? (1EdTech VC Credential Refresh 1.0)
//!
//! The report names the place of a newer copy. It is requested only on the caller's wish, once, and after the proof
//! was found good: the issuer chose the address, and a request shows its owner that somebody verifies this badge.

use serde_json::Value;

use super::examination::Examination;
use super::members::{has_type, issuer_id, text, values};
use super::plain::{address, plain};
use super::report::{Check, CheckName};
use super::validity::Period;

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
        return Check::not_applicable(NAME, "no-refresh", "It names no place for newer copies.");
    }
    let says = match place(document) {
        Some(url) => {
            format!("It says that a newer copy may be had at {}, which was not asked.", address(url, 200))
        }
        None => "It names a place for newer copies of a kind that we do not ask.".to_owned(),
    };
    Check::not_checked(NAME, "refresh-not-asked", says)
}

/// The check when no copy was received, or an invalid one; `why` in few words.
pub(super) fn failed(url: &str, why: &str) -> Check {
    let says =
        format!("Whether there is a newer copy at {} is unknown ({}).", address(url, 200), plain(why, 120));
    Check::not_checked(NAME, "refresh-failed", says)
}

/// Compares the badge with the examined copy: the same badge of the same issuer, and later (Open Badges 3.0, section
/// 8.2.4; equality as in its section 8.4).
pub(super) fn compare(document: &Value, copy: &Examination, url: &str) -> Check {
    if !copy.is_good() {
        return failed(url, "the copy there is not good");
    }
    let copy = copy.document();
    let same =
        |member: fn(&Value) -> Option<&str>| member(document).map(str::trim) == member(copy).map(str::trim);
    if !same(issuer_id) || !same(|value| text(value, "id")) {
        return failed(url, "what is there is another badge");
    }
    let from = |value: &Value| Period::of(value).and_then(|period| period.from);
    match (from(document), from(copy)) {
        (Some(ours), Some(theirs)) if theirs > ours => {
            let says = format!("A newer copy exists, of {}, at {}.", theirs.long_date(), address(url, 200));
            Check::passed(NAME, "newer-copy", says)
                .with_next_step("Ask the holder for the newer copy, or get it there.")
        }
        _ => Check::passed(NAME, "no-newer-copy", "Its issuer has no newer copy."),
    }
}
