//! A frame of the web server: `{"version": 6, "request": {"ask": "health"}}`.

use super::{AnyRequest, Request};
use crate::VERSION;
use crate::answer::Reply;
use ipc::FrameError;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use signer_facts::Problem;
use std::fmt;
use std::io::{Read, Write};

/// A request with the version of the protocol that it was written for, as a client sends it.
#[derive(Debug, Serialize)]
pub struct Message<'a, R> {
    version: u16,
    request: Named<'a, R>,
}

#[derive(Debug, Serialize)]
struct Named<'a, R> {
    ask: &'static str,
    #[serde(flatten)]
    request: &'a R,
}

impl<'a, R: Request> Message<'a, R> {
    /// Wraps a request in this build's version of the protocol.
    pub fn new(request: &'a R) -> Self {
        Self { version: VERSION, request: Named { ask: R::NAME, request } }
    }
}

/// Sends a request over this stream, and reads the answer.
///
/// # Errors
/// [`FrameError`]: the stream fails, or the frame that comes back is no answer to this request.
pub fn ask<R: Request>(
    stream: &mut (impl Read + Write),
    request: &R,
) -> Result<Result<R::Answer, Problem>, FrameError> {
    ipc::write_message(stream, &Message::new(request))?;
    Ok(ipc::read_message::<Reply<R::Answer>>(stream)?.into())
}

/// Why a frame is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is of this version of the protocol.
    #[error("the request is of version {0} of the protocol")]
    OtherVersion(u16),
    /// It is not JSON, has an unknown or repeated member, or is no known request.
    #[error("the request cannot be understood")]
    Malformed,
}

impl AnyRequest {
    /// Reads a frame. The request in it is parsed only if it is of this version: that of another version may have another
    /// form.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn read(frame: &[u8]) -> Result<Self, Unreadable> {
        let outer: Outer<'_> = serde_json::from_slice(frame).map_err(|_| Unreadable::Malformed)?;
        if outer.version != VERSION {
            return Err(Unreadable::OtherVersion(outer.version));
        }
        let request = outer.request.filter(|_| !outer.has_more).ok_or(Unreadable::Malformed)?;
        serde_json::from_str(request.get()).map_err(|_| Unreadable::Malformed)
    }
}

/// The members of a frame, with the request as text. Members are judged once the version is known.
struct Outer<'a> {
    version: u16,
    request: Option<&'a RawValue>,
    has_more: bool,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "kebab-case")]
enum Member {
    Version,
    Request,
    #[serde(other)]
    Other,
}

impl<'de> Deserialize<'de> for Outer<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OuterVisitor)
    }
}

struct OuterVisitor;

impl<'de> Visitor<'de> for OuterVisitor {
    type Value = Outer<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a version and a request")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Outer<'de>, A::Error> {
        let (mut version, mut request, mut has_more) = (None, None, false);
        while let Some(member) = members.next_key()? {
            let is_first = match member {
                Member::Version => version.replace(members.next_value()?).is_none(),
                Member::Request => request.replace(members.next_value()?).is_none(),
                Member::Other => {
                    members.next_value::<serde::de::IgnoredAny>()?;
                    has_more = true;
                    true
                }
            };
            if !is_first {
                return Err(A::Error::custom("a member is repeated"));
            }
        }
        let version = version.ok_or_else(|| A::Error::missing_field("version"))?;
        Ok(Outer { version, request, has_more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{CreateKey, Health};

    fn read(text: &str) -> Result<AnyRequest, Unreadable> {
        AnyRequest::read(text.as_bytes())
    }

    #[test]
    fn a_message_comes_back_as_it_went() {
        let text = serde_json::to_string(&Message::new(&Health)).unwrap();
        assert_eq!(text, format!(r#"{{"version":{VERSION},"request":{{"ask":"health"}}}}"#));
        assert!(matches!(read(&text), Ok(AnyRequest::Health(Health))));
        let text = serde_json::to_string(&Message::new(&CreateKey { label: "a".to_owned() })).unwrap();
        assert!(matches!(read(&text), Ok(AnyRequest::CreateKey(CreateKey { label })) if label == "a"));
    }

    #[test]
    fn unknown_and_repeated_members_of_a_request_are_refused() {
        for request in [
            r#"{"ask":"health"},"sign":"00""#,
            r#"{"ask":"health"},"request":{"ask":"health"}"#,
            r#"{"ask":"health","more":1}"#,
            r#"{"ask":"health","ask":"health"}"#,
            r#"{"ask":"create-key","label":"a","extractable":true}"#,
            r#"{"ask":"create-key","label":"a","label":"a"}"#,
            r#"{"ask":"sign-bytes"}"#,
        ] {
            let text = format!(r#"{{"version":{VERSION},"request":{request}}}"#);
            assert_eq!(read(&text).err(), Some(Unreadable::Malformed), "{text}");
        }
        assert_eq!(read(&format!(r#"{{"version":{VERSION}}}"#)).err(), Some(Unreadable::Malformed));
    }

    #[test]
    fn a_request_of_another_version_is_named_whatever_its_form() {
        for text in [r#"{"version":1,"request":{"ask":"health"},"more":2}"#, r#"{"question":[],"version":1}"#]
        {
            assert_eq!(read(text).err(), Some(Unreadable::OtherVersion(1)), "{text}");
        }
    }
}
