//! The rules of W3C Verifiable Credentials Data Model 2.0 for credentials of any kind, and for presentations.
//!
//! The rules that the public W3C test suites for the data model check. The canonical form finds terms that no context
//! defines, not this module.

mod credential;
mod digest;
mod entry;
mod parts;
mod presentation;
mod resource;
mod text;

use serde_json::Value;

use super::fault::ModelFault;
use super::finding::{Finding, Findings};
use super::path::Path;
use super::universal_rules::UniversalRules;
use super::{Strictness, formats};

/// Judges a credential of any kind by others, by VC Data Model 2.0 (or 1.1 when its first context is that of 1.1).
///
/// Empty when there is no finding. Terms, their contexts and proofs are not checked here.
#[must_use]
pub fn data_model(credential: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    credential::check(credential, &Path::Root, Strictness::Reading, &mut findings);
    findings.into_vec()
}

/// Judges a presentation by VC Data Model 2.0, section 4.13, and every credential in it.
///
/// Empty when there is no finding. Proofs are judged elsewhere.
#[must_use]
pub fn presentation(presentation: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    presentation::check(presentation, &mut findings);
    findings.into_vec()
}

/// All findings that prevent signing of a credential that is not a badge, except those of JSON-LD itself.
pub(super) fn check_issuing(credential: &Value) -> Findings {
    let mut findings = Findings::default();
    credential::check(credential, &Path::Root, Strictness::Issuing, &mut findings);
    let mut rules = UniversalRules::default();
    rules.value(credential, &Path::Root, &mut findings);
    rules.same_ids(credential, &mut findings);
    findings
}

/// The items of an array, or the value itself, each with its place.
fn each<'v>(value: &'v Value, at: &Path<'_>, mut check: impl FnMut(&'v Value, &Path<'_>)) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| check(item, &at.item(index)));
        }
        one => check(one, at),
    }
}

/// A member that, if present, must be one URL.
fn url_member(object: &Value, name: &'static str, at: &Path<'_>, findings: &mut Findings) {
    match object.get(name) {
        None => {}
        Some(Value::String(text)) if formats::is_url(text) => {}
        Some(_) => {
            findings.add(&at.member(name), ModelFault::NotAUrl(name.into()));
        }
    }
}

/// `type` must be present and non-empty: a text, or an array of texts.
fn typed(object: &Value, at: &Path<'_>, findings: &mut Findings) {
    let names = |text: &Value| text.as_str().is_some_and(|text| !text.is_empty());
    let good = match object.get("type") {
        Some(Value::Array(items)) => !items.is_empty() && items.iter().all(names),
        Some(one) => names(one),
        None => {
            return findings.add(&at.member("type"), ModelFault::TypeMissing);
        }
    };
    if !good {
        findings.add(&at.member("type"), ModelFault::TypeEmpty);
    }
}
