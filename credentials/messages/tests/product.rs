//! Every text of the product is there in each complete language.

use std::path::Path;

use credentials::xml::Bound;
use domain::{ActiveContent, Artwork, ArtworkError, EventKind, PngFault, RevocationReason};
use messages::Language;

fn refusals() -> Vec<ArtworkError> {
    let active = |what| ArtworkError::ActiveSvg { what, line: 2 };
    let png = [
        PngFault::EndsEarly,
        PngFault::NoHeader,
        PngFault::BrokenHeader,
        PngFault::Trailing,
        PngFault::NoPicture,
        PngFault::TooLarge,
        PngFault::TooSmall,
    ];
    let bounds = [Bound::Bytes, Bound::Depth, Bound::Attributes, Bound::Namespaces, Bound::Elements];
    let content = [
        ActiveContent::Instruction,
        ActiveContent::Doctype,
        ActiveContent::Entities,
        ActiveContent::ElementInStyle,
        ActiveContent::Base,
        ActiveContent::Text,
        ActiveContent::Element("script".to_owned()),
        ActiveContent::Script("onload".to_owned()),
        ActiveContent::Ping,
        ActiveContent::Reference,
        ActiveContent::Fetching("fill".to_owned()),
        ActiveContent::Style,
        ActiveContent::Encoding,
    ];
    let others = [
        ArtworkError::Empty,
        ArtworkError::TooLarge(3_000_000),
        ArtworkError::OtherFormat,
        ArtworkError::BrokenSvg(2),
    ];
    let complex = bounds.map(ArtworkError::ComplexSvg);
    let refused = png.map(ArtworkError::BadPng).into_iter().chain(complex);
    refused.chain(content.map(active)).chain(others).collect()
}

#[test]
fn every_refusal_of_a_picture_has_a_sentence_and_a_remedy() {
    for language in Language::ALL {
        for refusal in refusals() {
            let (says, next) = language.artwork(&refusal);
            assert!(says.ends_with('.') && next.ends_with('.'), "{refusal:?}: {says} {next}");
        }
    }
}

#[test]
fn every_kind_of_event_says_what_why_and_what_to_do_and_an_unknown_one_too() {
    for language in Language::ALL {
        for kind in EventKind::ALL {
            let words = language.event(kind);
            assert!(
                !words.title.is_empty() && words.why.ends_with('.') && words.next.ends_with('.'),
                "{kind:?}"
            );
            assert_eq!(words == language.event(EventKind::Other), kind == EventKind::Other, "{kind:?}");
        }
        for reason in RevocationReason::OFFERED.into_iter().chain([RevocationReason::NotStated]) {
            assert!(!language.revocation(reason).is_empty(), "{reason:?}");
        }
    }
}

#[test]
fn a_picture_of_twenty_megabytes_is_told_its_limit() {
    let error = Artwork::check(&vec![0; 20 * 1024 * 1024]).unwrap_err();
    let (says, _) = Language::English.artwork(&error);
    assert!(says.contains("The limit is 2048 KiB"), "{says}");
}

#[test]
fn a_document_type_of_a_drawing_program_is_refused_with_the_way_out() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>";
    let (_, next) = Language::English.artwork(&Artwork::check(bomb.as_bytes()).unwrap_err());
    assert!(next.contains("Preserve Illustrator Editing Capabilities"));
    let drawn = Path::new("../../tests/vectors/cases/52-picture-illustrator/illustrator.svg");
    let (says, next) =
        Language::English.artwork(&Artwork::check(&std::fs::read(drawn).unwrap()).unwrap_err());
    assert!(says.contains("entities") && next.contains("Illustrator"), "{says} {next}");
}
