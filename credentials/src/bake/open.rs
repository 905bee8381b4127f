//! What somebody gave us: a picture with a badge in it, the badge's text, or something else by its name.

use super::{BakeError, Extracted, png, svg};

/// Most bytes that are looked at: 20 MiB.
pub const MAX_INPUT: usize = 20 * 1024 * 1024;

/// What the badge's text came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Text as it is.
    Text,
    /// A PNG picture.
    Png,
    /// An SVG picture.
    Svg,
}

/// What was found in the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Something that begins like a JSON object, and what it came in. It may still be anything.
    Json(String, Container),
    /// A compact JWS, and what it came in.
    Jwt(String, Container),
    /// A picture with an Open Badges 2 assertion in it: JSON, an address or a JWS, and what it came in.
    OpenBadges2(String, Container),
    /// A whole picture that holds no badge.
    JustAPicture(Container),
}

/// Why nothing was found in the input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Nothing, or space only.
    #[error("there is nothing in it")]
    Empty,
    /// More than [`MAX_INPUT`].
    #[error("it is larger than 20 MiB")]
    TooLarge,
    /// A web address instead of what it leads to.
    #[error("it is a link, not the badge that the link leads to")]
    Link,
    /// A kind of file that holds no badge; the text names it.
    #[error("it is {0}")]
    OtherFile(&'static str),
    /// None of the kinds that can hold a badge.
    #[error("it is neither a picture nor the text of a badge")]
    Unknown,
    /// A picture that cannot be read.
    #[error(transparent)]
    Picture(#[from] BakeError),
}

/// Looks at what the bytes are and takes the badge's text out of them, unchanged but for space at its ends.
///
/// # Errors
/// Anything that holds no badge, by its kind; a damaged picture.
pub fn open(bytes: &[u8]) -> Result<Opened, OpenError> {
    if bytes.len() > MAX_INPUT {
        return Err(OpenError::TooLarge);
    }
    if bytes.starts_with(b"\x89PNG") {
        return found(png::extract(bytes)?, Container::Png);
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(OpenError::OtherFile(kind));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| OpenError::Unknown)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.as_bytes() {
        [] => Err(OpenError::Empty),
        [b'<', ..] if text.contains("<svg") || text.contains(":svg") => {
            found(svg::extract(text)?, Container::Svg)
        }
        [b'<', ..] => Err(OpenError::OtherFile("a web page or another XML file")),
        _ => sniff_text(text, Container::Text).ok_or_else(|| not_a_badge(text)),
    }
}

fn found(extracted: Extracted, container: Container) -> Result<Opened, OpenError> {
    match extracted {
        Extracted::Credential(text) => sniff_text(&text, container).ok_or(OpenError::Unknown),
        Extracted::OpenBadges2(text) => Ok(Opened::OpenBadges2(text, container)),
        Extracted::JustAPicture => Ok(Opened::JustAPicture(container)),
    }
}

/// JSON begins with a brace; anything else is a token or nothing.
fn sniff_text(text: &str, container: Container) -> Option<Opened> {
    if text.starts_with(['{', '[']) {
        return Some(Opened::Json(text.to_owned(), container));
    }
    super::is_compact_jws(text).then(|| Opened::Jwt(text.to_owned(), container))
}

fn not_a_badge(text: &str) -> OpenError {
    let is_link =
        (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace);
    if is_link { OpenError::Link } else { OpenError::Unknown }
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
