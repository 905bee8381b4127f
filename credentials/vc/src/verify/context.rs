//! Do known vocabularies define all terms of the badge?

use serde_json::Value;

use super::kind::Kind;
use super::members::values;
use super::plain::{address, plain, quoted};
use super::report::{Check, CheckName};
use crate::canonical::{self, CanonicalError, RdfcHash, Terms};
use crate::contexts::{self, FurtherContexts};
use crate::proof::first_direction;
use crate::work::Work;

const NAME: CheckName = CheckName::Context;

/// Whether the document follows the older data model, whose dates have other names.
pub(super) fn is_vc_1_1(document: &Value) -> bool {
    values(document.get("@context")).first().and_then(Value::as_str) == Some(contexts::V1)
}

/// Checks the document's `@context`: nothing unknown, nothing undefined (Open Badges 3.0; VC Data Integrity 1.0,
/// section 4.6). Badges under VC 1.1 are read too: there are many, and their terms are as well defined.
///
/// `further` are the contexts that it may name in addition to the embedded ones. The second value is the canonical
/// text, where there is one; the proof covers the same text.
pub(super) fn check(document: &Value, further: &FurtherContexts, work: &Work) -> (Check, Option<String>) {
    match unknown(values(document.get("@context")), further).or_else(|| enclosed(document, further)) {
        Some(check) => (check, None),
        None => terms(document, further, work),
    }
}

/// Checks the `@context` of a document in a signed token. The token's signature covers the text as it is, whatever
/// its terms mean. But the first contexts define the kind of the document and its members, so they must be known.
pub(super) fn check_in_token(document: &Value, kind: Kind, further: &FurtherContexts) -> Check {
    let listed = values(document.get("@context"));
    let needed = if kind.is_of_open_badges() { 2 } else { 1 };
    let (first, rest) = listed.split_at_checked(2).unwrap_or((listed, &[]));
    if let Some(check) = unknown(first, further) {
        return check;
    }
    if first.len() < needed {
        let says = "It does not name the vocabularies that say what its words mean.";
        return Check::not_checked(NAME, "no-context", says);
    }
    let passed = Check::passed(NAME, "signed-as-text", "Its text is signed as it is, word by word.");
    match unknown(rest, further) {
        Some(check) => passed.with_warning("unknown-context", check.says),
        None => passed,
    }
}

/// The first context that is neither pinned nor vouched for.
fn unknown(listed: &[Value], further: &FurtherContexts) -> Option<Check> {
    listed.iter().find_map(|context| match context.as_str() {
        Some(url) => (contexts::get(url).is_none() && !further.has(url)).then(|| unknown_context(url)),
        None => Some(inline_context()),
    })
}

fn unknown_context(url: &str) -> Check {
    let says =
        format!("It uses the vocabulary {}, which is not among those that we know.", address(url, 120));
    Check::not_checked(NAME, "unknown-context", says)
}

fn inline_context() -> Check {
    Check::not_checked(NAME, "inline-context", "It brings definitions of its own for its words.")
}

/// An embedded endorsement keeps its own context list (Open Badges 3.0), as does a credential in a presentation. Each
/// context in that list must be known too.
fn enclosed(value: &Value, further: &FurtherContexts) -> Option<Check> {
    match value {
        Value::Array(values) => values.iter().find_map(|value| enclosed(value, further)),
        Value::Object(members) => members.iter().find_map(|(name, value)| match name.as_str() {
            "endorsement" | "verifiableCredential" => {
                let own = |inner: &Value| unknown(values(inner.get("@context")), further);
                values(Some(value)).iter().find_map(own).or_else(|| enclosed(value, further))
            }
            _ => enclosed(value, further),
        }),
        _ => None,
    }
}

/// A term that no vocabulary defines is not covered by the signature.
fn terms(document: &Value, further: &FurtherContexts, work: &Work) -> (Check, Option<String>) {
    let extra = further.extra();
    let terms = Terms::signed(further.processing(&extra), RdfcHash::Sha256, work);
    match canonical::unsecured(document, terms) {
        Ok(canonical) => {
            let check = Check::passed(NAME, "known-terms", "Every word in it has a meaning that we know.");
            (check, Some(canonical))
        }
        Err(error) => (refusal(&error), None),
    }
}

/// Adds the remark that the proof makes no statement about `@direction`, as the software of some issuers signs. No
/// direction is shown.
pub(super) fn direction_not_signed(check: Check, document: &Value) -> Check {
    let says = "The direction of writing of this text is not covered by the signature.";
    check.with_remark("direction-not-signed", first_direction(document).map(|at| plain(&at, 120)), says)
}

fn refusal(error: &CanonicalError) -> Check {
    let (code, says) = match error {
        CanonicalError::UnknownContext(url) => return unknown_context(url),
        CanonicalError::InlineContext => return inline_context(),
        CanonicalError::UndefinedTerm(name) => ("undefined-term", undefined("the part", name)),
        CanonicalError::UndefinedType(name) => ("undefined-type", undefined("the kind", name)),
        CanonicalError::InvalidId(id) => ("invalid-id", undefined("the identifier", id)),
        CanonicalError::Unsupported(what) => {
            return Check::not_checked(
                NAME,
                "unsupported-form",
                format!("It uses {what}, which we do not check."),
            );
        }
        CanonicalError::TooMuchWork => {
            return Check::not_checked(NAME, "too-much-work", "It is too complex to check.");
        }
        CanonicalError::UnsafeNumber(number) => {
            let says = format!(
                "It holds the number {}, which programs write in different ways and which is not checked here.",
                plain(number, 40)
            );
            return Check::not_checked(NAME, "unsafe-number", says);
        }
        CanonicalError::NoContext
        | CanonicalError::Language(_)
        | CanonicalError::EmptyMember
        | CanonicalError::NoStatements
        | CanonicalError::Processing(_) => (
            "not-json-ld",
            format!("It breaks the rules of its vocabularies: {}.", plain(&error.to_string(), 160)),
        ),
    };
    Check::failed(NAME, code, says)
        .with_next_step("Ask the holder for the file as the issuer made it, or tell the issuer.")
}

fn undefined(what: &str, name: &str) -> String {
    format!("It holds {what} {}, which no vocabulary defines, so no proof can cover it.", quoted(name, 60))
}
