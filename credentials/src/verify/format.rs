//! Is it the text of a badge at all?

use serde_json::Value;

use super::kind::Kind;
use super::members::{has_type, strings};
use super::plain::plain;
use super::report::{Check, CheckName};
use crate::bake::{self, BakeError, Container, OpenError, Opened};
use crate::jose::{JwkError, Token, TokenError};
use crate::json::{Document, JsonError};
use crate::open_badges_2::{self, Baked};

const NAME: CheckName = CheckName::Format;

/// Why there is nothing further to look at.
pub(super) struct Ended {
    pub(super) check: Box<Check>,
    /// Whether what was given may still be a badge, only not one that we read.
    pub(super) may_be_a_badge: bool,
}

/// What is expected in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// An Open Badge and nothing else.
    Badge,
    /// Any verifiable credential, a badge among them.
    Credential,
    /// An endorsement and nothing else.
    Endorsement,
    /// A presentation of credentials.
    Presentation,
}

/// A document and how it is secured.
pub(super) enum Secured {
    /// By proofs that stand in it.
    Embedded(Value),
    /// As the payload of a signed token.
    Token(Box<Token>),
}

/// What was found in the input.
pub(super) struct Read {
    pub(super) secured: Secured,
    pub(super) kind: Kind,
    pub(super) check: Check,
}

/// Takes the document out of whatever was given.
pub(super) fn read(input: &[u8], wanted: Wanted) -> Result<Read, Ended> {
    let opened = bake::open(input).map_err(|error| no_badge(not_opened(&error)))?;
    match opened {
        Opened::Json(text, container) => {
            let document = Document::parse(text.as_bytes()).map_err(|error| not_read(&error))?;
            let kind = of_value(document.value(), wanted).map_err(no_badge)?;
            let secured = Secured::Embedded(document.into_value());
            Ok(Read { secured, kind, check: passed(kind, container, "") })
        }
        Opened::Jwt(text, container) => {
            let token = Token::parse(&text).map_err(|error| not_taken(&error))?;
            let kind = of_value(token.credential().value(), wanted).map_err(no_badge)?;
            Ok(Read {
                secured: Secured::Token(Box::new(token)),
                kind,
                check: passed(kind, container, ", as a signed token"),
            })
        }
        Opened::OpenBadges2(text, _) => Err(no_badge(open_badges_2(&text))),
        Opened::JustAPicture(_) => {
            let says = "This is a picture of a badge: it holds no badge data, and is probably a screenshot.";
            let check = Check::failed(NAME, "just-a-picture", says)
                .with_next_step("Ask for the file that the issuer’s page offers for download.");
            Err(no_badge(check))
        }
    }
}

