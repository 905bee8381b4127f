//! Canonical forms.

use std::collections::BTreeMap;

use credentials::canonical::{CanonicalError, ExtraContext, Processing, RdfcHash, canonical_nquads_with};
use credentials::contexts;
use credentials::json::{Document, JsonError, jcs as canonical_json};
use jsonld::general_nquads;
use serde_json::{Map, Value, json};

use crate::question::Hash;

pub(crate) fn contexts() -> Value {
    let texts = contexts::all().iter().map(|context| (context.url.to_owned(), context.text.into()));
    json!({"contexts": texts.collect::<Map<String, Value>>()})
}

/// Contexts that the question vouches for.
pub(crate) fn extra(contexts: &BTreeMap<String, String>) -> Vec<ExtraContext<'_>> {
    contexts.iter().map(|(url, text)| ExtraContext { url, text }).collect()
}

/// As every program that verifies.
pub(crate) fn general_path<'a>(extra: &'a [ExtraContext<'a>]) -> Processing<'a> {
    Processing { contexts: extra, general: Some(jsonld::statements) }
}

pub(crate) fn canonical(text: &str, contexts: &BTreeMap<String, String>, hash: Hash) -> Value {
    let hash = match hash {
        Hash::Sha256 => RdfcHash::Sha256,
        Hash::Sha384 => RdfcHash::Sha384,
    };
    by(text, |document| canonical_nquads_with(document, general_path(&extra(contexts)), hash))
}

pub(crate) fn general(text: &str) -> Value {
    by(text, |document| general_nquads(document, &[], RdfcHash::Sha256))
}

fn by(text: &str, path: impl FnOnce(&Value) -> Result<String, CanonicalError>) -> Value {
    match Document::parse(text.as_bytes()) {
        Ok(document) => path(document.value())
            .map_or_else(|error| not_canonical(&error), |nquads| json!({"nquads": nquads})),
        Err(error) => not_read(&error),
    }
}

pub(crate) fn jcs(text: &str) -> Value {
    match Document::parse(text.as_bytes()) {
        Ok(document) => json!({"jcs": canonical_json(document.value())}),
        Err(error) => not_read(&error),
    }
}

/// The answer for a text that strict JSON refuses.
pub(crate) fn not_read(error: &JsonError) -> Value {
    let code = match error {
        JsonError::TooLarge => "too-large",
        JsonError::TooMuchWork => "too-much-work",
        JsonError::NotUtf8 => "not-utf-8",
        JsonError::TooDeep => "too-deep",
        JsonError::DuplicateMember(_) => "duplicate-member",
        JsonError::UnsafeNumber(_) => "unsafe-number",
        JsonError::Syntax { .. } => "syntax",
    };
    json!({"refused": code, "says": error.to_string(), "unsupported": false})
}

/// The answer for a document without a canonical form. `culprit` is the faulty text, where there is one.
pub(crate) fn not_canonical(error: &CanonicalError) -> Value {
    let form;
    let (code, culprit) = match error {
        CanonicalError::NoContext => ("no-context", None),
        CanonicalError::UnknownContext(text) => ("unknown-context", Some(text.as_str())),
        CanonicalError::InlineContext => ("inline-context", None),
        CanonicalError::UndefinedTerm(text) => ("undefined-term", Some(text.as_str())),
        CanonicalError::UndefinedType(text) => ("undefined-type", Some(text.as_str())),
        CanonicalError::InvalidId(text) => ("invalid-id", Some(text.as_str())),
        CanonicalError::Language(text) => ("language", Some(text.as_str())),
        CanonicalError::UnsafeNumber(text) => ("unsafe-number", Some(text.as_str())),
        CanonicalError::EmptyMember => ("empty-member", None),
        CanonicalError::NoStatements => ("no-statements", None),
        CanonicalError::Processing(text) => ("processing", Some(text.as_str())),
        CanonicalError::Unsupported(what) => {
            form = what.to_string();
            ("unsupported", Some(form.as_str()))
        }
        CanonicalError::TooMuchWork => ("too-much-work", None),
    };
    json!({
        "refused": code, "culprit": culprit, "says": error.to_string(), "unsupported": error.is_unsupported(),
    })
}
