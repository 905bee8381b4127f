//! Contexts in addition to the embedded ones: files that the operator vouches for, each by its digest.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::canonical::{self, ExtraContext, GeneralPath, Processing};
use crate::json::Document;

/// `[[context]]` of a configuration: one further context with the place of its text and the required digest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextFile {
    /// The `https://` address by which documents name it. Never fetched.
    pub url: String,
    /// The file with its JSON text; an absolute path.
    pub file: PathBuf,
    /// SHA-256 of the file, 64 hex digits.
    pub sha256: String,
}

/// Why a configured context is refused.
#[derive(Debug, thiserror::Error)]
pub enum ContextFileError {
    /// No document could name this address.
    #[error("[[context]] {0}: `url` must be an https:// address without spaces")]
    Address(String),
    /// The address of an embedded context, whose meaning is fixed.
    #[error("[[context]] {0}: this context is built in. Take the entry out")]
    BuiltIn(String),
    /// Two files for one address.
    #[error("[[context]] {0}: there are two entries for this address. Take one out")]
    Twice(String),
    /// A relative path, which depends on the directory where the process was started.
    #[error("[[context]] {0}: `file` must be an absolute path")]
    Relative(String),
    /// The file cannot be read.
    #[error("[[context]] {url}: reading {}", file.display())]
    Read {
        /// Its address.
        url: String,
        /// Its file.
        file: PathBuf,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// The file does not have the digest that the configuration vouches for.
    #[error(
        "[[context]] {url}: {} has the SHA-256 {found}, not the configured one. \
         See what changed it before you change `sha256`",
        file.display()
    )]
    Digest {
        /// Its address.
        url: String,
        /// Its file.
        file: PathBuf,
        /// The file's actual digest, in hex.
        found: String,
    },
    /// The file is not a JSON-LD context.
    #[error("[[context]] {url}: {} is not a JSON object with `@context`, each member once", file.display())]
    NotAContext {
        /// Its address.
        url: String,
        /// Its file.
        file: PathBuf,
    },
    /// A form that only a JSON-LD library processes, in a program that links none.
    #[error(
        "[[context]] {0}: the signer cannot process this context. It reads terms with `@id`, `@type`, `@container` (set, \
         list or graph), `@context` and `@protected`, and `@vocab`. Write the context with these alone"
    )]
    NotCovered(String),
    /// JSON-LD leaves out members whose term is defined as null, so the holder of a document could change them.
    #[error(
        "[[context]] {url}: it gives \"{term}\" no meaning (null), so no signature would cover that member"
    )]
    Unsaid {
        /// Its address.
        url: String,
        /// The term.
        term: String,
    },
}

/// Contexts that the caller vouches for, kept for the lifetime of the process. Copies share their content.
///
/// They never apply to Open Badges, endorsements or status lists.
#[derive(Clone, Debug, Default)]
pub struct FurtherContexts {
    held: Arc<[Held]>,
    general: Option<GeneralPath>,
}

#[derive(Debug)]
struct Held {
    url: String,
    text: String,
}

impl FurtherContexts {
    /// Reads the contexts of a configuration; `read` returns the bytes of a file.
    ///
    /// # Errors
    /// [`ContextFileError`] of the first faulty entry.
    pub fn read(
        configured: &[ContextFile],
        read: impl Fn(&Path) -> io::Result<Vec<u8>>,
    ) -> Result<Self, ContextFileError> {
        let mut held: Vec<Held> = Vec::new();
        for one in configured {
            let context = taken(one, &read)?;
            if held.iter().any(|other| other.url == context.url) {
                return Err(ContextFileError::Twice(context.url));
            }
            held.push(context);
        }
        Ok(Self { held: held.into(), general: None })
    }

    /// Adds the general path for documents that the fast path does not cover.
    #[must_use]
    pub fn with_general_path(mut self, general: GeneralPath) -> Self {
        self.general = Some(general);
        self
    }

    /// The same general path without any further context.
    #[must_use]
    pub fn without_contexts(&self) -> Self {
        Self { held: Arc::default(), general: self.general }
    }

