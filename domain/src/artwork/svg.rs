//! Checks that an SVG is a static picture without external resources.
//!
//! Active content is refused and not removed: the author should see what to change in the drawing program.

use super::{ActiveContent, Artwork, ArtworkError, CheckedUpload};
use credentials::bake::{Cleaned, svg};
use credentials::xml::{self, Attribute, Event, Limits, Scanner, Tag, XmlError};

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

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

/// Drawing programs stay far below these numbers.
const LIMITS: Limits = Limits { elements: 50_000, ..Limits::of_a_picture(super::MAX_PICTURE) };

/// The picture for storage, into which a badge can be baked.
///
/// A badge in it is removed before the check only if the check fails with it: the lines in a refusal are those of the
/// file.
pub(super) fn upload(text: &str) -> Result<CheckedUpload, ArtworkError> {
    let cleaned = |text: &str| svg::clean(text).map_err(|_| ArtworkError::TakesNoBadge);
    let Cleaned { picture, held_badge } = match check(text) {
        Ok(kept) => cleaned(&kept)?,
        Err(refused) => match svg::clean(text) {
            Ok(Cleaned { picture, held_badge: true }) => {
                let picture = check(&picture).map_err(|_| refused)?;
                Cleaned { held_badge: true, ..cleaned(&picture)? }
            }
            _ => return Err(refused),
        },
    };
    if !svg::takes_a_badge(&picture) {
        return Err(ArtworkError::TakesNoBadge);
    }
    Ok(CheckedUpload { artwork: Artwork::Svg(picture), held_badge })
}

/// The picture without the private attributes of drawing programs, which no browser reads and which can
/// name folders of the author.
pub(super) fn check(text: &str) -> Result<String, ArtworkError> {
    let unread = |error: XmlError| refusal(error, text);
    let mut scanner = Scanner::new(text, LIMITS).map_err(unread)?;
    let mut check = Check { text, kept: String::with_capacity(text.len()), copied: 0, style: None };
    let mut is_root = true;
    while let Some(event) = scanner.next().map_err(unread)? {
        match event {
            Event::Start(tag) => {
                if is_root && (tag.local != "svg" || scanner.namespace(tag.prefix) != SVG) {
                    return Err(ArtworkError::OtherFormat);
                }
                is_root = false;
                check.element(&tag, &scanner)?;
            }
            Event::End(_) => check.end(scanner.depth())?,
            Event::Text(raw) => {
                let plain = xml::unescape(raw).ok_or_else(|| broken(text, scanner.position()))?;
                check.text(&plain);
            }
            Event::Cdata(raw) => check.text(raw),
            Event::Comment(_) => {}
            Event::Instruction { target: "xml", data, at } => encoding(data, line(text, at))?,
            Event::Instruction { at, .. } => {
                return Err(active(ActiveContent::Instruction, line(text, at)));
            }
            Event::Doctype(at) => return Err(active(ActiveContent::Doctype, line(text, at))),
        }
    }
    let rest = text.get(check.copied..).unwrap_or_default();
    Ok(check.kept + rest)
}

struct Check<'a> {
    text: &'a str,
    /// The text up to `copied`, without the dropped parts.
    kept: String,
    copied: usize,
    /// The text of the open `style` element, its start, and the depth of its content. All of it is checked as one
    /// text: comments and CDATA sections between its parts have no effect in a browser.
    style: Option<(String, usize, usize)>,
}

