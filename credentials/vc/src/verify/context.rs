//! Do known vocabularies define all terms of the badge?

use serde_json::Value;

use super::kind::Kind;
use super::members::values;
use super::reason::ContextReason;
use super::report::{Check, CheckName};
use crate::canonical::{self, CanonicalError, RdfcHash, Terms};
use crate::contexts::{self, FurtherContexts};
use crate::proof::first_direction;
use crate::sanitizer::{ForeignAddress, ForeignText, line};
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
        Some(reason) => (Check::not_checked(NAME, reason), None),
        None => terms(document, further, work),
    }
}

/// Checks the `@context` of a document in a signed token. The token's signature covers the text as it is, whatever
/// its terms mean. But the first contexts define the kind of the document and its members, so they must be known.
pub(super) fn check_in_token(document: &Value, kind: Kind, further: &FurtherContexts) -> Check {
    let listed = values(document.get("@context"));
    let needed = if kind.is_of_open_badges() { 2 } else { 1 };
    let (first, rest) = listed.split_at_checked(2).unwrap_or((listed, &[]));
    if let Some(reason) = unknown(first, further) {
        return Check::not_checked(NAME, reason);
    }
    if first.len() < needed {
        return Check::not_checked(NAME, ContextReason::NoContext);
    }
    let passed = Check::passed(NAME, ContextReason::SignedAsText);
    match unknown(rest, further) {
        // A further context decides nothing, whatever is the matter with it.
        Some(ContextReason::Inline) => passed.with_warning(ContextReason::FurtherInline),
        Some(reason) => passed.with_warning(reason),
        None => passed,
    }
}

/// The first context that is neither pinned nor vouched for.
fn unknown(listed: &[Value], further: &FurtherContexts) -> Option<ContextReason> {
    listed.iter().find_map(|context| match context.as_str() {
        Some(url) => (contexts::get(url).is_none() && !further.has(url)).then(|| unknown_context(url)),
        None => Some(ContextReason::Inline),
    })
}

fn unknown_context(url: &str) -> ContextReason {
    ContextReason::Unknown(ForeignAddress::new(url, 120))
}

/// An embedded endorsement keeps its own context list (Open Badges 3.0), as does a credential in a presentation. Each
/// context in that list must be known too.
fn enclosed(value: &Value, further: &FurtherContexts) -> Option<ContextReason> {
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
            let check = Check::passed(NAME, ContextReason::KnownTerms);
            (check, Some(canonical))
        }
        Err(error) => (refusal(error), None),
    }
}

/// Adds the remark that the proof makes no statement about `@direction`, as the software of some issuers signs. No
/// direction is shown.
pub(super) fn direction_not_signed(check: Check, document: &Value) -> Check {
    let place = first_direction(document).map(|at| line(&at, 120));
    check.with_remark(place, ContextReason::DirectionNotSigned)
}

fn refusal(error: CanonicalError) -> Check {
    let open = |reason| Check::not_checked(NAME, reason);
    let failed = |reason| Check::failed(NAME, reason);
    match error {
        CanonicalError::UnknownContext(url) => open(unknown_context(&url)),
        CanonicalError::InlineContext => open(ContextReason::Inline),
        CanonicalError::UndefinedTerm(name) => {
            failed(ContextReason::UndefinedTerm(ForeignText::new(&name, 60)))
        }
        CanonicalError::UndefinedType(name) => {
            failed(ContextReason::UndefinedType(ForeignText::new(&name, 60)))
        }
        CanonicalError::InvalidId(id) => failed(ContextReason::InvalidId(ForeignText::new(&id, 60))),
        CanonicalError::Unsupported(what) => open(ContextReason::Unsupported(what)),
        CanonicalError::TooMuchWork => open(ContextReason::TooMuchWork),
        CanonicalError::UnsafeNumber(number) => {
            open(ContextReason::UnsafeNumber(ForeignText::new(&number, 40)))
        }
        CanonicalError::NoContext
        | CanonicalError::Language(_)
        | CanonicalError::EmptyMember
        | CanonicalError::NoStatements
        | CanonicalError::Processing(_) => failed(ContextReason::NotJsonLd(error)),
    }
}
