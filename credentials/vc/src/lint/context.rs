//! `@context`: the allowed lists, and the list that a document needs.

use serde_json::{Map, Value};

use super::Strictness;
use super::fault::ContextFault;
use super::finding::Findings;
use super::formats::is_ob_context;
use super::path::Path;
use crate::contexts;

/// The allowed lists of our own badges, and of the endorsements in them.
const ISSUED: [&[&str]; 2] =
    [&[contexts::V2, contexts::OB_3_0_3], &[contexts::V2, contexts::OB_3_0_3, contexts::OB_EXTENSIONS]];

/// Whether `@context` is an array of exactly these addresses.
pub(super) fn is_list(value: &Value, wanted: &[&str]) -> bool {
    value
        .as_array()
        .is_some_and(|urls| urls.iter().map(Value::as_str).eq(wanted.iter().map(|url| Some(*url))))
}

/// The first two contexts are fixed; when issuing only `extensions.json` may follow.
pub(super) fn check(value: &Value, strictness: Strictness, at: &Path<'_>, findings: &mut Findings) {
    let Value::Array(urls) = value else {
        return findings.add(at, ContextFault::NotTwoOrMore);
    };
    if strictness == Strictness::Issuing {
        if !ISSUED.iter().any(|list| is_list(value, list)) {
            findings.add(at, ContextFault::NotAsIssued);
        }
        return;
    }
    if urls.first().and_then(Value::as_str) != Some(contexts::V2) {
        findings.add(&at.item(0), ContextFault::FirstIsNot(vec![contexts::V2.into()]));
    }
    if !urls.get(1).and_then(Value::as_str).is_some_and(is_ob_context) {
        findings.add(&at.item(1), ContextFault::SecondIsNot);
    }
    for (index, more) in urls.iter().enumerate().skip(2) {
        if !more.is_string() && !more.is_object() {
            findings.add(&at.item(index), ContextFault::NotAnAddress);
        }
    }
}

/// Only `extensions.json` defines 1EdTech's type names (Open Badges 3.0, annex D.5).
pub(super) fn check_extensions(credential: &Map<String, Value>, at: &Path<'_>, findings: &mut Findings) {
    let has_extensions = || {
        let urls = credential.get("@context").and_then(Value::as_array);
        urls.is_some_and(|urls| urls.iter().any(|url| url.as_str() == Some(contexts::OB_EXTENSIONS)))
    };
    for name in ["credentialSchema", "credentialStatus", "refreshService"] {
        let here = at.member(name);
        match credential.get(name) {
            Some(Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    check_type(item, &here.item(index), has_extensions, findings);
                }
            }
            Some(item) => check_type(item, &here, has_extensions, findings),
            None => {}
        }
    }
}

fn check_type(part: &Value, at: &Path<'_>, defined: impl Fn() -> bool, findings: &mut Findings) {
    let kind = part.get("type").and_then(Value::as_str).unwrap_or("");
    if kind.starts_with("1EdTech") && !defined() {
        findings.add(&at.member("type"), ContextFault::UndefinedType(kind.to_owned()));
    }
}