impl Check<'_> {
    fn element(&mut self, tag: &Tag<'_>, scanner: &Scanner<'_>) -> Result<(), ArtworkError> {
        let line = line(self.text, tag.range.start);
        if self.style.is_some() {
            return Err(active(ActiveContent::ElementInStyle, line));
        }
        let base = tag.attributes.iter().find(|one| one.prefix == "xml" && one.local == "base");
        if base.is_some() {
            return Err(active(ActiveContent::Base, line));
        }
        match (scanner.namespace(tag.prefix), tag.local) {
            (SVG, "text" | "tspan" | "textPath") => return Err(active(ActiveContent::Text, line)),
            (SVG, name) if DRAWING.contains(&name) => {}
            ("" | SVG | XHTML | MATHML, name) => {
                return Err(active(ActiveContent::Element(name.to_owned()), line));
            }
            // Editors’ own metadata draws nothing; a browser ignores it.
            _ => return Ok(()),
        }
        if tag.local == "style" && !tag.is_empty {
            self.style = Some((String::new(), tag.range.start, scanner.depth()));
        }
        for attribute in &tag.attributes {
            match scanner.attribute_namespace(attribute.prefix) {
                "" | XLINK => self.attribute(attribute, line)?,
                XML | XMLNS => {}
                _ => self.drop(attribute),
            }
        }
        Ok(())
    }

    fn attribute(&self, attribute: &Attribute<'_>, line: u32) -> Result<(), ArtworkError> {
        let name = attribute.local;
        let value = attribute.value().ok_or_else(|| broken(self.text, attribute.at))?;
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("on") {
            return Err(active(ActiveContent::Script(name.to_owned()), line));
        }
        if lower == "ping" {
            return Err(active(ActiveContent::Ping, line));
        }
        // The local name, so that `xlink:href` is included.
        let points = lower == "href" || lower == "src";
        if points && !value.trim().starts_with('#') && !inline_raster(&value) {
            return Err(active(ActiveContent::Reference, line));
        }
        if !points && fetches(&value) {
            return Err(active(ActiveContent::Fetching(name.to_owned()), line));
        }
        Ok(())
    }

    /// Omits an attribute from the stored picture, with the space before it.
    fn drop(&mut self, attribute: &Attribute<'_>) {
        let before = self.text.get(self.copied..attribute.at).unwrap_or_default();
        self.kept.push_str(before.trim_end());
        self.copied = attribute.end;
    }

    fn text(&mut self, part: &str) {
        if let Some((style, _, _)) = &mut self.style {
            style.push_str(part);
        }
    }

    fn end(&mut self, depth: usize) -> Result<(), ArtworkError> {
        match self.style.take_if(|(_, _, inside)| depth < *inside) {
            Some((style, at, _)) if fetches(&style) => Err(active(ActiveContent::Style, line(self.text, at))),
            _ => Ok(()),
        }
    }
}

