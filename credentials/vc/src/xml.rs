//! A pull scanner for XML, as far as pictures in SVG need it (XML 1.0, fifth edition; Namespaces in XML 1.0).
//!
//! The scanner reads a text once from start to end and keeps no tree. Its work and memory are bounded: size, depth,
//! the attributes of one element, the namespaces in scope and the number of tags. So a small file cannot cost
//! minutes; nested namespace declarations do so in readers that copy the scope for each element.
//!
//! Entities that a document defines are refused. Only the five of XML itself and character references are read.

mod name;
mod reference;
mod scanner;
mod scope;
mod tag;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use reference::unescape;
pub use scanner::{Event, Scanner};
pub use tag::{Attribute, Tag};

/// Bounds on one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Elements within each other.
    pub depth: usize,
    /// Attributes of one element, declarations of namespaces included.
    pub attributes: usize,
    /// Declarations of namespaces that are in scope at one place.
    pub namespaces: usize,
    /// Start tags in the whole text.
    pub elements: usize,
}

impl Limits {
    /// The limits for a picture of at most this many bytes. Drawing programs stay far below these numbers.
    #[must_use]
    pub const fn of_a_picture(bytes: usize) -> Self {
        Self { bytes, depth: 256, attributes: 128, namespaces: 64, elements: 500_000 }
    }
}

/// The name of one of the [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::depth`].
    Depth,
    /// [`Limits::attributes`].
    Attributes,
    /// [`Limits::namespaces`].
    Namespaces,
    /// [`Limits::elements`].
    Elements,
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes => "bytes",
            Self::Depth => "elements inside each other",
            Self::Attributes => "attributes in one element",
            Self::Namespaces => "namespaces",
            Self::Elements => "elements",
        })
    }
}

/// Why a text is not read as XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// The document exceeds one of the [`Limits`]; no fault of the document.
    #[error("it has too many {0}")]
    Limit(Bound),
    /// Not well-formed, at this byte.
    #[error("it is not well-formed")]
    Malformed(usize),
    /// The document type defines entities, at this byte.
    #[error("it defines entities")]
    Entities(usize),
}
