//! The signer's copies of pictures of badges.

use serde::{Deserialize, Serialize};

/// A copy that the signer keeps. Its SHA-256 was compared when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureCopy {
    /// Its format.
    pub format: PictureFormat,
    /// The bytes, in base64 with padding.
    pub bytes: String,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}

impl PictureFormat {
    /// The format that the first bytes tell; `None` for any other content.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        (text.trim_start().starts_with('<') && text.contains("<svg")).then_some(Self::Svg)
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_format() {
        assert_eq!(PictureFormat::of(b"\x89PNG\r\n\x1a\n\0"), Some(PictureFormat::Png));
        for svg in ["<svg/>", "\u{feff}<?xml version='1.0'?><svg></svg>", "\n <!-- a --><svg />"] {
            assert_eq!(PictureFormat::of(svg.as_bytes()), Some(PictureFormat::Svg), "{svg}");
        }
        for other in [&b""[..], b"GIF89a", b"<html></html>", b"a <svg/>", b"\xff<svg/>"] {
            assert_eq!(PictureFormat::of(other), None, "{other:?}");
        }
    }
}
