//! Plain values and value objects (JSON-LD API 1.1, sections 5.3.2 and 8.2.2).

use serde_json::{Map, Value};

use super::Stop;
use super::context::{Coercion, ContextId, Definition};
use super::node::Walk;
use super::steps::Steps;
use crate::canonical::dataset::Span;
use crate::canonical::guard::{is_direction, is_language_tag};
use crate::canonical::literal;
use crate::canonical::{CanonicalError, Directions, UnsupportedForm, direction_datatype};
use crate::json::is_safe_number;

impl<S: Steps> Walk<'_, S> {
    /// A string, number or truth value under a term.
    pub(super) fn plain(
        &mut self,
        context: ContextId,
        definition: Definition,
        value: &Value,
    ) -> Result<Span, Stop> {
        match (definition.coercion, value) {
            (Coercion::Json, _) => return Err(Stop::not_covered(UnsupportedForm::JsonLiteral)),
            (Coercion::Id, Value::String(id)) => return self.identifier(context, id),
            (Coercion::Vocab, Value::String(term)) => return self.term_or_identifier(context, term),
            _ => {}
        }
        let tables = self.steps.tables();
        let datatype = match definition.coercion {
            Coercion::Datatype(iri) => Some(tables.iri(iri)),
            Coercion::None | Coercion::Id | Coercion::Vocab | Coercion::Json => None,
        };
        match value {
            Value::String(text) => {
                refuse_noncharacters(text)?;
                Ok(self.dataset.literal(text, datatype))
            }
            Value::Bool(truth) => Ok(literal::boolean(&mut self.dataset, *truth, datatype)),
            Value::Number(number) if is_safe_number(number) => {
                Ok(literal::number(&mut self.dataset, number, datatype))
            }
            Value::Number(number) => Err(Stop::Refused(CanonicalError::UnsafeNumber(number.to_string()))),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                Err(Stop::not_covered(UnsupportedForm::Value))
            }
        }
    }

    /// `{"@value": text}`, optionally with `@language` and `@direction`: no term's datatype applies.
    pub(super) fn value_object(&mut self, members: &Map<String, Value>) -> Result<Span, Stop> {
        let form = || Stop::not_covered(UnsupportedForm::ValueObject);
        let Some(Value::String(text)) = members.get("@value") else { return Err(form()) };
        refuse_noncharacters(text)?;
        let direction = match members.get("@direction") {
            None => None,
            Some(Value::String(direction)) if is_direction(direction) => Some(direction.as_str()),
            Some(_) => return Err(Stop::forbidden("invalid base direction")),
        };
        let language = match members.get("@language") {
            None => None,
            Some(Value::String(tag)) if is_language_tag(tag) => Some(tag.as_str()),
            Some(tag) => {
                let tag = tag.as_str().unwrap_or("").to_owned();
                return Err(Stop::Refused(CanonicalError::Language(tag)));
            }
        };
        let known = 1 + usize::from(direction.is_some()) + usize::from(language.is_some());
        if members.len() != known {
            return Err(form());
        }
        let signed = direction.filter(|_| self.directions == Directions::Datatype);
        Ok(match (signed, language) {
            (Some(direction), _) => {
                self.dataset.literal(text, Some(&direction_datatype(language, direction)))
            }
            (None, Some(tag)) => self.dataset.tagged(text, tag),
            (None, None) => self.dataset.literal(text, None),
        })
    }
}

/// Canonical N-Quads has U+FFFE and U+FFFF literally or escaped, depending on the implementation.
fn refuse_noncharacters(text: &str) -> Result<(), Stop> {
    // In UTF-8 they are EF BF BE and EF BF BF; most texts have no EF at all.
    if text.bytes().any(|byte| byte == 0xef) && text.contains(['\u{fffe}', '\u{ffff}']) {
        return Err(Stop::not_covered(UnsupportedForm::NonCharacter));
    }
    Ok(())
}
