//! Is the input the text of a badge at all?

use serde_json::Value;

use super::kind::Kind;
use super::members::{has_type, values};
use super::reason::{DocumentKind, FormatReason, OtherDocument};
use super::report::{Check, CheckName};
use super::{envelope, older, status, wrapper};
use crate::bake::{self, BakeError, Container, OpenError, Opened};
use crate::jose::{JwkError, Token, TokenError};
use crate::json::{Document, JsonError};
use crate::sanitizer::{ForeignAddress, ForeignText};
use crate::work::Work;

const NAME: CheckName = CheckName::Format;

/// The reason why the verification ends here.
pub(super) struct Ended {
    pub(super) check: Box<Check>,
    /// Whether the input may still be a badge, in a form that is not read here.
    pub(super) may_be_a_badge: bool,
}

/// The kinds of document that are expected in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// An Open Badge and nothing else.
    Badge,
    /// Any verifiable credential, including a badge.
    Credential,
    /// An endorsement and nothing else.
    Endorsement,
    /// A presentation of credentials.
    Presentation,
}

/// A document and how it is secured.
pub(super) enum Secured {
    /// By proofs embedded in it.
    Embedded(Value),
    /// As the payload of a signed token.
    Token(Box<Token>),
}

/// The document found in the input.
pub(super) struct Read {
    pub(super) secured: Secured,
    pub(super) kind: Kind,
    pub(super) check: Check,
}

/// Reads the document from any supported input.
pub(super) fn read(input: &[u8], wanted: Wanted, work: &Work) -> Result<Read, Ended> {
    of_opened(bake::open_within(input, work).map_err(|error| not_opened(&error))?, wanted, work)
}

fn of_opened(opened: Opened, wanted: Wanted, work: &Work) -> Result<Read, Ended> {
    match opened {
        Opened::Json(text, container) => {
            let document = Document::parse_within(text.as_bytes(), work).map_err(|error| not_read(&error))?;
            of_document(document.into_value(), wanted, container, work)
        }
        Opened::Jwt(text, container) => of_token(&text, wanted, container, work),
        Opened::Misplaced(inner) => {
            let read = of_opened(*inner, wanted, work)?;
            Ok(Read { check: read.check.with_warning(FormatReason::Misplaced), ..read })
        }
        Opened::OpenBadges2(text, _) => Err(match older::check_baked(&text, work) {
            Ok(check) => no_badge(check),
            Err(error) => not_read(&error),
        }),
        Opened::JustAPicture(_) => Err(no_badge(failed(FormatReason::JustAPicture))),
    }
}

/// Reads a document as JSON, or the token in its envelope (VC Data Model 2.0, section 4.13.3).
pub(super) fn of_document(
    document: Value,
    wanted: Wanted,
    container: Container,
    work: &Work,
) -> Result<Read, Ended> {
    match envelope::token(&document) {
        Some(Ok(token)) => return of_token(token, wanted, container, work),
        Some(Err(check)) => return Err(Ended { check: Box::new(check), may_be_a_badge: true }),
        None => {}
    }
    if is_token_as_json(&document) {
        return Err(maybe_a_badge(Check::not_checked(NAME, FormatReason::TokenAsJson)));
    }
    let kind = of_value(&document, wanted, work)?;
    Ok(Read { secured: Secured::Embedded(document), kind, check: passed(kind, container, false) })
}

/// The JSON serialization of a JWS (RFC 7515, section 7.2).
fn is_token_as_json(document: &Value) -> bool {
    let is_text = |name: &str| document.get(name).is_some_and(Value::is_string);
    is_text("payload")
        && (is_text("signature") || document.get("signatures").is_some_and(Value::is_array))
        && document.get("type").is_none()
}

fn of_token(text: &str, wanted: Wanted, container: Container, work: &Work) -> Result<Read, Ended> {
    let token = Token::parse_within(text, work).map_err(|error| not_taken(&error))?;
    let kind = of_value(token.credential().value(), wanted, work)?;
    let check = passed(kind, container, true);
    Ok(Read { secured: Secured::Token(Box::new(token)), kind, check })
}

/// A token with contradictory claims, or one that cannot be judged, may still have been made for a badge.
fn not_taken(error: &TokenError) -> Ended {
    let check = match error {
        TokenError::Json(error) => return not_read(error),
        TokenError::Algorithm(name) if name != "none" => {
            Check::not_checked(NAME, FormatReason::TokenAlgorithm(ForeignText::new(name, 40)))
        }
        TokenError::Jwk(JwkError::Kind) => Check::not_checked(NAME, FormatReason::TokenKeyUnknown),
        TokenError::Algorithm(_) => failed(FormatReason::TokenUnsigned),
        TokenError::Presentation => return no_badge(failed(FormatReason::PresentationOfBadges)),
        TokenError::NoClaim(claim) => failed(FormatReason::TokenClaimMissing(claim)),
        TokenError::Claim(claim) => failed(FormatReason::TokenClaimDiffers(claim)),
        TokenError::TwoLayers(member) => failed(FormatReason::TokenTwoLayers(member)),
        TokenError::Form
        | TokenError::NotAnObject
        | TokenError::Header(_)
        | TokenError::HeaderMember(_)
        | TokenError::Jwk(_)
        | TokenError::KeyKind
        | TokenError::SignatureForm
        | TokenError::Signature => failed(FormatReason::TokenMalformed(error.clone())),
    };
    maybe_a_badge(check)
}

/// The format check of a document inside another one.
pub(super) fn inside(kind: Kind) -> Check {
    passed(kind, Container::Text, false)
}

