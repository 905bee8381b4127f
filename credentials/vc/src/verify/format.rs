//! Is the input the text of a badge at all?

use serde_json::Value;

use super::kind::Kind;
use super::members::{has_type, values};
use super::plain::{address, plain, quoted};
use super::report::{Check, CheckName};
use super::{envelope, older, status, wrapper};
use crate::bake::{self, BakeError, Container, OpenError, Opened};
use crate::jose::{JwkError, Token, TokenError};
use crate::json::{Document, JsonError};
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
            Ok(Read { check: read.check.with_warning("misplaced", MISPLACED), ..read })
        }
        Opened::OpenBadges2(text, _) => Err(match older::check_baked(&text, work) {
            Ok(check) => no_badge(check),
            Err(error) => not_read(&error),
        }),
        Opened::JustAPicture(_) => {
            let says = "This is a picture of a badge: it holds no badge data, and is probably a screenshot.";
            let check = Check::failed(NAME, "just-a-picture", says)
                .with_next_step("Ask for the file that the issuer’s page offers for download.");
            Err(no_badge(check))
        }
    }
}

const MISPLACED: &str = "The picture holds the badge where Open Badges 2 has it, in another kind of text or element, or \
                         compressed, and not where Open Badges 3.0 has it. Other programs may not find it there.";

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
        let says = "It is a signed token written as JSON, which this version does not read.";
        let check = Check::not_checked(NAME, "token-json-form", says)
            .with_next_step("Ask for the token in its compact form: three parts with dots between them.");
        return Err(Ended { check: Box::new(check), may_be_a_badge: true });
    }
    let kind = of_value(&document, wanted, work)?;
    Ok(Read { secured: Secured::Embedded(document), kind, check: passed(kind, container, "") })
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
    let check = passed(kind, container, ", as a signed token");
    Ok(Read { secured: Secured::Token(Box::new(token)), kind, check })
}

/// A token with contradictory claims, or one that cannot be judged, may still have been made for a badge.
fn not_taken(error: &TokenError) -> Ended {
    const TAKE: &str = "Take the whole token as the issuer gave it, or ask the issuer.";
    let check = match error {
        TokenError::Json(error) => return not_read(error),
        TokenError::Algorithm(name) if name != "none" => {
            let says = format!(
                "It is a token signed in the way {}, which this version does not check.",
                quoted(name, 40)
            );
            Check::not_checked(NAME, "token-algorithm-unknown", says)
                .with_next_step("Use a verifier that knows this kind of signature.")
        }
        TokenError::Jwk(JwkError::Kind) => {
            let says = "It is a signed token whose key is of a kind that this version does not read.";
            Check::not_checked(NAME, "token-key-unknown", says)
        }
        TokenError::Algorithm(_) => {
            Check::failed(NAME, "token-unsigned", "It is a token that says of itself that nobody signed it.")
        }
        TokenError::Presentation => return no_badge(presentation(true)),
        TokenError::NoClaim(claim) => {
            let says = format!("The token has no claim “{claim}”, which Open Badges 3.0 demands.");
            Check::failed(NAME, "token-claims", says).with_next_step(TAKE)
        }
        TokenError::Claim(claim) => {
            let says = format!("The token’s claim “{claim}” says otherwise than the badge in it.");
            Check::failed(NAME, "token-claims", says).with_next_step(TAKE)
        }
        TokenError::TwoLayers(member) => {
            let says = format!(
                "The token has a “{member}” beside the badge in it (“vc”), so it can be read in two ways."
            );
            Check::failed(NAME, "token-claims", says).with_next_step(TAKE)
        }
        TokenError::Form
        | TokenError::NotAnObject
        | TokenError::Header(_)
        | TokenError::HeaderMember(_)
        | TokenError::Jwk(_)
        | TokenError::KeyKind
        | TokenError::SignatureForm
        | TokenError::Signature => {
            let says = format!("The signed token cannot be read: {}.", plain(&error.to_string(), 160));
            Check::failed(NAME, "token-malformed", says).with_next_step(TAKE)
        }
    };
    Ended { check: Box::new(check), may_be_a_badge: true }
}

/// The format check of a document inside another one.
pub(super) fn inside(kind: Kind) -> Check {
    passed(kind, Container::Text, "")
}

fn passed(kind: Kind, container: Container, form: &str) -> Check {
    let (code, what) = match kind {
        Kind::OpenBadge => ("open-badge", "An Open Badge, version 3.0"),
        Kind::Endorsement => ("endorsement", "An endorsement of Open Badges 3.0"),
        Kind::Credential | Kind::StatusList => ("credential", "A verifiable credential"),
        Kind::Presentation => ("presentation", "A presentation of credentials"),
    };
    let inside = match container {
        Container::Text => "",
        Container::Png => ", inside a PNG picture",
        Container::Svg => ", inside an SVG picture",
    };
    Check::passed(NAME, code, format!("{what}{form}{inside}."))
}

