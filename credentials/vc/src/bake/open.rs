//! Recognises the input: a picture with a badge, the text of a badge, or another kind of file.

use super::{BakeError, Extracted, png, svg};
use crate::work::Work;

/// Maximum size in bytes of the input: 8 MiB.
pub const MAX_INPUT: usize = 8 * 1024 * 1024;

/// The container of the badge's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Plain text.
    Text,
    /// A PNG picture.
    Png,
    /// An SVG picture.
    Svg,
}

/// The content found in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A text that begins like a JSON object, with its container. It may still be anything.
    Json(String, Container),
    /// A compact JWS, with its container.
    Jwt(String, Container),
    /// One of the two, in a place of a picture that Open Badges 3.0 does not define.
    Misplaced(Box<Opened>),
    /// A picture with an Open Badges 2 assertion: JSON, an address or a JWS, with its container.
    OpenBadges2(String, Container),
    /// An intact picture without a badge.
    JustAPicture(Container),
}

/// The reason why no badge was found in the input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Empty input, or only white space.
    #[error("there is nothing in it")]
    Empty,
    /// More than [`MAX_INPUT`].
    #[error("it is larger than 8 MiB")]
    TooLarge,
    /// A web address instead of the document at that address.
    #[error("it is a link, not the badge that the link leads to")]
    Link,
    /// A kind of file that cannot hold a badge; the text names it.
    #[error("it is {0}")]
    OtherFile(&'static str),
    /// Text in an encoding other than UTF-8; its name where it is known.
    #[error("its text is not UTF-8")]
    Encoding(Option<&'static str>),
    /// A token with selective disclosure (SD-JWT), which is not a form of Open Badges 3.0.
    #[error("it is a token with selective disclosure (SD-JWT)")]
    SdJwt,
    /// A signed token that was broken into lines, or has other characters in it or around it.
    #[error("it is a signed token with line breaks or other characters in it")]
    ChangedToken,
    /// A credential in JSON with other text before it.
    #[error("there is other text before the badge")]
    Surrounded,
    /// The text in the place of a badge in a picture is neither JSON nor a token.
    #[error("what the picture holds in the place of a badge is neither JSON nor a signed token")]
    PictureText,
    /// Text in braces that is not JSON, such as a program's debug output: its first name is not in double quotation
    /// marks. The place of that name, counted from 1.
    #[error("it is not JSON: at line {line}, column {column} a name is not in double quotation marks")]
    NotJson {
        /// Line of the text.
        line: usize,
        /// Column in characters.
        column: usize,
    },
    /// Not a kind of input that can hold a badge.
    #[error("it is neither a picture nor the text of a badge")]
    Unknown,
    /// A picture that cannot be read.
    #[error(transparent)]
    Picture(#[from] BakeError),
}

/// Recognises the bytes and extracts the badge's text, unchanged but for space at its ends.
///
/// # Errors
/// The kind of an input that holds no badge; a damaged picture.
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    open_within(bytes, &Work::default())
}

/// As [`open`], within a budget. A picture costs one unit for each KiB of the file, of inflated text and of parsed
/// text, and one for each value.
///
/// # Errors
/// As [`open`].
pub fn open_within(bytes: &[u8], work: &Work) -> Result<Opened, OpenError> {
    if bytes.len() > MAX_INPUT {
        return Err(OpenError::TooLarge);
    }
    if bytes.starts_with(b"\x89PNG") {
        return found(png::extract_within(bytes, work)?, Container::Png);
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(OpenError::OtherFile(kind));
    }
    let text = match (encoding(bytes), std::str::from_utf8(bytes)) {
        (Some(name), _) => return Err(OpenError::Encoding(Some(name))),
        (None, Ok(text)) => text,
        (None, Err(_)) if begins_as_text(bytes) => return Err(OpenError::Encoding(None)),
        (None, Err(_)) => return Err(OpenError::Unknown),
    };
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.as_bytes() {
        [] => Err(OpenError::Empty),
        [b'<', ..] if text.contains("<svg") || text.contains(":svg") => {
            found(svg::extract_within(text, work)?, Container::Svg)
        }
        [b'<', ..] => Err(OpenError::OtherFile("a web page or another XML file")),
        _ => match bare_name(text) {
            Some((line, column)) => Err(OpenError::NotJson { line, column }),
            None => sniff_text(text, Container::Text).ok_or_else(|| not_a_badge(text)),
        },
    }
}

fn refused(text: &str) -> OpenError {
    match not_a_badge(text) {
        OpenError::Unknown => OpenError::PictureText,
        error => error,
    }
}

fn found(extracted: Extracted, container: Container) -> Result<Opened, OpenError> {
    match extracted {
        Extracted::Credential(text) => sniff_text(&text, container).ok_or_else(|| refused(&text)),
        Extracted::Misplaced(text) => {
            let opened = sniff_text(&text, container).ok_or_else(|| refused(&text))?;
            Ok(Opened::Misplaced(Box::new(opened)))
        }
        Extracted::OpenBadges2(text) => Ok(Opened::OpenBadges2(text, container)),
        Extracted::JustAPicture => Ok(Opened::JustAPicture(container)),
    }
}

/// JSON begins with a brace, a bracket or a quotation mark; other text is a token or nothing.
fn sniff_text(text: &str, container: Container) -> Option<Opened> {
    if text.starts_with(['{', '[', '"']) {
        return Some(Opened::Json(text.to_owned(), container));
    }
    super::is_compact_jws(text).then(|| Opened::Jwt(text.to_owned(), container))
}

/// The position of the first name in braces, where it is not in double quotation marks.
fn bare_name(text: &str) -> Option<(usize, usize)> {
    let inner = text.strip_prefix('{')?;
    let name = inner.trim_start();
    if !name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '`' | '“' | '‘' | '_' | '$' | '@'))
    {
        return None;
    }
    let before = text.get(..text.len() - name.len())?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((line, column))
}