    /// For a process without a general path: that the fast path can process each context.
    ///
    /// # Errors
    /// [`ContextFileError::NotCovered`], for the first context that it cannot process.
    pub fn all_covered(self) -> Result<Self, ContextFileError> {
        match self.extra().into_iter().find(|context| !canonical::covers(*context)) {
            Some(context) => Err(ContextFileError::NotCovered(context.url.to_owned())),
            None => Ok(self),
        }
    }

    /// How a conversion uses these contexts, given what [`FurtherContexts::extra`] returned.
    #[must_use]
    pub const fn processing<'a>(&self, extra: &'a [ExtraContext<'a>]) -> Processing<'a> {
        Processing { contexts: extra, general: self.general }
    }

    /// The form that [`crate::canonical`], and the lint and the proofs of `credentials` take.
    #[must_use]
    pub fn extra(&self) -> Vec<ExtraContext<'_>> {
        self.held.iter().map(|held| ExtraContext { url: &held.url, text: &held.text }).collect()
    }

    /// Whether there is a context with this address.
    #[must_use]
    pub fn has(&self, url: &str) -> bool {
        self.held.iter().any(|held| held.url == url)
    }
}

fn taken(
    configured: &ContextFile,
    read: &impl Fn(&Path) -> io::Result<Vec<u8>>,
) -> Result<Held, ContextFileError> {
    let ContextFile { url, file, sha256 } = configured;
    let (url, file) = (url.clone(), file.clone());
    let host = url.strip_prefix("https://").unwrap_or_default();
    if host.is_empty() || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(ContextFileError::Address(url));
    }
    if super::get(&url).is_some() {
        return Err(ContextFileError::BuiltIn(url));
    }
    if !file.is_absolute() {
        return Err(ContextFileError::Relative(url));
    }
    let bytes = match read(&file) {
        Ok(bytes) => bytes,
        Err(source) => return Err(ContextFileError::Read { url, file, source }),
    };
    let found = hex::encode(Sha256::digest(&bytes));
    if !sha256.eq_ignore_ascii_case(&found) {
        return Err(ContextFileError::Digest { url, file, found });
    }
    let document = Document::parse(&bytes).ok();
    let context = document.as_ref().and_then(|document| document.value().get("@context"));
    let context = context.filter(|context| context.is_object() || context.is_array());
    let (Some(context), Ok(text)) = (context, String::from_utf8(bytes)) else {
        return Err(ContextFileError::NotAContext { url, file });
    };
    match unsaid(context) {
        Some(term) => Err(ContextFileError::Unsaid { url, term: term.to_owned() }),
        None => Ok(Held { url, text }),
    }
}