fn no_badge(check: Check) -> Ended {
    Ended { check: Box::new(check), may_be_a_badge: false }
}

fn not_opened(error: &OpenError) -> Ended {
    const TAKE: &str =
        "A badge comes as a PNG or SVG picture or as JSON text; take the file as it was downloaded.";
    const WHOLE: &str = "Take the file as it was downloaded, not a copy out of an editor or a message.";
    let (code, says) = match error {
        OpenError::Empty => ("empty", "There is nothing in it.".to_owned()),
        OpenError::TooLarge | OpenError::Picture(BakeError::TooLarge) => {
            return too_much("too-large", "It is larger than the 8 MiB that this version reads.");
        }
        OpenError::Link => {
            let check = Check::failed(NAME, "link", "This is a link, not the badge that it leads to.")
                .with_next_step("Open the link, download the badge there and check that file.");
            return no_badge(check);
        }
        OpenError::Encoding(Some(name)) => {
            let says = format!("Its text was saved as {name}, and not as UTF-8, as a badge must be.");
            return no_badge(Check::failed(NAME, "not-utf-8", says).with_next_step(WHOLE));
        }
        OpenError::Encoding(None) => {
            let says = "Its text is not UTF-8, as a badge must be: it was saved in an older encoding.";
            return no_badge(Check::failed(NAME, "not-utf-8", says).with_next_step(WHOLE));
        }
        OpenError::NotJson { line, column } => {
            let says = format!(
                "The text is not JSON: at line {line}, column {column} a name is not in double quotation marks. A \
                 program printed it in a form of its own."
            );
            return no_badge(Check::failed(NAME, "malformed-json", says).with_next_step(WHOLE));
        }
        OpenError::SdJwt => return no_badge(sd_jwt()),
        OpenError::ChangedToken => {
            let says = "This is a signed token into which line breaks, spaces or other characters were put.";
            return no_badge(Check::failed(NAME, "token-broken", says).with_next_step(
                "Take out what does not belong to it, or take the file as it was downloaded.",
            ));
        }
        OpenError::Picture(BakeError::SeveralCredentials) => {
            let says = "The picture holds several credentials, and a reader could take either.";
            let check = Check::failed(NAME, "several-credentials", says)
                .with_next_step("Ask the holder for the file as the issuer made it.");
            return Ended { check: Box::new(check), may_be_a_badge: true };
        }
        OpenError::OtherFile(kind) => ("other-file", format!("This is {kind}.")),
        OpenError::Surrounded => {
            let says = "There is other text before the badge, so it cannot be read.";
            return no_badge(Check::failed(NAME, "wrapped", says).with_next_step(
                "Take the badge out, from its first brace to its last, or take the file as it was downloaded.",
            ));
        }
        OpenError::PictureText => {
            let says = "What the picture holds in the place of a badge is neither JSON nor a signed token.";
            ("unreadable", says.to_owned())
        }
        OpenError::Unknown => ("unreadable", "This is neither a picture nor the text of a badge.".to_owned()),
        OpenError::Picture(BakeError::Truncated) => {
            ("picture-cut-off", "The picture is cut off, so the badge in it cannot be read.".to_owned())
        }
        OpenError::Picture(BakeError::TooComplex) => {
            return too_much("too-much-work", "The picture is too complex to check.");
        }
        OpenError::Picture(BakeError::Entities) => {
            let says = "The picture’s document type defines entities or other things, which is not accepted, so the badge in it \
                 was not read.";
            let step =
                "Ask for the badge as PNG or JSON, or save the picture as plain SVG, which has no entities.";
            let check = Check::not_checked(NAME, "picture-entities", says).with_next_step(step);
            return Ended { check: Box::new(check), may_be_a_badge: true };
        }
        OpenError::Picture(error) => ("picture-damaged", format!("The picture cannot be read: {error}.")),
    };
    no_badge(Check::failed(NAME, code, says).with_next_step(TAKE))
}

/// The input exceeds our own limits, which is no fault of the badge.
fn too_much(code: &str, says: &str) -> Ended {
    let check = Check::not_checked(NAME, code, says).with_next_step("Use a verifier that reads more.");
    Ended { check: Box::new(check), may_be_a_badge: true }
}

