//! JSON-LD expansion by the `json-ld` crate, in its strictest form.

use json_ld::expansion::Policy;
use json_ld::{ExpandError, ExpandedDocument, JsonLdProcessor, Options, RemoteDocument};
use serde_json::Value;

use rdf::canonical::guard::keyword_like;
use rdf::canonical::{CanonicalError, Directions, ExtraContext, UnsupportedForm, direction_datatype};

use crate::loader::Pinned;

/// What precedes a keyword-like string while we look whether it is read as an identifier.
pub(crate) const SENTINEL: &str = "urn:keyword-like:";

/// How strings are handed to the JSON-LD processor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strings {
    /// Unchanged.
    AsTheyAre,
    /// Keyword-like ones behind [`SENTINEL`].
    KeywordLikeMarked,
}

/// Expands a document that passed the guard. Base IRI: none.
pub(crate) fn expand(
    document: &Value,
    extra: &[ExtraContext<'_>],
    strings: Strings,
    directions: Directions,
) -> Result<ExpandedDocument, CanonicalError> {
    let options = Options {
        expansion_policy: Policy {
            // Kept, so that the step to RDF can locate the fault; it refuses every one.
            invalid: json_ld::context_processing::algorithm::Action::Keep,
            vocab: json_ld::context_processing::algorithm::Action::Keep,
            allow_undefined: false,
        },
        ..Options::default()
    };
    let input = RemoteDocument::new(None, None, convert(document, strings, directions)?);
    // Nothing blocks: every context is in memory, so each future is ready at its first poll.
    futures_executor::block_on(input.expand_using(&Pinned(extra), options)).map_err(why)
}

fn why(error: ExpandError) -> CanonicalError {
    match error {
        ExpandError::Expansion(json_ld::expansion::Error::KeyExpansionFailed(name)) => {
            CanonicalError::UndefinedTerm(name)
        }
        // json-ld 0.21.4 also returns this error for texts under terms with their own context, which jsonld.js
        // accepts.
        ExpandError::Expansion(json_ld::expansion::Error::ContextProcessing(
            json_ld::context_processing::Error::ProtectedTermRedefinition,
        )) => CanonicalError::Unsupported(UnsupportedForm::ProtectedTerm),
        other => CanonicalError::Processing(other.to_string()),
    }
}

/// The same value for the processor. Integral numbers lose their fraction: json-ld 0.21.4 writes 2.0 as `2.0E0` where
/// JSON-LD API 1.1, section 8.2.2, requires `2`.
fn convert(
    value: &Value,
    strings: Strings,
    directions: Directions,
) -> Result<json_syntax::Value, CanonicalError> {
    Ok(match value {
        Value::Null => json_syntax::Value::Null,
        Value::Bool(value) => json_syntax::Value::Boolean(*value),
        Value::Number(number) => json_syntax::Value::Number(convert_number(number)?),
        Value::String(text) => match keyword_like(text) {
            Some(word) if strings == Strings::KeywordLikeMarked => {
                json_syntax::Value::String(format!("{SENTINEL}{word}").into())
            }
            _ => json_syntax::Value::String(text.as_str().into()),
        },
        Value::Array(items) => {
            let items = items.iter().map(|item| convert(item, strings, directions));
            json_syntax::Value::Array(items.collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let mut object = json_syntax::Object::new();
            let direction = members.get("@direction").and_then(Value::as_str);
            let typed = direction.filter(|_| directions == Directions::Datatype);
            // The crate has no option for directions. The guard accepted them in value objects alone.
            let left_out = |name: &str| name == "@direction" || (typed.is_some() && name == "@language");
            for (name, member) in members.iter().filter(|(name, _)| !left_out(name)) {
                object.push(name.as_str().into(), convert(member, strings, directions)?);
            }
            if let Some(direction) = typed {
                let language = members.get("@language").and_then(Value::as_str);
                let datatype = direction_datatype(language, direction);
                object.push("@type".into(), json_syntax::Value::String(datatype.as_str().into()));
            }
            json_syntax::Value::Object(object)
        }
    })
}

fn convert_number(number: &serde_json::Number) -> Result<json_syntax::NumberBuf, CanonicalError> {
    let text = match number.as_f64().filter(|_| number.is_f64()) {
        Some(float) if float.fract() == 0.0 => format!("{float:.0}"),
        _ => number.to_string(),
    };
    text.parse().map_err(|_| CanonicalError::UnsafeNumber(number.to_string()))
}
