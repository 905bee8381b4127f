//! Refusals before JSON-LD processing: everything that a processor would drop silently or read differently.

use serde_json::{Map, Value};

use super::{CanonicalError, ExtraContext, UnsupportedForm};
use crate::contexts;
use crate::json::is_safe_number;

/// Maximum number of objects, types and context references of one document. 1EdTech's fullest badge needs about 150.
pub const MAX_WORK: usize = 3000;

/// Maximum nesting of objects and arrays. The JSON-LD processor recurses with up to 25 kB of stack for each level,
/// and a browser gives 1 MiB; the deepest classes of Open Badges 3.0 need about 20.
pub const MAX_NESTING: usize = 32;

/// What was found on the way through a document that passed.
pub struct Found {
    /// Objects, types and context references, the last counted several times.
    pub objects: usize,
    /// Whether a keyword-like string (`@foo`) is anywhere in it.
    pub keyword_like: bool,
}

/// Checks the whole document.
///
/// # Errors
/// [`CanonicalError`], the first fault in the order of the document.
pub fn check(document: &Value, extra: &[ExtraContext<'_>]) -> Result<Found, CanonicalError> {
    let Value::Object(members) = document else { return Err(CanonicalError::NoContext) };
    if !members.contains_key("@context") {
        return Err(CanonicalError::NoContext);
    }
    let mut walk = Walk { extra, work: 0, nesting: 0, keyword_like: false };
    walk.object(members)?;
    Ok(Found { objects: walk.work, keyword_like: walk.keyword_like })
}

/// The letters of `@` and letters, which JSON-LD reserves for keywords to come.
#[must_use]
pub fn keyword_like(text: &str) -> Option<&str> {
    let word = text.strip_prefix('@')?;
    (!word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())).then_some(word)
}

struct Walk<'a> {
    extra: &'a [ExtraContext<'a>],
    work: usize,
    nesting: usize,
    keyword_like: bool,
}

impl Walk<'_> {
    fn spend(&mut self, amount: usize) -> Result<(), CanonicalError> {
        self.work += amount;
        if self.work > MAX_WORK { Err(CanonicalError::TooMuchWork) } else { Ok(()) }
    }

    fn value(&mut self, value: &Value) -> Result<(), CanonicalError> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(CanonicalError::TooMuchWork);
        }
        match value {
            Value::Object(members) => self.object(members),
            Value::Array(items) => items.iter().try_for_each(|item| self.value(item)),
            Value::String(text) => self.text(text),
            Value::Number(number) if !is_safe_number(number) => {
                Err(CanonicalError::UnsafeNumber(number.to_string()))
            }
            Value::Number(_) | Value::Bool(_) | Value::Null => Ok(()),
        }?;
        self.nesting -= 1;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), CanonicalError> {
        self.keyword_like |= keyword_like(text).is_some();
        // Canonical N-Quads has these literally or escaped, depending on the implementation.
        if text.contains(['\u{fffe}', '\u{ffff}']) {
            return Err(CanonicalError::Unsupported(UnsupportedForm::NonCharacter));
        }
        if text.contains(':') && !percent_decodes(text) {
            return Err(CanonicalError::Unsupported(UnsupportedForm::PercentEncoding));
        }
        Ok(())
    }

    fn object(&mut self, members: &Map<String, Value>) -> Result<(), CanonicalError> {
        self.spend(1)?;
        if members.keys().any(|name| matches!(name.as_str(), "@value" | "@language" | "@direction")) {
            return self.value_object(members);
        }
        for (name, value) in members {
            match name.as_str() {
                "" => return Err(CanonicalError::EmptyMember),
                "@context" => {
                    self.context(value)?;
                    continue;
                }
                name if name.starts_with('@') => {
                    return Err(CanonicalError::Unsupported(UnsupportedForm::KeywordName));
                }
                name if name.starts_with("_:") => {
                    return Err(CanonicalError::Unsupported(UnsupportedForm::BlankNodeName));
                }
                name if name.contains(':') && is_equal_to_others(name) => {
                    return Err(CanonicalError::Unsupported(UnsupportedForm::AmbiguousName));
                }
                // The library reads it as an empty list; by the standard it makes no statement (JSON-LD API 1.1,
                // section 5.1.2, step 13.10). The pinned contexts define no other list.
                "allowedValue" if value.is_null() => {
                    return Err(CanonicalError::Unsupported(UnsupportedForm::NullList));
                }
                "type" => self.spend(value.as_array().map_or(1, Vec::len))?,
                _ => {}
            }
            self.value(value)?;
        }
        Ok(())
    }

    /// Only `{"@value": text, "@language": tag, "@direction": …}`: any other form may be dropped silently.
    fn value_object(&mut self, members: &Map<String, Value>) -> Result<(), CanonicalError> {
        if members.get("@direction").is_some_and(|value| !value.as_str().is_some_and(is_direction)) {
            return Err(CanonicalError::Processing("invalid base direction".to_owned()));
        }
        if !members.keys().all(|name| matches!(name.as_str(), "@value" | "@language" | "@direction")) {
            return Err(CanonicalError::Unsupported(UnsupportedForm::ValueObject));
        }
        match members.get("@language") {
            None => {}
            Some(Value::String(tag)) if is_language_tag(tag) => {}
            Some(tag) => return Err(CanonicalError::Language(tag.as_str().unwrap_or("").to_owned())),
        }
        match members.get("@value") {
            Some(Value::String(text)) => self.text(text),
            _ => Err(CanonicalError::Unsupported(UnsupportedForm::ValueObject)),
        }
    }

    fn context(&mut self, context: &Value) -> Result<(), CanonicalError> {
        let urls = match context {
            Value::Array(urls) => urls.as_slice(),
            url => std::slice::from_ref(url),
        };
        for url in urls {
            // Processing a context costs about as much as twenty objects.
            self.spend(20)?;
            let url = url.as_str().ok_or(CanonicalError::InlineContext)?;
            if contexts::get(url).is_none() && !self.extra.iter().any(|context| context.url == url) {
                return Err(CanonicalError::UnknownContext(url.to_owned()));
            }
        }
        if urls.is_empty() { Err(CanonicalError::NoContext) } else { Ok(()) }
    }
}

/// Whether the library may take an identifier for another: it compares them decoded and without dot segments. Two
/// members that become equal are merged (`iref` 3.2, RFC 3986, section 6.2.2).
fn is_equal_to_others(identifier: &str) -> bool {
    identifier.contains('%') || identifier.split([':', '/', '?', '#']).any(|part| matches!(part, "." | ".."))
}

/// Whether the percent-encoded bytes of a text are UTF-8. The library decodes identifiers to compare them, and panics
/// where they are not (`pct-str` 2.0).
fn percent_decodes(text: &str) -> bool {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::with_capacity(rest.len());
    while let Some((first, after)) = rest.split_first() {
        let code = after.first_chunk::<2>().filter(|_| *first == b'%');
        let byte = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        decoded.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    std::str::from_utf8(&decoded).is_ok()
}

/// The two base directions (JSON-LD 1.1, section 4.2.4.1).
#[must_use]
pub fn is_direction(text: &str) -> bool {
    matches!(text, "ltr" | "rtl")
}

/// BCP 47 as far as N-Quads knows it.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let fits = |part: &str| (1..=8).contains(&part.len());
    parts.next().is_some_and(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| fits(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
