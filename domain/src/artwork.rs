//! Pictures of badges: the eight templates, and uploads that are safe to show and to bake.

mod fault;
mod png;
mod svg;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

pub use fault::{ActiveContent, ArtworkError, PngFault};

/// Maximum size of a picture, in bytes.
pub const MAX_PICTURE: usize = 2 * 1024 * 1024;

/// The picture of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Art {
    /// One of the eight templates.
    Bridge,
    /// Template.
    Compass,
    /// Template.
    Lattice,
    /// Template.
    Chevron,
    /// Template.
    Lamp,
    /// Template.
    Arch,
    /// Template.
    Distinction,
    /// Template.
    Company,
    /// An uploaded picture, by the lower-case hex SHA-256 of its bytes.
    Uploaded(String),
}

impl Art {
    /// The eight templates with their text alternatives, in display order.
    pub const TEMPLATES: [(Self, &'static str); 8] = [
        (Self::Bridge, "Octagon with a bridge of concentric arches over waves"),
        (Self::Compass, "Roundel with a compass rose over sun rays, lettered Field research"),
        (Self::Lattice, "Hexagon of nested line work around an interlocking cube"),
        (Self::Chevron, "Shield with three chevrons under a chief, lettered Safety"),
        (Self::Lamp, "Dark roundel with a laurel wreath around a lit lamp"),
        (Self::Arch, "Arched tablet with an open book before a rising sun, lettered Languages"),
        (Self::Distinction, "Scalloped seal with guilloche, a seven-pointed star and two ribbon tails"),
        (Self::Company, "Medal of three linked rings hanging from a striped ribbon"),
    ];

    /// The word in forms and file names: `bridge`, …, or `upload:<sha-256>`.
    pub fn word(&self) -> String {
        match self {
            Self::Bridge => "bridge".to_owned(),
            Self::Compass => "compass".to_owned(),
            Self::Lattice => "lattice".to_owned(),
            Self::Chevron => "chevron".to_owned(),
            Self::Lamp => "lamp".to_owned(),
            Self::Arch => "arch".to_owned(),
            Self::Distinction => "distinction".to_owned(),
            Self::Company => "company".to_owned(),
            Self::Uploaded(digest) => format!("upload:{digest}"),
        }
    }
}

impl fmt::Display for Art {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word())
    }
}

/// A word that is not the name of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no picture has this name")]
pub struct UnknownArt;

impl FromStr for Art {
    type Err = UnknownArt;
    fn from_str(word: &str) -> Result<Self, UnknownArt> {
        if let Some(digest) = word.strip_prefix("upload:") {
            let good = digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            return if good { Ok(Self::Uploaded(digest.to_owned())) } else { Err(UnknownArt) };
        }
        let mut templates = Self::TEMPLATES.into_iter().map(|(art, _)| art);
        templates.find(|art| art.word() == word).ok_or(UnknownArt)
    }
}

impl TryFrom<String> for Art {
    type Error = UnknownArt;
    fn try_from(word: String) -> Result<Self, UnknownArt> {
        word.parse()
    }
}

impl From<Art> for String {
    fn from(art: Art) -> Self {
        art.word()
    }
}

/// A picture that passed [`Artwork::check`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Artwork {
    /// An SVG document without script and without external resources.
    Svg(String),
    /// A PNG file.
    Png(Vec<u8>),
}

impl Artwork {
    /// The picture of [`CheckedUpload::read`].
    ///
    /// # Errors
    /// As there.
    pub fn check(bytes: &[u8]) -> Result<Self, ArtworkError> {
        CheckedUpload::read(bytes).map(|upload| upload.artwork)
    }

    /// The bytes as stored and served.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Svg(text) => text.as_bytes(),
            Self::Png(bytes) => bytes,
        }
    }

    /// `image/svg+xml` or `image/png`.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Svg(_) => "image/svg+xml",
            Self::Png(_) => "image/png",
        }
    }
}

/// An upload that passed the check: a badge can be baked into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedUpload {
    /// The picture for storage.
    pub artwork: Artwork,
    /// Whether a badge was in it, which was removed.
    pub held_badge: bool,
}

impl CheckedUpload {
    /// Checks uploaded bytes: the content decides, not the name or the declared type. A badge in the picture is removed,
    /// and so is an ancillary chunk of a PNG with a wrong check sum. Then a sample is baked in and extracted again.
    ///
    /// # Errors
    /// Why the picture is refused, with the remedy.
    pub fn read(bytes: &[u8]) -> Result<Self, ArtworkError> {
        if bytes.is_empty() {
            return Err(ArtworkError::Empty);
        }
        if bytes.len() > MAX_PICTURE {
            return Err(ArtworkError::TooLarge(bytes.len()));
        }
        if bytes.starts_with(png::SIGNATURE) {
            return png::check(bytes);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => {
                svg::upload(text.trim_start_matches('\u{feff}'))
            }
            _ => Err(ArtworkError::OtherFormat),
        }
    }
}
