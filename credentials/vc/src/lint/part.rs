//! Parts of badges that are registered before the badges are signed: achievements, and profiles of issuers.

use serde_json::{Map, Value, json};

use super::classes::PROFILE;
use super::finding::{Finding, Findings};
use super::path::Path;
use super::registered::{Lines, check_texts};
use super::{Strictness, locate_error, schema_walker};
use crate::canonical::{Processing, RdfcHash, canonical_nquads_with};
use crate::contexts;

/// Finds control characters, characters that change the reading direction, and line breaks in names, in every text of
/// a part.
///
/// Empty when there is no finding.
#[must_use]
pub fn hidden_characters(value: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    check_texts(value, Lines::Several, &Path::Root, &mut findings);
    findings.into_vec()
}

/// Judges an issuer's profile for use in badges of ours (Open Badges 3.0, section B.1.6).
///
/// Empty when there is no finding.
#[must_use]
pub fn profile(value: &Value) -> Vec<Finding> {
    let mut findings = Findings::default();
    schema_walker::check(value, &PROFILE, Strictness::Issuing, &mut findings);
    check_texts(value, Lines::Several, &Path::Root, &mut findings);
    let mut document = Map::new();
    let list = [contexts::V2, contexts::OB_3_0_3, contexts::OB_EXTENSIONS];
    document.insert("@context".to_owned(), json!(list));
    document
        .extend(value.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
    let document = Value::Object(document);
    if let Err(error) = canonical_nquads_with(&document, Processing::default(), RdfcHash::Sha256) {
        findings.add_if_new(locate_error::finding(&document, &error, Processing::default()));
    }
    findings.into_vec()
}