fn passed(kind: Kind, container: Container, in_token: bool) -> Check {
    let kind = match kind {
        Kind::OpenBadge => DocumentKind::OpenBadge,
        Kind::Endorsement => DocumentKind::Endorsement,
        Kind::Credential | Kind::StatusList => DocumentKind::Credential,
        Kind::Presentation => DocumentKind::Presentation,
    };
    Check::passed(NAME, FormatReason::Read { kind, in_token, container })
}

fn failed(reason: FormatReason) -> Check {
    Check::failed(NAME, reason)
}

fn no_badge(check: Check) -> Ended {
    Ended { check: Box::new(check), may_be_a_badge: false }
}

fn maybe_a_badge(check: Check) -> Ended {
    Ended { check: Box::new(check), may_be_a_badge: true }
}

fn not_opened(error: &OpenError) -> Ended {
    no_badge(failed(match error {
        OpenError::Empty => FormatReason::Empty,
        OpenError::TooLarge | OpenError::Picture(BakeError::TooLarge) => {
            return too_much(FormatReason::InputTooLarge);
        }
        OpenError::Link => FormatReason::Link,
        OpenError::Encoding(Some(name)) => FormatReason::Encoding(name),
        OpenError::Encoding(None) => FormatReason::UnknownEncoding,
        OpenError::NotJson { line, column } => FormatReason::UnquotedName { line: *line, column: *column },
        OpenError::SdJwt => FormatReason::SdJwt,
        OpenError::ChangedToken => FormatReason::TokenBroken,
        OpenError::Picture(BakeError::SeveralCredentials) => {
            return maybe_a_badge(failed(FormatReason::SeveralCredentials));
        }
        OpenError::OtherFile(kind) => FormatReason::OtherFile(kind),
        OpenError::Surrounded => FormatReason::Surrounded,
        OpenError::PictureText => FormatReason::PictureText,
        OpenError::Unknown => FormatReason::Unknown,
        OpenError::Picture(BakeError::Truncated) => FormatReason::PictureCutOff,
        OpenError::Picture(BakeError::TooComplex) => return too_much(FormatReason::PictureTooComplex),
        OpenError::Picture(BakeError::Entities) => return too_much(FormatReason::PictureEntities),
        OpenError::Picture(error) => FormatReason::PictureDamaged(error.clone()),
    }))
}

/// The input exceeds our own limits, which is no fault of the badge.
fn too_much(reason: FormatReason) -> Ended {
    maybe_a_badge(Check::not_checked(NAME, reason))
}

/// A text with two meanings is refused as a badge; one without a meaning is not a badge.
fn not_read(error: &JsonError) -> Ended {
    match error {
        JsonError::DuplicateMember(name) => {
            maybe_a_badge(failed(FormatReason::DuplicateMember(ForeignText::new(name, 40))))
        }
        JsonError::UnsafeNumber(number) => too_much(FormatReason::UnsafeNumber(ForeignText::new(number, 40))),
        JsonError::TooDeep => too_much(FormatReason::TooDeep),
        JsonError::TooLarge => too_much(FormatReason::JsonTooLarge),
        JsonError::TooMuchWork => too_much(FormatReason::TooMuchWork),
        JsonError::NotUtf8 => no_badge(failed(FormatReason::NotUtf8)),
        JsonError::Syntax { line, column } => {
            no_badge(failed(FormatReason::Syntax { line: *line, column: *column }))
        }
    }
}

/// The kind of a JSON value: the expected kind, or an error that names the actual one.
fn of_value(value: &Value, wanted: Wanted, work: &Work) -> Result<Kind, Ended> {
    if older::is_older(value) {
        return Err(no_badge(older::check(value)));
    }
    let other = |reason| Err(no_badge(failed(reason)));
    let presented = has_type(value, "VerifiablePresentation");
    match wanted {
        Wanted::Presentation if presented => Ok(Kind::Presentation),
        Wanted::Presentation => other(FormatReason::NotAPresentation),
        Wanted::Endorsement => match Kind::of_credential(value) {
            Kind::Endorsement => Ok(Kind::Endorsement),
            _ => other(FormatReason::NotAnEndorsement),
        },
        Wanted::Badge | Wanted::Credential if has_type(value, "VerifiableCredential") => {
            match (Kind::of_credential(value), wanted) {
                (Kind::OpenBadge, _) => Ok(Kind::OpenBadge),
                (kind, Wanted::Credential) => Ok(kind),
                (Kind::Endorsement, _) => other(FormatReason::NotABadge(OtherDocument::Endorsement)),
                _ if status::is_list(value) => other(FormatReason::NotABadge(OtherDocument::StatusList)),
                _ => other(FormatReason::NotABadge(OtherDocument::Credential)),
            }
        }
        Wanted::Badge | Wanted::Credential if presented => {
            let carries = !values(value.get("verifiableCredential")).is_empty();
            other(if carries { FormatReason::PresentationOfBadges } else { FormatReason::EmptyPresentation })
        }
        Wanted::Badge | Wanted::Credential if has_type(value, "EnvelopedVerifiablePresentation") => {
            other(FormatReason::PresentationOfBadges)
        }
        Wanted::Badge | Wanted::Credential => {
            if let Some(place) = wrapper::find(value, work).map_err(|error| not_read(&error))? {
                let place = Some(place).filter(|place| !place.is_empty());
                return other(FormatReason::Wrapped(place.map(|place| ForeignAddress::new(&place, 120))));
            }
            match wanted {
                Wanted::Badge => other(FormatReason::NoBadge),
                _ => other(FormatReason::NoCredential),
            }
        }
    }
}