fn sd_jwt() -> Check {
    let says = "This is a credential of another kind, a token with selective disclosure (SD-JWT), which is not checked here.";
    Check::failed(NAME, "sd-jwt", says).with_next_step("Ask the issuer for the badge as Open Badges 3.0.")
}

/// A text with two meanings is refused as a badge; one without a meaning is not a badge.
fn not_read(error: &JsonError) -> Ended {
    let (code, says, may_be_a_badge) = match error {
        JsonError::DuplicateMember(name) => {
            let says =
                format!("It says {} twice in one place, so it can be read in two ways.", quoted(name, 40));
            ("duplicate-member", says, true)
        }
        JsonError::UnsafeNumber(number) => {
            let says = format!(
                "It holds the number {}, which programs write in different ways and which is not checked here.",
                plain(number, 40)
            );
            return too_much("unsafe-number", &says);
        }
        JsonError::TooDeep => return too_much("too-deep", "It is nested deeper than this version reads."),
        JsonError::TooLarge => return too_much("too-large", "It is larger than this version reads."),
        JsonError::TooMuchWork => return too_much("too-much-work", "It is too complex to check."),
        JsonError::NotUtf8 => ("malformed-json", "Its text is not UTF-8.".to_owned(), false),
        JsonError::Syntax { line, column } => {
            let says = format!("The text is not complete JSON: it breaks at line {line}, column {column}.");
            ("malformed-json", says, false)
        }
    };
    let check = Check::failed(NAME, code, says).with_next_step(
        "Take the whole text or the file as it was downloaded, not a part or a retyped copy.",
    );
    Ended { check: Box::new(check), may_be_a_badge }
}

/// The kind of a JSON value: the expected kind, or an error that names the actual one.
fn of_value(value: &Value, wanted: Wanted, work: &Work) -> Result<Kind, Ended> {
    if older::is_older(value) {
        return Err(no_badge(older::check(value)));
    }
    let other = |code, says| Err(no_badge(Check::failed(NAME, code, says)));
    let presented = has_type(value, "VerifiablePresentation");
    match wanted {
        Wanted::Presentation if presented => Ok(Kind::Presentation),
        Wanted::Presentation => {
            other("not-a-presentation", "This is JSON, but not a presentation of credentials.")
        }
        Wanted::Endorsement => match Kind::of_credential(value) {
            Kind::Endorsement => Ok(Kind::Endorsement),
            _ => other("not-an-endorsement", "It does not call itself an endorsement."),
        },
        Wanted::Badge | Wanted::Credential if has_type(value, "VerifiableCredential") => {
            match (Kind::of_credential(value), wanted) {
                (Kind::OpenBadge, _) => Ok(Kind::OpenBadge),
                (kind, Wanted::Credential) => Ok(kind),
                _ => {
                    let says = match Kind::of_credential(value) {
                        Kind::Endorsement => {
                            "This is an endorsement, in which somebody vouches for a badge or an issuer, and not a badge."
                        }
                        _ if status::is_list(value) => {
                            "This is a list of what an issuer revoked, and not a badge."
                        }
                        _ => {
                            "This is a signed document, but not a badge: it does not call itself an Open Badge."
                        }
                    };
                    other("not-a-badge", says)
                }
            }
        }
        Wanted::Badge | Wanted::Credential if presented => {
            Err(no_badge(presentation(!values(value.get("verifiableCredential")).is_empty())))
        }
        Wanted::Badge | Wanted::Credential if has_type(value, "EnvelopedVerifiablePresentation") => {
            Err(no_badge(presentation(true)))
        }
        Wanted::Badge | Wanted::Credential => {
            if let Some(place) = wrapper::find(value, work).map_err(|error| not_read(&error))? {
                return Err(no_badge(wrapped(&place)));
            }
            match wanted {
                Wanted::Badge => other("not-a-credential", "This is JSON, but not a badge."),
                _ => other("not-a-credential", "This is JSON, but not a verifiable credential."),
            }
        }
    }
}

fn presentation(carries: bool) -> Check {
    if !carries {
        return Check::failed(NAME, "presentation", "This is a presentation, and it carries no credential.");
    }
    let says = "This is a presentation that carries badges, not a badge itself.";
    Check::failed(NAME, "presentation", says).with_next_step("Take the badge out of it.")
}

/// A badge that is enclosed in something else.
fn wrapped(place: &str) -> Check {
    let says = if place.is_empty() {
        "The badge is inside a wrapper: it is a text in quotation marks.".to_owned()
    } else {
        format!("The badge is inside a wrapper, at {}.", address(place, 120))
    };
    Check::failed(NAME, "wrapped", says)
        .with_next_step("Take the badge out of the wrapper and check it alone.")
}
