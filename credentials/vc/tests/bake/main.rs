//! Baking into pictures that others made, and opening other files.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a panic is the report")]

mod texts;

use credentials::bake::{BakeError, Container, Extracted, OpenError, Opened, open, png, svg};

const CREDENTIAL: &str = "{\"name\":\"Hafen ⚓ ]]> & <b>\",\n  \"n\": 1.50}";

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [length.as_slice(), &body, &crc32fast::hash(&body).to_be_bytes()].concat()
}

fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

/// One grey pixel.
fn pixel() -> Vec<u8> {
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let data = miniz(&[0, 128]);
    picture(&[header, chunk(*b"IDAT", &data), chunk(*b"IEND", &[])])
}

fn miniz(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut zlib, bytes).unwrap();
    zlib.finish().unwrap()
}

const SVG: &str = r#"<?xml version="1.0"?>
<!-- > --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>a > b</title></svg>"#;

fn credential(text: &str) -> Extracted {
    Extracted::Credential(text.to_owned())
}

#[test]
fn a_credential_comes_out_of_a_png_byte_for_byte() {
    let baked = png::bake(&pixel(), CREDENTIAL).unwrap();
    assert_eq!(png::extract(&baked), Ok(credential(CREDENTIAL)));
    assert_eq!(open(&baked), Ok(Opened::Json(CREDENTIAL.to_owned(), Container::Png)));
}

#[test]
fn the_chunk_stands_before_the_image_data_exactly_as_the_standard_writes_it() {
    let baked = png::bake(&pixel(), "{}").unwrap();
    let expected = chunk(*b"iTXt", b"openbadgecredential\0\0\0\0\0{}");
    let at = baked.windows(expected.len()).position(|part| part == expected).unwrap();
    let data = baked.windows(4).position(|part| part == b"IDAT").unwrap();
    assert!(at < data);
}

#[test]
fn baking_into_a_png_twice_leaves_only_the_second_credential() {
    let once = png::bake(&pixel(), r#"{"first":1}"#).unwrap();
    let twice = png::bake(&once, CREDENTIAL).unwrap();
    assert_eq!(twice, png::bake(&pixel(), CREDENTIAL).unwrap());
}

#[test]
fn a_png_without_a_badge_is_just_a_picture() {
    assert_eq!(png::extract(&pixel()), Ok(Extracted::JustAPicture));
    assert_eq!(open(&pixel()), Ok(Opened::JustAPicture(Container::Png)));
}

#[test]
fn an_open_badges_2_picture_is_recognised_in_both_of_its_forms() {
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    for old in [
        chunk(*b"tEXt", b"openbadges\0https://example.com/assertion"),
        chunk(*b"iTXt", b"openbadges\0\0\0\0\0https://example.com/assertion"),
    ] {
        let picture = picture(&[header.clone(), old, chunk(*b"IEND", &[])]);
        let expected = Extracted::OpenBadges2("https://example.com/assertion".to_owned());
        assert_eq!(png::extract(&picture), Ok(expected));
        assert_eq!(
            open(&picture),
            Ok(Opened::OpenBadges2("https://example.com/assertion".to_owned(), Container::Png))
        );
    }
}

#[test]
fn a_png_cut_off_anywhere_or_with_a_changed_byte_anywhere_is_an_error_and_never_a_panic() {
    let baked = png::bake(&pixel(), CREDENTIAL).unwrap();
    for length in 0..baked.len() {
        assert!(png::extract(&baked[..length]).is_err(), "cut at {length}");
        assert!(png::bake(&baked[..length], CREDENTIAL).is_err(), "cut at {length}");
    }
    for at in 0..baked.len() {
        let mut changed = baked.clone();
        changed[at] ^= 0xff;
        assert!(png::extract(&changed).is_err(), "changed at {at}");
    }
}

#[test]
fn a_chunk_that_claims_four_gigabytes_is_an_error() {
    let claims = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0xff; 4], b"IHDR", &[0; 40]].concat();
    assert_eq!(png::extract(&claims), Err(BakeError::Truncated));
}

#[test]
fn a_credential_comes_out_of_an_svg_with_the_same_meaning() {
    let baked = svg::bake(SVG, CREDENTIAL).unwrap();
    let Ok(Extracted::Credential(text)) = svg::extract(&baked) else { panic!("no credential") };
    let meaning = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(meaning(CREDENTIAL), meaning(&text));
    assert_eq!(text, CREDENTIAL.replace("]]>", "]]\\u003e"), "nothing else is touched");
}

