//! Converts pictures for downloads. No fonts: text in badge artwork is outlines.

use crate::storage::Picture;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use resvg::{tiny_skia, usvg};

/// The longer side of a PNG drawn from an SVG, in pixels.
const SIDE: f32 = 800.0;
/// The longer side of a small picture: twice that in a mail, for dense screens.
const SMALL_SIDE: f32 = 128.0;

/// Why a picture could not be converted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RenderError {
    /// The SVG cannot be drawn.
    #[error("reading the drawing")]
    Svg(#[from] usvg::Error),
    /// The stored text is not UTF-8.
    #[error("the drawing is not text")]
    NotText,
    /// The drawing has no size.
    #[error("the drawing has no size")]
    NoSize,
    /// The PNG cannot be read.
    #[error("reading the picture")]
    Unreadable,
    /// The PNG could not be written.
    #[error("writing the picture")]
    Png,
}

/// The picture as PNG: unchanged, or drawn from its SVG.
pub(crate) fn png_picture(picture: &Picture) -> Result<Vec<u8>, RenderError> {
    if picture.media_type == "image/png" {
        return Ok(picture.bytes.clone());
    }
    drawn(picture, SIDE)
}

/// The picture as a small PNG.
pub(crate) fn small_picture(picture: &Picture) -> Result<Vec<u8>, RenderError> {
    if picture.media_type != "image/png" {
        return drawn(picture, SMALL_SIDE);
    }
    let whole = tiny_skia::Pixmap::decode_png(&picture.bytes).map_err(|_| RenderError::Unreadable)?;
    let size = tiny_skia::IntSize::from_wh(whole.width(), whole.height()).ok_or(RenderError::NoSize)?;
    let size = size.to_size();
    let scale = SMALL_SIDE / size.width().max(size.height());
    let small = size.scale_by(scale).ok_or(RenderError::NoSize)?.to_int_size();
    let mut pixmap = tiny_skia::Pixmap::new(small.width(), small.height()).ok_or(RenderError::NoSize)?;
    let paint = tiny_skia::PixmapPaint { quality: tiny_skia::FilterQuality::Bicubic, ..Default::default() };
    let scaled = tiny_skia::Transform::from_scale(scale, scale);
    pixmap.draw_pixmap(0, 0, whole.as_ref(), &paint, scaled, None);
    pixmap.encode_png().map_err(|_| RenderError::Png)
}

/// An SVG as PNG, with a longer side of `longer` pixels.
fn drawn(picture: &Picture, longer: f32) -> Result<Vec<u8>, RenderError> {
    let tree = usvg::Tree::from_data(&picture.bytes, &still_picture())?;
    let size = tree.size();
    let scale = longer / size.width().max(size.height());
    let canvas = size.scale_by(scale).ok_or(RenderError::NoSize)?.to_int_size();
    let mut pixmap = tiny_skia::Pixmap::new(canvas.width(), canvas.height()).ok_or(RenderError::NoSize)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|_| RenderError::Png)
}

/// The picture as SVG: unchanged, or a drawing that holds nothing but the PNG.
pub(crate) fn svg_picture(picture: &Picture) -> Result<String, RenderError> {
    if picture.media_type != "image/png" {
        return String::from_utf8(picture.bytes.clone()).map_err(|_| RenderError::NotText);
    }
    let (width, height) = png_size(&picture.bytes).ok_or(RenderError::NoSize)?;
    let data = STANDARD.encode(&picture.bytes);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <image width=\"{width}\" height=\"{height}\" href=\"data:image/png;base64,{data}\"/></svg>"
    ))
}

/// The drawing loads nothing from elsewhere. Uploads were checked before, so this is a second check.
fn still_picture() -> usvg::Options<'static> {
    let resolver = usvg::ImageHrefResolver {
        resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    usvg::Options { image_href_resolver: resolver, ..usvg::Options::default() }
}

/// Width and height from the header chunk (PNG, section 11.2.1).
fn png_size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(text: &str) -> Picture {
        Picture { media_type: "image/svg+xml".to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn every_template_becomes_a_png_and_comes_back_in_an_svg() {
        for (art, _) in domain::Art::TEMPLATES {
            let png = png_picture(&svg(crate::artwork::template(&art))).unwrap();
            let (width, height) = png_size(&png).unwrap();
            assert_eq!(width.max(height), 800, "{art}");
            let wrapped = svg_picture(&Picture { media_type: "image/png".to_owned(), bytes: png }).unwrap();
            assert!(domain::Artwork::check(wrapped.as_bytes()).is_ok(), "{art}");
        }
    }

    #[test]
    fn a_small_picture_keeps_its_proportions_whatever_it_was() {
        let wide = svg(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100"/></svg>"#,
        );
        let small = small_picture(&wide).unwrap();
        assert_eq!(png_size(&small), Some((128, 64)));
        let large = Picture { media_type: "image/png".to_owned(), bytes: png_picture(&wide).unwrap() };
        assert_eq!(png_size(&large.bytes), Some((800, 400)));
        let again = small_picture(&large).unwrap();
        assert_eq!(png_size(&again), Some((128, 64)));
        let middle = tiny_skia::Pixmap::decode_png(&again).unwrap().pixel(64, 32).unwrap();
        assert_eq!((middle.red(), middle.alpha()), (0, 255), "it is drawn");
    }

    #[test]
    fn a_reference_to_a_file_draws_nothing() {
        let spy = svg(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/hostname.png" width="9" height="9"/></svg>"#,
        );
        let png = png_picture(&spy).unwrap();
        let drawn = tiny_skia::Pixmap::decode_png(&png).unwrap();
        assert!(drawn.pixels().iter().all(|pixel| pixel.alpha() == 0));
    }
}