fn not_a_badge(text: &str) -> OpenError {
    let is_link =
        (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace);
    if is_link {
        return OpenError::Link;
    }
    if text.split_once('~').is_some_and(|(token, _)| super::is_compact_jws(token)) {
        return OpenError::SdJwt;
    }
    let quotes = |c: char| matches!(c, '\'' | '`' | '“' | '”' | '‘' | '’' | ',' | ';');
    let token = text.trim_matches(quotes);
    let token = token.strip_prefix("Bearer ").unwrap_or(token);
    // The other alphabet of base64 and its padding are not part of a token either.
    let plain = |c: char| match c {
        '+' => Some('-'),
        '/' => Some('_'),
        '=' => None,
        c => (!c.is_whitespace()).then_some(c),
    };
    if super::is_compact_jws(&token.chars().filter_map(plain).collect::<String>()) {
        OpenError::ChangedToken
    } else if text.contains('{') && text.contains("\"VerifiableCredential\"") {
        OpenError::Surrounded
    } else {
        OpenError::Unknown
    }
}

/// Encodings other than UTF-8, by their mark or by the zero bytes that each character of JSON has in them.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [first, 0, second, 0, ..] | [0, first, 0, second, ..] if *first != 0 && *second != 0 => {
            Some("UTF-16")
        }
        _ => None,
    }
}

/// Whether bytes begin like JSON, a token or an SVG.
fn begins_as_text(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start(), [b'{' | b'[' | b'<' | b'"', ..])
}

fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 7] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP file"),
        (b"\xff\xd8\xff", "a JPEG picture, which cannot hold a badge"),
        (b"GIF8", "a GIF picture, which cannot hold a badge"),
        (b"RIFF", "a picture of a kind that cannot hold a badge"),
        (b"\x1f\x8b", "a compressed file"),
        (b"BM", "a BMP picture, which cannot hold a badge"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}