/// The picture is served as UTF-8, whatever its declaration: a program that uses another declared encoding would read
/// other characters than were checked.
fn encoding(declaration: &str, line: u32) -> Result<(), ArtworkError> {
    let Some((_, named)) = declaration.split_once("encoding") else { return Ok(()) };
    let named = named.trim_start_matches(|c: char| c == '=' || c.is_ascii_whitespace());
    let quote = named.chars().next().unwrap_or_default();
    let name = named.trim_start_matches(quote).split(quote).next().unwrap_or_default();
    if ["utf-8", "us-ascii"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(active(ActiveContent::Encoding, line))
}

/// A PNG or JPEG inside the picture itself.
fn inline_raster(value: &str) -> bool {
    let value = value.trim();
    let kinds = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,"];
    kinds.iter().any(|head| value.starts_with(head))
}

/// Whether a style or presentation value loads anything other than a part of this picture. A backslash could hide it.
fn fetches(value: &str) -> bool {
    let lower: String = value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let outside = lower.match_indices("url(").any(|(at, found)| {
        let target = lower.get(at + found.len()..).unwrap_or_default().trim_start_matches(['"', '\'']);
        !target.starts_with('#')
    });
    let words = ["@import", "javascript:", "expression(", "image-set(", "image(", "src(", "\\"];
    outside || words.iter().any(|word| lower.contains(word))
}

fn active(what: ActiveContent, line: u32) -> ArtworkError {
    ArtworkError::ActiveSvg { what, line }
}

fn broken(text: &str, at: usize) -> ArtworkError {
    ArtworkError::BrokenSvg(line(text, at))
}

fn refusal(error: XmlError, text: &str) -> ArtworkError {
    match error {
        XmlError::Limit(what) => ArtworkError::ComplexSvg(what),
        XmlError::Malformed(at) => broken(text, at),
        XmlError::Entities(at) => active(ActiveContent::Entities, line(text, at)),
    }
}

/// The line of a byte, from 1.
fn line(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    u32::try_from(before.split(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> String {
        format!(
            r#"<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" xmlns:i="urn:editor" viewBox="0 0 9 9">{inside}</svg>"#
        )
    }

    fn is_active(text: &str) -> bool {
        matches!(check(text), Err(ArtworkError::ActiveSvg { .. }))
    }

    #[test]
    fn a_still_picture_passes_as_it_is() {
        let inside = r##"<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>
            <style>.b{fill:url(#a)}</style><rect class="b" width="9" height="9" fill="url(#a)"/>
            <use href="#a"/><image href="data:image/png;base64,AAAA"/><i:note i:to="https://editor.example"/>"##;
        assert_eq!(check(&svg(inside)), Ok(svg(inside)));
        let declared = format!("<?xml version=\"1.0\" encoding='UTF-8'?><!-- drawn -->{}", svg(""));
        assert_eq!(check(&declared), Ok(declared));
    }

    #[test]
    fn whatever_runs_or_fetches_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            r#"<rect onload="alert(1)"/>"#,
            r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>"#,
            r#"<p xmlns="http://www.w3.org/1999/xhtml" onclick="x()">x</p>"#,
            r#"<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:x()"/>"#,
            r#"<image href="https://evil.example/x.png"/>"#,
            r#"<image xlink:href="//evil.example/x.png"/>"#,
            r#"<image xlink:href="&#104;ttps://evil.example/x.png"/>"#,
            r#"<image href="data:image/svg+xml;base64,AAAA"/>"#,
            r#"<a href="javascript:alert(1)"><rect/></a>"#,
            r##"<a href="#a" ping="https://evil.example"><rect/></a>"##,
            r##"<g xml:base="https://evil.example/"><use href="#a"/></g>"##,
            r##"<i:g xml:base="https://evil.example/"><use href="#a"/></i:g>"##,
            r#"<use href="other.svg#x"/>"#,
            "<style>@import 'https://evil.example/x.css';</style>",
            "<style>rect{fill:u\\72l(https://evil.example)}</style>",
            r#"<rect fill="url( 'https://evil.example/x')"/>"#,
            r#"<rect style="background:URL(//evil.example)"/>"#,
            r#"<rect style="background:&#117;rl(//evil.example)"/>"#,
            r#"<set attributeName="href" to="javascript:alert(1)"/>"#,
            r#"<animate attributeName="x"/>"#,
            "<?xml-stylesheet href='https://evil.example/x.css'?>",
            "<text>hello</text>",
        ] {
            assert!(is_active(&svg(inside)), "{inside}: {:?}", check(&svg(inside)));
        }
    }

    #[test]
    fn a_style_is_looked_at_as_the_one_text_that_a_browser_reads() {
        for style in [
            "rect{fill:u<!-- -->rl(https://evil.example)}",
            "rect{fill:u<![CDATA[rl(]]>https://evil.example)}",
            "@im<!-- a --><!-- b -->port 'https://evil.example'",
            "&#64;import 'https://evil.example'",
            "rect{fill:u<g/>rl(https://evil.example)}",
            "rect{fill:u<i:g/>rl(https://evil.example)}",
        ] {
            assert!(is_active(&svg(&format!("<style>{style}</style>"))), "{style}");
        }
    }

    #[test]
    fn what_editors_add_for_themselves_is_left_out_and_nothing_else() {
        let drawn = svg(r#"<g i:label="a" id="b" i:export-filename="C:\Users\Ada\x.png"/><i:c i:d="\"/>"#);
        assert_eq!(check(&drawn), Ok(svg(r#"<g id="b"/><i:c i:d="\"/>"#)));
    }

    #[test]
    fn a_document_type_is_refused_before_its_entities_grow() {
        let bomb = format!("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]>{}", svg("&a;"));
        assert!(matches!(check(&bomb), Err(ArtworkError::ActiveSvg { what: ActiveContent::Entities, .. })));
        assert!(is_active(&format!("<!DOCTYPE svg>{}", svg(""))));
    }

    #[test]
    fn a_picture_that_names_another_encoding_is_refused() {
        for named in ["ISO-8859-1", "UTF-16", "utf-7"] {
            assert!(is_active(&format!("<?xml version='1.0' encoding='{named}'?>{}", svg(""))), "{named}");
        }
    }

    #[test]
    fn a_small_file_cannot_cost_minutes() {
        let nested = svg(&format!("{}{}", "<g xmlns:a='urn:a'>".repeat(100), "</g>".repeat(100)));
        assert!(matches!(check(&nested), Err(ArtworkError::ComplexSvg(_))));
    }

    #[test]
    fn a_broken_document_names_its_line() {
        let broken = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n</g></svg>";
        assert_eq!(check(broken), Err(ArtworkError::BrokenSvg(2)));
        assert!(matches!(check(&svg("<g>&nbsp;</g>")), Err(ArtworkError::BrokenSvg(1))));
    }

    #[test]
    fn pictures_of_drawing_programs_are_taken_without_the_names_of_folders() {
        let folder = std::path::Path::new("../tests/vectors/cases");
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        for name in ["image-jpg", "inkscape-absref", "inkscape-windows-export"] {
            let kept = check(&read(&format!("51-picture-inkscape-windows/{name}.svg"))).unwrap();
            assert!(kept.contains("fill:#206040") && !kept.contains("Ada"), "{kept}");
        }
        let refused = check(&read("52-picture-illustrator/illustrator.svg")).unwrap_err();
        assert!(
            matches!(refused, ArtworkError::ActiveSvg { what: ActiveContent::Entities, .. }),
            "{refused:?}"
        );
    }
}