/// A token that says two things, or cannot be judged, may still have been made for a badge.
fn not_taken(error: &TokenError) -> Ended {
    const TAKE: &str = "Take the whole token as the issuer gave it, or ask the issuer.";
    let check = match error {
        TokenError::Json(error) => return not_read(error),
        TokenError::Algorithm(name) if name != "none" => {
            let says = format!(
                "It is a token signed in the way {}, which this version does not check.",
                plain(name, 40)
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
        TokenError::Claim(claim) => {
            let says =
                format!("The token’s claim “{claim}” is missing or says otherwise than the badge in it.");
            Check::failed(NAME, "token-claims", says).with_next_step(TAKE)
        }
        TokenError::Form
        | TokenError::NotAnObject
        | TokenError::Header(_)
        | TokenError::HeaderMember(_)
        | TokenError::Jwk(_)
        | TokenError::KeyKind
        | TokenError::Signature => {
            let says = format!("The signed token cannot be read: {}.", plain(&error.to_string(), 160));
            Check::failed(NAME, "token-malformed", says).with_next_step(TAKE)
        }
    };
    Ended { check: Box::new(check), may_be_a_badge: true }
}

/// The check of a document that stands inside another.
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

fn not_opened(error: &OpenError) -> Check {
    const TAKE: &str =
        "A badge comes as a PNG or SVG picture or as JSON text; take the file as it was downloaded.";
    let (code, says) = match error {
        OpenError::Empty => ("empty", "There is nothing in it.".to_owned()),
        OpenError::TooLarge => {
            ("too-large", "It is larger than 20 MiB, more than a badge can be.".to_owned())
        }
        OpenError::Link => {
            return Check::failed(NAME, "link", "This is a link, not the badge that it leads to.")
                .with_next_step("Open the link, download the badge there and check that file.");
        }
        OpenError::OtherFile(kind) => ("other-file", format!("This is {kind}.")),
        OpenError::Unknown => ("unreadable", "This is neither a picture nor the text of a badge.".to_owned()),
        OpenError::Picture(BakeError::Truncated) => {
            ("picture-cut-off", "The picture is cut off, so the badge in it cannot be read.".to_owned())
        }
        OpenError::Picture(error) => ("picture-damaged", format!("The picture cannot be read: {error}.")),
    };
    Check::failed(NAME, code, says).with_next_step(TAKE)
}

/// A text with two meanings is refused as a badge; one with none is no badge.
fn not_read(error: &JsonError) -> Ended {
    let (code, says, may_be_a_badge) = match error {
        JsonError::DuplicateMember(name) => {
            let says =
                format!("It says “{}” twice in one place, so it can be read in two ways.", plain(name, 40));
            ("duplicate-member", says, true)
        }
        JsonError::UnsafeNumber(number) => {
            let says = format!("It holds the number {}, which programs read differently.", plain(number, 40));
            ("unsafe-number", says, true)
        }
        JsonError::TooDeep => ("too-deep", "It is nested deeper than a badge can be.".to_owned(), false),
        JsonError::TooLarge => {
            ("too-large", "It is larger than 1 MiB, more than a badge can be.".to_owned(), false)
        }
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

/// What it is, and what one would have to fetch to see whether it counts.
fn open_badges_2(text: &str) -> Check {
    let says = "This is a badge of the older kind, Open Badges 2, which is not checked here.";
    let needed = match open_badges_2::read_baked(text) {
        Ok(Baked::Assertion(assertion)) => assertion.needed(),
        Ok(Baked::Address(url)) => vec![url],
        Ok(Baked::Signed) | Err(_) => Vec::new(),
    };
    let needed: Vec<String> = needed.iter().map(|url| plain(url, 120)).collect();
    let check = Check::failed(NAME, "open-badges-2", says);
    if needed.is_empty() {
        check.with_next_step("Ask the issuer for the badge as Open Badges 3.0.")
    } else {
        let first = "Ask the issuer for the badge as Open Badges 3.0. Whoever checks the old one must fetch";
        check.with_next_step(&format!("{first} {}.", needed.join(", ")))
    }
}

/// What a JSON text is: the kind that is wanted, or what else by its name.
pub(super) fn of_value(value: &Value, wanted: Wanted) -> Result<Kind, Check> {
    let contexts = strings(value.get("@context"));
    if contexts.iter().any(|url| url.starts_with("https://w3id.org/openbadges/")) {
        return Err(open_badges_2(&value.to_string()));
    }
    let presented = has_type(value, "VerifiablePresentation");
    match wanted {
        Wanted::Presentation if presented => Ok(Kind::Presentation),
        Wanted::Presentation => Err(Check::failed(
            NAME,
            "not-a-presentation",
            "This is JSON, but not a presentation of credentials.",
        )),
        Wanted::Endorsement => match Kind::of_credential(value) {
            Kind::Endorsement => Ok(Kind::Endorsement),
            _ => Err(Check::failed(NAME, "not-an-endorsement", "It does not call itself an endorsement.")),
        },
        Wanted::Badge | Wanted::Credential if has_type(value, "VerifiableCredential") => {
            match (Kind::of_credential(value), wanted) {
                (Kind::OpenBadge, _) => Ok(Kind::OpenBadge),
                (kind, Wanted::Credential) => Ok(kind),
                _ => {
                    let says =
                        "This is a signed document, but not a badge: it does not call itself an Open Badge.";
                    Err(Check::failed(NAME, "not-a-badge", says))
                }
            }
        }
        Wanted::Badge | Wanted::Credential if presented => {
            let says = "This is a presentation that carries badges, not a badge itself.";
            Err(Check::failed(NAME, "presentation", says).with_next_step("Take the badge out of it."))
        }
        Wanted::Badge => Err(Check::failed(NAME, "not-a-credential", "This is JSON, but not a badge.")),
        Wanted::Credential => {
            Err(Check::failed(NAME, "not-a-credential", "This is JSON, but not a verifiable credential."))
        }
    }
}
