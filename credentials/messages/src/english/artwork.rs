use credentials::xml::Bound;
use domain::artwork::MAX_PICTURE;
use domain::{ActiveContent, ArtworkError, PngFault};

const AGAIN: &str = "Save it again from your drawing program.";

/// Why a picture is refused, and what to do: a sentence each.
pub(crate) fn artwork(error: &ArtworkError) -> (String, &'static str) {
    match error {
        ArtworkError::Empty => ("The file is empty.".to_owned(), "Choose a PNG or SVG picture."),
        ArtworkError::TooLarge(bytes) => (
            format!("The picture has {} KiB. The limit is {} KiB.", bytes / 1024, MAX_PICTURE / 1024),
            "Save a smaller picture, or use SVG.",
        ),
        ArtworkError::OtherFormat => (
            "This file is neither a PNG nor an SVG picture, even if its name ends that way.".to_owned(),
            "Save it as PNG or SVG.",
        ),
        ArtworkError::BadPng(fault) => (format!("This PNG cannot be used: {}.", png(*fault)), AGAIN),
        ArtworkError::TakesNoBadge => (
            "A badge cannot be put into this picture, so nobody could download it.".to_owned(),
            "Export it again as PNG, and upload that file.",
        ),
        ArtworkError::NotDrawable => (
            "This SVG cannot be drawn as PNG, which people will download.".to_owned(),
            "Give the drawing a width and a height, or export it as PNG and upload that file.",
        ),
        ArtworkError::BrokenSvg(line) => (format!("This SVG cannot be read (line {line})."), AGAIN),
        ArtworkError::ComplexSvg(bound) => (
            format!("This SVG is too complex: it has too many {}.", of(*bound)),
            "Simplify it in your drawing program, or export it as PNG.",
        ),
        ArtworkError::ActiveSvg { what, line } => (
            format!(
                "This SVG contains {} (line {line}), which could run or fetch something in a reader's browser.",
                content(what)
            ),
            remedy(what),
        ),
    }
}

const fn png(fault: PngFault) -> &'static str {
    match fault {
        PngFault::EndsEarly => "it ends too early",
        PngFault::NoHeader => "its header is missing",
        PngFault::BrokenHeader => "its header is broken",
        PngFault::Damaged => "part of its image data is damaged",
        PngFault::Trailing => "the file has further data after the picture",
        PngFault::NoPicture => "it contains no picture",
        PngFault::TooLarge => "it is larger than 4096 by 4096 pixels",
        PngFault::TooSmall => "it is smaller than 64 by 64 pixels",
    }
}

const fn of(bound: Bound) -> &'static str {
    match bound {
        Bound::Bytes => "bytes",
        Bound::Depth => "elements inside each other",
        Bound::Attributes => "attributes in one element",
        Bound::Namespaces => "namespaces",
        Bound::Elements => "elements",
    }
}

fn content(what: &ActiveContent) -> String {
    let content = match what {
        ActiveContent::Instruction => "a processing instruction",
        ActiveContent::Doctype => "a document type",
        ActiveContent::Entities => "a document type with entities",
        ActiveContent::ElementInStyle => "an element inside a style",
        ActiveContent::Base => "“xml:base”, which makes its references lead elsewhere",
        ActiveContent::Text => "text",
        ActiveContent::Element(name) => return format!("the element “{name}”"),
        ActiveContent::Script(name) => return format!("the script attribute “{name}”"),
        ActiveContent::Ping => "“ping”, which sends a message when somebody follows a link",
        ActiveContent::Reference => "a reference to something outside the picture",
        ActiveContent::Fetching(name) => return format!("“{name}”, which fetches something"),
        ActiveContent::Style => "a style that fetches something",
        ActiveContent::Encoding => "another encoding than UTF-8",
    };
    content.to_owned()
}

const fn remedy(what: &ActiveContent) -> &'static str {
    match what {
        ActiveContent::Text => "Turn text into outlines, so that it looks the same everywhere.",
        ActiveContent::Entities => {
            "In Illustrator, save it as SVG without “Preserve Illustrator Editing Capabilities”, or use “Export As”; in other \
             programs, save it as “plain SVG”."
        }
        ActiveContent::Encoding => "Save it in UTF-8, or export it as PNG.",
        ActiveContent::Instruction
        | ActiveContent::Doctype
        | ActiveContent::ElementInStyle
        | ActiveContent::Base
        | ActiveContent::Element(_)
        | ActiveContent::Script(_)
        | ActiveContent::Ping
        | ActiveContent::Reference
        | ActiveContent::Fetching(_)
        | ActiveContent::Style => "Save it as “plain SVG”, or export it as PNG.",
    }
}
