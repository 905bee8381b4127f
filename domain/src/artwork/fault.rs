//! Why a picture is refused. The crate `messages` has the sentences.

use crate::fault::fault_codes;
use credentials::xml::Bound;
use serde::{Deserialize, Serialize};

/// Why a picture is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArtworkError {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// So many bytes are too many.
    #[error("the picture is too large")]
    TooLarge(usize),
    /// Neither PNG nor SVG.
    #[error("neither PNG nor SVG")]
    OtherFormat,
    /// The PNG is damaged or has unsupported dimensions.
    #[error("the PNG cannot be used")]
    BadPng(PngFault),
    /// A badge that is baked into the picture cannot be extracted again.
    #[error("no badge fits into the picture")]
    TakesNoBadge,
    /// The SVG cannot be drawn as PNG, which a download needs.
    #[error("the SVG cannot be drawn")]
    NotDrawable,
    /// The SVG is not well formed at this line.
    #[error("the SVG is not well formed")]
    BrokenSvg(u32),
    /// The SVG exceeds this limit for checking.
    #[error("the SVG is too complex")]
    ComplexSvg(Bound),
    /// The SVG contains something that could run or fetch.
    #[error("the SVG could run or fetch something")]
    ActiveSvg {
        /// The active content.
        what: ActiveContent,
        /// Its line, from 1.
        line: u32,
    },
}

fault_codes! { ArtworkError as Picture {
    Self::Empty => "picture-empty",
    Self::TooLarge(_) => "picture-too-large",
    Self::OtherFormat => "picture-other-format",
    Self::BadPng(_) => "bad-png",
    Self::TakesNoBadge => "picture-takes-no-badge",
    Self::NotDrawable => "svg-not-drawable",
    Self::BrokenSvg(_) => "broken-svg",
    Self::ComplexSvg(_) => "complex-svg",
    Self::ActiveSvg { .. } => "active-svg",
} }

/// What is wrong with a PNG.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PngFault {
    /// The file ends before the picture.
    EndsEarly,
    /// The first chunk is not the header.
    NoHeader,
    /// The header is too short.
    BrokenHeader,
    /// The check sum of a critical chunk is wrong, or a chunk has no valid name.
    Damaged,
    /// Bytes follow the picture.
    Trailing,
    /// The file has no picture.
    NoPicture,
    /// Wider or higher than 4096 pixels.
    TooLarge,
    /// Narrower or lower than 64 pixels.
    TooSmall,
}

/// Content of an SVG that could run or fetch, or that looks different elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActiveContent {
    /// A processing instruction.
    Instruction,
    /// A document type.
    Doctype,
    /// A document type with entities.
    Entities,
    /// An element inside a style.
    ElementInStyle,
    /// `xml:base`.
    Base,
    /// Text, which needs a font.
    Text,
    /// The element of this name.
    Element(String),
    /// The script attribute of this name.
    Script(String),
    /// `ping`.
    Ping,
    /// A reference to another file.
    Reference,
    /// The attribute of this name fetches something.
    Fetching(String),
    /// A style that fetches something.
    Style,
    /// Another encoding than UTF-8.
    Encoding,
}
