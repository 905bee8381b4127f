//! Identifiers and terms as values (JSON-LD API 1.1, section 5.2.2). There is no base IRI and no default vocabulary:
//! a relative identifier has no meaning, and the general path refuses it.

use super::Stop;
use super::context::{ContextId, Definition, IriId, Meaning};
use super::node::Walk;
use super::steps::Steps;
use crate::canonical::dataset::Span;
use crate::canonical::{CanonicalError, UnsupportedForm};

impl<S: Steps> Walk<'_, S> {
    /// An absolute IRI, or a compact one under a prefix of the context.
    pub(super) fn identifier(&mut self, context: ContextId, text: &str) -> Result<Span, Stop> {
        let invalid = || Stop::Refused(CanonicalError::InvalidId(text.to_owned()));
        let (prefix, suffix) = text.split_once(':').ok_or_else(invalid)?;
        if prefix == "_" {
            return Err(Stop::not_covered(UnsupportedForm::BlankNode));
        }
        if prefix.is_empty() || text.starts_with('@') {
            return Err(invalid());
        }
        if !suffix.starts_with("//")
            && let Some(found) = self.steps.tables().lookup(context, prefix)
        {
            return match found {
                Definition { meaning: Meaning::Iri(namespace), prefix: true, .. } => {
                    let namespace = self.steps.tables().iri(namespace);
                    if !is_iri(&format!("{namespace}{suffix}")) {
                        return Err(invalid());
                    }
                    Ok(self.dataset.iri_of(namespace, suffix))
                }
                _ => Err(Stop::not_covered(UnsupportedForm::TermAsScheme)),
            };
        }
        if is_iri(text) { Ok(self.dataset.iri(text)) } else { Err(invalid()) }
    }

    /// A term of the context, or else an identifier.
    pub(super) fn term_or_identifier(&mut self, context: ContextId, text: &str) -> Result<Span, Stop> {
        match self.steps.tables().lookup(context, text) {
            Some(Definition { meaning: Meaning::Iri(iri), .. }) => {
                Ok(self.dataset.iri(self.steps.tables().iri(iri)))
            }
            Some(_) => Err(Stop::not_covered(UnsupportedForm::KeywordValue)),
            None => match self.of_vocabulary(context, text) {
                Some((_, iri)) => Ok(iri),
                None => self.identifier(context, text),
            },
        }
    }

    /// The vocabulary of the context, and the IRI of a name in it (JSON-LD API 1.1, section 5.2.2, step 8).
    pub(super) fn of_vocabulary(&mut self, context: ContextId, name: &str) -> Option<(IriId, Span)> {
        let vocabulary = self.steps.tables().context(context)?.vocabulary?;
        let prefix = self.steps.tables().iri(vocabulary);
        let is_name = !name.contains(':') && !name.starts_with('@') && is_iri(&format!("{prefix}{name}"));
        is_name.then(|| (vocabulary, self.dataset.iri_of(prefix, name)))
    }
}

/// Whether this is an absolute IRI (RFC 3987).
fn is_iri(text: &str) -> bool {
    is_plain(text) || oxiri::Iri::parse(text).is_ok()
}

/// A cheap test for the common forms: a scheme of letters, then `//` and a host name, then only characters that need
/// no escape in any part of an IRI. All other texts go to the parser.
fn is_plain(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let stands_for_itself =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/' | b':');
    let rest = match scheme {
        "https" | "http" => {
            let Some(rest) = rest.strip_prefix("//") else { return false };
            let host_end = rest.find('/').unwrap_or(rest.len());
            let (host, path) = rest.split_at_checked(host_end).unwrap_or((rest, ""));
            if host.is_empty() || !host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
            {
                return false;
            }
            path
        }
        "did" | "urn" if !rest.starts_with('/') => rest,
        _ => return false,
    };
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    path.bytes().all(stands_for_itself) && fragment.bytes().all(stands_for_itself)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_at_a_glance_is_an_iri_to_the_parser_too() {
        for text in [
            "https://a.example",
            "https://a.example/",
            "http://a.example//x/..//y:z#a/b:c",
            "did:key:z6Mk#z6Mk",
            "did:web:a.example:issuers:7f3a",
            "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "urn:",
            "did:a#",
        ] {
            assert!(is_plain(text), "{text}");
            assert!(oxiri::Iri::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn every_other_form_is_left_to_the_parser() {
        for text in [
            "",
            "a",
            "https:",
            "https://",
            "https://a b",
            "https://a/<",
            "https://[::1",
            "did://x",
            "urn:é",
            "https://a/#b#c",
        ] {
            assert!(!is_plain(text), "{text}");
        }
        assert!(is_iri("https://a.example:3000/x?y=z") && is_iri("mailto:a@example.org"));
        assert!(!is_iri("https://[::1") && !is_iri("https://a/b c"));
    }
}
