//! The JSON-LD processor's contexts: from memory, and from nowhere else.

use std::collections::HashMap;
use std::sync::OnceLock;

use json_ld::{Iri, IriBuf, LoadError, Loader, RemoteDocument};
use json_syntax::Parse as _;

use rdf::canonical::ExtraContext;
use rdf::contexts;

/// Loads pinned and extra contexts.
pub(crate) struct Pinned<'a>(pub(crate) &'a [ExtraContext<'a>]);

#[derive(Debug, thiserror::Error)]
#[error("not a context that is known here")]
struct NotPinned;

/// Parsed once: parsing a context costs more than copying it.
fn pinned() -> &'static HashMap<&'static str, json_syntax::Value> {
    static PARSED: OnceLock<HashMap<&'static str, json_syntax::Value>> = OnceLock::new();
    PARSED.get_or_init(|| {
        contexts::all().iter().filter_map(|c| parse(c.text).map(|value| (c.url, value))).collect()
    })
}

fn parse(text: &str) -> Option<json_syntax::Value> {
    json_syntax::Value::parse_str(text).ok().map(|(value, _)| value)
}

impl Loader for Pinned<'_> {
    async fn load(&self, url: &Iri) -> Result<RemoteDocument<IriBuf>, LoadError> {
        let extra = || self.0.iter().find(|context| context.url == url.as_str()).and_then(|c| parse(c.text));
        let value = pinned().get(url.as_str()).cloned().or_else(extra);
        match value {
            Some(value) => Ok(RemoteDocument::new(Some(url.to_owned()), None, value)),
            None => Err(LoadError::new(url.to_owned(), NotPinned)),
        }
    }
}