#[test]
fn the_element_is_the_first_child_of_the_root_and_the_rest_is_untouched() {
    let baked = svg::bake(SVG, "{}").unwrap();
    let expected = SVG
        .replace("<svg ", "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" ")
        .replace("<title>", "<openbadges:credential><![CDATA[{}]]></openbadges:credential><title>");
    assert_eq!(baked, expected);
}

#[test]
fn baking_into_an_svg_twice_leaves_only_the_second_credential() {
    let once = svg::bake(SVG, r#"{"first":1}"#).unwrap();
    assert_eq!(svg::bake(&once, "{}"), svg::bake(SVG, "{}"));
}

#[test]
fn an_svg_credential_is_found_by_namespace_and_not_by_prefix() {
    let other = r#"<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0" xmlns:openbadges="urn:other">
        <openbadges:credential>{"no":1}</openbadges:credential><g><o:credential> {"yes":1} </o:credential></g></svg>"#;
    assert_eq!(svg::extract(other), Ok(credential(r#"{"yes":1}"#)));
    let baked = svg::bake(other, "{}").unwrap();
    assert_eq!(svg::extract(&baked), Ok(credential("{}")));
    assert!(baked.contains(r#"{"no":1}"#));
}

#[test]
fn an_svg_with_two_credentials_is_refused_and_a_jwt_stands_in_its_attribute() {
    let one = r#"<o:credential verify="eyA.eyB.c"/>"#;
    let whole = |inner: &str| format!(r#"<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0">{inner}</svg>"#);
    assert_eq!(svg::extract(&whole(&one.repeat(2))), Err(BakeError::SeveralCredentials));
    assert_eq!(svg::extract(&whole(one)), Ok(credential("eyA.eyB.c")));
    assert_eq!(open(whole(one).as_bytes()), Ok(Opened::Jwt("eyA.eyB.c".to_owned(), Container::Svg)));
}

#[test]
fn a_credential_inside_another_or_beside_a_token_is_one_of_several() {
    let whole = |inner: &str| format!(r#"<svg xmlns:o="https://purl.imsglobal.org/ob/v3p0">{inner}</svg>"#);
    for several in [
        r#"<o:credential>{"a":1}<o:credential>{"b":1}</o:credential></o:credential>"#,
        r#"<o:credential>{"a":1}<g><o:credential verify="eyA.eyB.c"/></g></o:credential>"#,
        r#"<o:credential verify="eyA.eyB.c">{"a":1}</o:credential>"#,
    ] {
        assert_eq!(svg::extract(&whole(several)), Err(BakeError::SeveralCredentials), "{several}");
    }
}

#[test]
fn an_svg_beyond_a_bound_of_the_scanner_is_too_complex_and_not_broken() {
    let each =
        |count: usize, text: &dyn Fn(usize) -> String| (0..count).map(text).collect::<Vec<_>>().concat();
    let attributes = |count: usize| each(count, &|at| format!(" a{at}=''"));
    let namespaces = |count: usize| each(count, &|at| format!(" xmlns:n{at}='urn:{at}'"));
    let nested = |count: usize| format!("{}{}", "<g>".repeat(count), "</g>".repeat(count));
    // The root counts as an element.
    for (at_most, beyond) in [
        (nested(255), nested(256)),
        (format!("<g{}/>", attributes(128)), format!("<g{}/>", attributes(129))),
        (format!("<g{}/>", namespaces(64)), format!("<g{}/>", namespaces(65))),
        ("<g/>".repeat(499_999), "<g/>".repeat(500_000)),
    ] {
        let read = |inner: &str| svg::extract(&format!("<svg>{inner}</svg>"));
        assert_eq!(
            (read(&at_most), read(&beyond)),
            (Ok(Extracted::JustAPicture), Err(BakeError::TooComplex))
        );
    }
}

#[test]
fn an_svg_without_a_badge_is_just_a_picture_and_an_old_one_is_recognised() {
    assert_eq!(svg::extract(SVG), Ok(Extracted::JustAPicture));
    let old = r#"<svg xmlns:o="http://openbadges.org"><o:assertion verify="https://example.com/a"/></svg>"#;
    assert_eq!(svg::extract(old), Ok(Extracted::OpenBadges2("https://example.com/a".to_owned())));
}

#[test]
fn entities_and_broken_markup_in_an_svg_are_refused() {
    let entity = r#"<!DOCTYPE svg [<!ENTITY e "x">]><svg>&e;</svg>"#;
    assert_eq!(svg::extract(entity), Err(BakeError::Entities));
    assert_eq!(svg::bake("<html/>", "{}"), Err(BakeError::NotSvg));
    let baked = svg::bake(SVG, CREDENTIAL).unwrap();
    for length in (0..baked.len()).filter(|at| baked.is_char_boundary(*at)) {
        assert!(svg::extract(&baked[..length]).is_err(), "cut at {length}");
    }
}

#[test]
fn only_json_and_signed_tokens_are_baked_in() {
    for text in ["", "eyA.eyB", "eyA.e\"B.c", "xyA.eyB.c", "[]", "{", "{} {}"] {
        assert_eq!(png::bake(&pixel(), text), Err(BakeError::NotACredential), "{text}");
        assert_eq!(svg::bake(SVG, text), Err(BakeError::NotACredential), "{text}");
    }
}

#[test]
fn a_token_comes_out_of_both_kinds_of_picture_as_it_went_in() {
    let token = "eyJhbGciOi.eyJpc3Mi.c2ln-_";
    let baked = png::bake(&pixel(), token).unwrap();
    assert_eq!(open(&baked), Ok(Opened::Jwt(token.to_owned(), Container::Png)));
    let baked = svg::bake(SVG, token).unwrap();
    assert_eq!(open(baked.as_bytes()), Ok(Opened::Jwt(token.to_owned(), Container::Svg)));
    let element = format!("<openbadges:credential verify=\"{token}\"/><title>");
    assert!(baked.contains(&element), "the element is empty: {baked}");
    assert_eq!(svg::bake(&baked, "{}"), svg::bake(SVG, "{}"));
}

#[test]
fn a_png_with_two_different_credentials_is_refused_and_baking_leaves_one() {
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let text = |json: &[u8]| chunk(*b"iTXt", &[b"openbadgecredential\0\0\0\0\0", json].concat());
    let two = |other: &[u8]| picture(&[header.clone(), text(b"{}"), text(other), chunk(*b"IEND", &[])]);
    assert_eq!(png::extract(&two(b"{\"a\":1}")), Err(BakeError::SeveralCredentials));
    assert_eq!(png::extract(&two(b"{}")), Ok(credential("{}")));
    let baked = png::bake(&two(b"{\"a\":1}"), CREDENTIAL).unwrap();
    assert_eq!(png::extract(&baked), Ok(credential(CREDENTIAL)));
}

/// Texts of pieces that matter to XML, PNG or JSON, in an order from a small generator; the same in each run.
fn drawn(seed: u64) -> String {
    const PIECES: [&str; 14] = [
        "]]>",
        "]]",
        ">",
        "<",
        "&amp;",
        "&",
        "\\\"",
        "<![CDATA[",
        "é",
        "\u{1F600}",
        "\\u0000",
        "-->",
        "\u{ffff}",
        "'",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::from("{\"a\":\"");
    for _ in 0..12 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push_str(PIECES[usize::try_from(state % 14).unwrap()]);
    }
    text + "\"}"
}

#[test]
fn whatever_is_baked_comes_out_with_the_same_meaning() {
    let meaning = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    for seed in 0..500 {
        let text = drawn(seed);
        let baked = png::bake(&pixel(), &text).unwrap();
        assert_eq!(png::extract(&baked), Ok(credential(&text)));
        let Ok(Extracted::Credential(out)) = svg::extract(&svg::bake(SVG, &text).unwrap()) else {
            panic!("lost: {text}")
        };
        assert_eq!(meaning(&out), meaning(&text));
    }
}

#[test]
fn what_is_no_badge_is_named() {
    let cases: [(&[u8], OpenError); 9] = [
        (b"", OpenError::Empty),
        (b" \n ", OpenError::Empty),
        (b"%PDF-1.7", OpenError::OtherFile("a PDF file")),
        (b"PK\x03\x04", OpenError::OtherFile("a ZIP file")),
        (b"<!doctype html><html></html>", OpenError::OtherFile("a web page or another XML file")),
        (b"https://badges.example/credentials/1", OpenError::Link),
        (b"hello", OpenError::Unknown),
        (b"\xc3\x28\xa0", OpenError::Unknown),
        (b"\x89PNG\r\n\x1a\n", OpenError::Picture(BakeError::Truncated)),
    ];
    for (bytes, expected) in cases {
        assert_eq!(open(bytes), Err(expected), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(open(&vec![b' '; 8 * 1024 * 1024 + 1]), Err(OpenError::TooLarge));
}

#[test]
fn text_is_opened_without_the_space_and_the_mark_around_it() {
    assert_eq!(
        open("\u{feff} {\"a\":1}\n".as_bytes()),
        Ok(Opened::Json("{\"a\":1}".to_owned(), Container::Text))
    );
    assert_eq!(
        open(b"eyJhbGciOi.eyJpc3Mi.c2ln"),
        Ok(Opened::Jwt("eyJhbGciOi.eyJpc3Mi.c2ln".to_owned(), Container::Text))
    );
}

const BADGE: &str = r#"{"type":["VerifiableCredential","OpenBadgeCredential"],"name":"é"}"#;

#[test]
fn a_badge_in_the_element_of_open_badges_2_is_found_and_called_misplaced() {
    let old = |text: &str| {
        format!("<o:assertion xmlns:o=\"http://openbadges.org\"><![CDATA[{text}]]></o:assertion>")
    };
    let own = |text: &str| {
        format!(
            "<n:credential xmlns:n=\"https://purl.imsglobal.org/ob/v3p0\"><![CDATA[{text}]]></n:credential>"
        )
    };
    let read =
        |inner: &str| svg::extract(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>"));
    assert_eq!(read(&old(BADGE)), Ok(Extracted::Misplaced(BADGE.to_owned())));
    assert_eq!(read(&(old("https://a.example/1") + &old(BADGE))), Ok(Extracted::Misplaced(BADGE.to_owned())));
    // The same text in both elements is one badge; two different texts are two.
    assert_eq!(read(&(old(BADGE) + &own(BADGE))), Ok(Extracted::Credential(BADGE.to_owned())));
    let other = BADGE.replace("é", "e");
    for two in [old(BADGE) + &old(&other), old(&other) + &own(BADGE)] {
        assert_eq!(read(&two), Err(BakeError::SeveralCredentials));
    }
}

#[test]
fn a_badge_in_the_old_element_of_an_svg_is_found_called_misplaced_and_replaced() {
    let old = |inner: &str| format!("<o:assertion><![CDATA[{inner}]]></o:assertion>");
    let whole = |inner: &str| {
        format!(
            r#"<svg xmlns:o="http://openbadges.org" xmlns:n="https://purl.imsglobal.org/ob/v3p0">{inner}</svg>"#
        )
    };
    let own = |inner: &str| format!("<n:credential><![CDATA[{inner}]]></n:credential>");
    let other = BADGE.replace("é", "e");
    assert_eq!(svg::extract(&whole(&old(BADGE))), Ok(Extracted::Misplaced(BADGE.to_owned())));
    assert_eq!(svg::extract(&whole(&(old(BADGE) + &own(BADGE)))), Ok(credential(BADGE)));
    for two in [
        old(BADGE) + &own(&other),
        old(BADGE) + &old(&other),
        format!("<o:assertion>{}</o:assertion>", own(BADGE)),
    ] {
        assert_eq!(svg::extract(&whole(&two)), Err(BakeError::SeveralCredentials), "{two}");
    }
    let baked = svg::bake(&whole(&(old(BADGE) + "<g/>" + &old("{}"))), &other).unwrap();
    assert_eq!(svg::extract(&baked), Ok(credential(&other)));
    let itxt = chunk(*b"iTXt", format!("openbadges\0\0\0\0\0{BADGE}").as_bytes());
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    let picture = picture(&[header, itxt, chunk(*b"IDAT", &miniz(&[0, 128])), chunk(*b"IEND", &[])]);
    assert_eq!(png::extract(&png::bake(&picture, &other).unwrap()), Ok(credential(&other)));
}

#[test]
fn text_in_another_encoding_a_changed_token_and_an_sd_jwt_are_named() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(open(&utf16(&format!("\u{feff}{BADGE}"))), Err(OpenError::Encoding(Some("UTF-16"))));
    assert_eq!(open(&utf16(BADGE)), Err(OpenError::Encoding(Some("UTF-16"))));
    let latin: Vec<u8> = BADGE.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(open(&latin), Err(OpenError::Encoding(None)));
    for changed in
        ["eyJhbGciOi\n.eyJpc3Mi\n.c2ln", "'eyJhbGciOi.eyJpc3Mi.c2ln'", "eyJhbGciOi. eyJpc3Mi.c2ln,"]
    {
        assert_eq!(open(changed.as_bytes()), Err(OpenError::ChangedToken), "{changed}");
    }
    assert_eq!(open(b"eyJhbGciOi.eyJpc3Mi.c2ln~WyJhIl0~"), Err(OpenError::SdJwt));
    assert_eq!(open(b"{\n  '@context': 1}"), Err(OpenError::NotJson { line: 2, column: 3 }));
    assert_eq!(open(b"{ type: 1}"), Err(OpenError::NotJson { line: 1, column: 3 }));
    assert!(matches!(open(b"{}"), Ok(Opened::Json(_, Container::Text))));
    assert!(matches!(open(b"\"eyJhbGciOi.eyJpc3Mi.c2ln\""), Ok(Opened::Json(_, Container::Text))));
}
