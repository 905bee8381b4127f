//! Lists of known issuers, chosen by the reader of a report or the operator of an installation.

use serde_json::Value;

use super::members::text;
use crate::json::Document;

/// Maximum size in bytes of a registry's file: 8 MiB.
const MOST: usize = 8 << 20;

/// A list of known issuers, and its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustList {
    owner: String,
    entries: Vec<(String, String)>,
}

/// Why a file is not a list of issuers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustListError {
    /// More than 8 MiB.
    #[error("it is larger than 8 MiB")]
    TooLarge,
    /// Not JSON, or JSON that can be read in two ways.
    #[error("it is not JSON with each member once")]
    NotJson,
    /// The file does not have the form of the registry.
    #[error(
        "it must be {{\"registry\": {{\"<identifier>\": {{\"name\": \"…\"}}}}}}, the form of the registries of the DCC"
    )]
    Form,
}

impl TrustList {
    /// A list of identifiers, each with a name.
    #[must_use]
    pub fn new(owner: impl Into<String>, entries: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { owner: owner.into(), entries: entries.into_iter().collect() }
    }

    /// Reads a registry of the Digital Credentials Consortium in its legacy form:
    /// `{"meta": …, "registry": {"<identifier>": {"name": "…", "location": "…", "url": "…"}}}`.
    ///
    /// # Errors
    /// [`TrustListError`].
    pub fn parse(owner: impl Into<String>, bytes: &[u8]) -> Result<Self, TrustListError> {
        if bytes.len() > MOST {
            return Err(TrustListError::TooLarge);
        }
        let document = Document::parse(bytes).map_err(|_| TrustListError::NotJson)?.into_value();
        let registry = document.get("registry").and_then(Value::as_object).ok_or(TrustListError::Form)?;
        let entry = |(id, entry): (&String, &Value)| Some((id.clone(), text(entry, "name")?.to_owned()));
        let entries: Option<Vec<_>> = registry.iter().map(entry).collect();
        Ok(Self::new(owner, entries.ok_or(TrustListError::Form)?))
    }

    /// The owner of the list.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The name of an issuer, whose identifier is compared exactly.
    pub(super) fn name_of(&self, issuer: &str) -> Option<&str> {
        self.entries.iter().find(|(id, _)| id == issuer).map(|(_, name)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_names_its_issuers_and_nobody_whose_identifier_only_looks_like_one() {
        let text = br#"{"meta": {"created": "x"}, "registry": {"did:key:z6Mk": {"name": "Harbour", "url": "https://h.example"}}}"#;
        let list = TrustList::parse("The consortium", text).unwrap();
        assert_eq!((list.name_of("did:key:z6Mk"), list.owner()), (Some("Harbour"), "The consortium"));
        for other in ["did:key:z6Mk#1", "did:key:z6mk", "did:key:z6M", " did:key:z6Mk", ""] {
            assert_eq!(list.name_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_registry_is_refused() {
        let parse = |text: &str| TrustList::parse("x", text.as_bytes()).unwrap_err();
        assert_eq!(parse("{"), TrustListError::NotJson);
        assert_eq!(
            parse(r#"{"registry": {"a": {"name": "b"}, "a": {"name": "c"}}}"#),
            TrustListError::NotJson
        );
        for text in ["[]", "{}", r#"{"registry": []}"#, r#"{"registry": {"did:key:z": {}}}"#] {
            assert_eq!(parse(text), TrustListError::Form, "{text}");
        }
    }
}