/// The first term that is defined as null, including the contexts of single terms.
fn unsaid(context: &Value) -> Option<&str> {
    let terms = match context {
        Value::Array(parts) => return parts.iter().find_map(unsaid),
        Value::Object(terms) => terms,
        _ => return None,
    };
    terms.iter().filter(|(term, _)| !term.starts_with('@')).find_map(|(term, definition)| {
        let is_null = definition.is_null() || definition.get("@id").is_some_and(Value::is_null);
        if is_null { Some(term.as_str()) } else { definition.get("@context").and_then(unsaid) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://context.example/v1";
    const TEXT: &str = r#"{"@context": {"@version": 1.1, "stars": "https://context.example/#stars"}}"#;

    fn entry(url: &str, text: &str) -> ContextFile {
        ContextFile {
            url: url.into(),
            file: "/etc/context.jsonld".into(),
            sha256: hex::encode(Sha256::digest(text)),
        }
    }

    fn read(entries: &[ContextFile], text: &str) -> Result<FurtherContexts, ContextFileError> {
        FurtherContexts::read(entries, |_| Ok(text.as_bytes().to_vec()))
    }

    #[test]
    fn a_file_with_the_digest_that_was_written_down_is_a_context() {
        let upper = ContextFile { sha256: entry(URL, TEXT).sha256.to_uppercase(), ..entry(URL, TEXT) };
        for entry in [entry(URL, TEXT), upper] {
            let contexts = read(&[entry], TEXT).unwrap();
            assert!(contexts.has(URL) && !contexts.has("https://context.example/v2"));
            assert_eq!(contexts.extra()[0].text, TEXT);
        }
        assert!(read(&[], TEXT).unwrap().extra().is_empty());
    }

    #[test]
    fn a_process_without_a_general_path_takes_only_what_the_fast_path_converts() {
        for text in [
            TEXT,
            r#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#,
            r#"{"@context": {"@protected": true, "part": {"@id": "urn:p", "@type": "@id", "@context": null}}}"#,
        ] {
            assert!(read(&[entry(URL, text)], text).unwrap().all_covered().is_ok(), "{text}");
        }
        for text in [
            r#"{"@context": {"remark": "@index"}}"#,
            r#"{"@context": {"name": "https://context.example/#another-meaning", "id": "urn:id"}}"#,
            r#"{"@context": [{"stars": "urn:stars"}]}"#,
            r#"{"@context": {"@vocab": "relative"}}"#,
        ] {
            let error = read(&[entry(URL, text)], text).unwrap().all_covered().unwrap_err();
            assert!(matches!(&error, ContextFileError::NotCovered(url) if url == URL), "{text}: {error}");
        }
    }

    #[test]
    fn another_file_than_the_one_vouched_for_is_refused_and_its_digest_told() {
        let error = read(&[entry(URL, TEXT)], "{\"@context\": {}}").unwrap_err();
        let found = hex::encode(Sha256::digest("{\"@context\": {}}"));
        assert!(error.to_string().contains(&found), "{error}");
        let empty = ContextFile { sha256: String::new(), ..entry(URL, TEXT) };
        assert!(matches!(read(&[empty], TEXT), Err(ContextFileError::Digest { .. })));
    }

    #[test]
    fn what_is_no_context_is_refused() {
        for text in
            ["", "[]", "{}", "{\"@context\": \"https://a.example\"}", "{\"@context\": {}, \"@context\": {}}"]
        {
            let error = read(&[entry(URL, text)], text).unwrap_err();
            assert!(matches!(error, ContextFileError::NotAContext { .. }), "{text}: {error}");
        }
    }

    #[test]
    fn a_term_without_a_meaning_is_refused_wherever_it_stands() {
        for definition in [
            "null",
            "{\"@id\": null}",
            "{\"@id\": \"https://a.example/a\", \"@context\": [{\"b\": {\"@context\": {\"a\": null}}}]}",
        ] {
            let text = format!("{{\"@context\": [{{\"a\": {definition}}}]}}");
            let error = read(&[entry(URL, &text)], &text).unwrap_err();
            assert!(
                matches!(&error, ContextFileError::Unsaid { term, .. } if term == "a"),
                "{text}: {error}"
            );
        }
        let text = "{\"@context\": {\"@language\": null, \"a\": {\"@id\": \"https://a.example/a\", \"@context\": null}}}";
        assert!(read(&[entry(URL, text)], text).is_ok());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_its_address() {
        let gone = |_: &Path| Err(io::Error::from(io::ErrorKind::NotFound));
        let error = FurtherContexts::read(&[entry(URL, TEXT)], gone).unwrap_err().to_string();
        assert!(error.contains(URL) && error.contains("/etc/context.jsonld"), "{error}");
        let relative = ContextFile { file: "context.jsonld".into(), ..entry(URL, TEXT) };
        assert!(matches!(read(&[relative], TEXT), Err(ContextFileError::Relative(_))));
    }

    #[test]
    fn a_built_in_address_an_address_given_twice_and_what_is_no_address_are_refused() {
        let built_in = read(&[entry(super::super::V2, TEXT)], TEXT);
        assert!(matches!(built_in, Err(ContextFileError::BuiltIn(_))));
        let twice = read(&[entry(URL, TEXT), entry(URL, TEXT)], TEXT);
        assert!(matches!(twice, Err(ContextFileError::Twice(_))));
        for url in ["", "https://", "http://context.example/v1", "urn:a:b", "https://context.example/a b"] {
            assert!(matches!(read(&[entry(url, TEXT)], TEXT), Err(ContextFileError::Address(_))), "{url}");
        }
    }
}
