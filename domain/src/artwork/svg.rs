//! Is an SVG a still picture that brings everything it needs?
//!
//! Refused, not repaired: what a drawing program would have to change is for its user to see.

use super::ArtworkError;
use roxmltree::{Document, Node, ParsingOptions};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements of SVG that only draw.
const DRAWING: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "title",
    "use",
    "view",
];

const PLAIN: &str = "Save it as “plain SVG”, or export it as PNG.";
const OUTLINES: &str = "Turn text into outlines, so that it looks the same everywhere.";

pub(super) fn check(text: &str) -> Result<(), ArtworkError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 50_000, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => return Err(active("a document type", 1, PLAIN)),
        Err(error) => return Err(ArtworkError::BrokenSvg(error.pos().row)),
    };
    if !document.root_element().has_tag_name((SVG, "svg")) {
        return Err(ArtworkError::OtherFormat);
    }
    for node in document.descendants() {
        let line = || document.text_pos_at(node.range().start).row;
        if node.is_pi() {
            return Err(active("a processing instruction", line(), PLAIN));
        }
        if node.is_element() {
            element(node, line())?;
        }
    }
    Ok(())
}

fn element(node: Node<'_, '_>, line: u32) -> Result<(), ArtworkError> {
    let name = node.tag_name().name();
    match node.tag_name().namespace() {
        // Editors' own notes draw nothing; a browser ignores them. XHTML it does not.
        Some(other) if other != SVG && other != "http://www.w3.org/1999/xhtml" => return Ok(()),
        Some(SVG) if matches!(name, "text" | "tspan" | "textPath") => {
            return Err(active("text", line, OUTLINES));
        }
        Some(SVG) if DRAWING.contains(&name) => {}
        _ => return Err(active(&format!("the element “{name}”"), line, PLAIN)),
    }
    if name == "style" && node.descendants().filter_map(|n| n.text()).any(fetches) {
        return Err(active("a style that fetches something", line, PLAIN));
    }
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let lower = name.to_ascii_lowercase();
        // The local name: `xlink:href` is meant as well.
        let points = lower == "href" || lower == "src";
        if lower.starts_with("on") {
            return Err(active(&format!("the script attribute “{name}”"), line, PLAIN));
        }
        if points && !value.trim().starts_with('#') && !inline_raster(value) {
            return Err(active("a reference to something outside the picture", line, PLAIN));
        }
        if !points && fetches(value) {
            return Err(active(&format!("“{name}”, which fetches something"), line, PLAIN));
        }
    }
    Ok(())
}

/// A PNG or JPEG inside the picture itself.
fn inline_raster(value: &str) -> bool {
    let value = value.trim();
    ["data:image/png;base64,", "data:image/jpeg;base64,"].iter().any(|head| value.starts_with(head))
}

/// Does a style or presentation value load anything but a part of this picture? A backslash could hide it.
fn fetches(value: &str) -> bool {
    let lower: String = value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let outside = lower.match_indices("url(").any(|(at, found)| {
        let target = lower.get(at + found.len()..).unwrap_or_default().trim_start_matches(['"', '\'']);
        !target.starts_with('#')
    });
    outside || ["@import", "javascript:", "expression(", "image-set(", "\\"].iter().any(|s| lower.contains(s))
}

fn active(what: &str, line: u32, next: &'static str) -> ArtworkError {
    ArtworkError::ActiveSvg { what: what.to_owned(), line, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            r#"<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{inside}</svg>"#
        )
    }

    #[test]
    fn a_still_picture_passes() {
        let inside = r##"<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>
            <style>.b{fill:url(#a)}</style><rect class="b" width="9" height="9" fill="url(#a)"/>
            <use href="#a"/><image href="data:image/png;base64,AAAA"/>"##;
        assert_eq!(check(&svg(inside)), Ok(()));
    }

    #[test]
    fn whatever_runs_or_fetches_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            r#"<rect onload="alert(1)"/>"#,
            r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>"#,
            r#"<p xmlns="http://www.w3.org/1999/xhtml" onclick="x()">x</p>"#,
            r#"<image href="https://evil.example/x.png"/>"#,
            r#"<image xlink:href="//evil.example/x.png"/>"#,
            r#"<image href="data:image/svg+xml;base64,AAAA"/>"#,
            r#"<a href="javascript:alert(1)"><rect/></a>"#,
            r#"<use href="other.svg#x"/>"#,
            "<style>@import 'https://evil.example/x.css';</style>",
            "<style>rect{fill:u\\72l(https://evil.example)}</style>",
            r#"<rect fill="url( 'https://evil.example/x')"/>"#,
            r#"<rect style="background:URL(//evil.example)"/>"#,
            r#"<set attributeName="href" to="javascript:alert(1)"/>"#,
            r#"<animate attributeName="x"/>"#,
            "<?xml-stylesheet href='https://evil.example/x.css'?>",
            "<text>hello</text>",
        ] {
            assert!(matches!(check(&svg(inside)), Err(ArtworkError::ActiveSvg { .. })), "{inside}");
        }
    }

    #[test]
    fn a_document_type_is_refused_before_its_entities_grow() {
        let bomb = format!("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>{}", svg("&a;"));
        assert!(matches!(check(&bomb), Err(ArtworkError::ActiveSvg { .. })));
    }

    #[test]
    fn a_broken_document_names_its_line() {
        assert_eq!(
            check("<svg xmlns=\"http://www.w3.org/2000/svg\">\n</g></svg>"),
            Err(ArtworkError::BrokenSvg(2))
        );
    }
}
