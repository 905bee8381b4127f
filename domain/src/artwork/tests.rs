//! What an upload becomes, whatever its format.

use super::*;
use credentials::bake::{self, Extracted};
use credentials::png::{Chunk, SIGNATURE};

#[test]
fn every_template_is_found_by_its_word() {
    for (art, _) in Art::TEMPLATES {
        assert_eq!(art.word().parse::<Art>(), Ok(art));
    }
    assert_eq!("upload:../../etc".parse::<Art>(), Err(UnknownArt));
}

#[test]
fn the_content_decides_what_a_picture_is() {
    assert_eq!(Artwork::check(b"GIF89a"), Err(ArtworkError::OtherFormat));
    assert_eq!(Artwork::check(b""), Err(ArtworkError::Empty));
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;
    assert_eq!(Artwork::check(svg).unwrap().media_type(), "image/svg+xml");
}

#[test]
fn a_picture_of_twenty_megabytes_is_too_large() {
    let bytes = 20 * 1024 * 1024;
    assert_eq!(Artwork::check(&vec![0; bytes]), Err(ArtworkError::TooLarge(bytes)));
}

fn case(folder: &str, name: &str) -> Vec<u8> {
    std::fs::read(format!("../tests/vectors/cases/{folder}/{name}")).unwrap()
}

/// Each download of a learner is possible.
fn assert_a_badge_fits(artwork: &Artwork) {
    let badge = r#"{"type":["VerifiableCredential"],"name":"Ünited ]]> & <b>"}"#;
    let extracted = match artwork {
        Artwork::Png(bytes) => bake::png::extract(&bake::png::bake(bytes, badge).unwrap()),
        Artwork::Svg(text) => bake::svg::extract(&bake::svg::bake(text, badge).unwrap()),
    };
    let Ok(Extracted::Credential(text)) = extracted else { panic!("{extracted:?}") };
    assert_eq!(text.replace("\\u003e", ">"), badge);
}

#[test]
fn a_picture_whose_text_has_a_wrong_check_sum_is_kept_without_that_text() {
    for name in ["bad-crc-text.png", "bad-crc-time.png"] {
        let bytes = case("50-picture-wrong-check-sum", name);
        assert!(bake::png::bake(&bytes, "{}").is_err(), "{name}: this case is no problem");
        let upload = CheckedUpload::read(&bytes).unwrap();
        assert!(!upload.held_badge);
        assert_a_badge_fits(&upload.artwork);
    }
}

#[test]
fn a_badge_of_somebody_else_is_taken_out_of_a_picture() {
    for name in ["already-baked-ob2.png", "already-baked-ob3.png", "svg-with-old-badge.svg"] {
        let upload = CheckedUpload::read(&case("53-picture-already-baked", name)).unwrap();
        assert!(upload.held_badge, "{name}");
        let found = bake::open(upload.artwork.bytes()).unwrap();
        assert!(matches!(found, bake::Opened::JustAPicture(_)), "{name}: {found:?}");
        assert_a_badge_fits(&upload.artwork);
        let again = CheckedUpload::read(upload.artwork.bytes()).unwrap();
        assert_eq!((again.artwork, again.held_badge), (upload.artwork, false), "{name}");
    }
}

#[test]
fn a_picture_whose_image_data_is_damaged_is_refused() {
    let mut bytes = case("53-picture-already-baked", "already-baked-ob3.png");
    let data = bytes.windows(4).position(|kind| kind == b"IDAT").unwrap();
    bytes[data + 9] ^= 1;
    assert_eq!(Artwork::check(&bytes), Err(ArtworkError::BadPng(PngFault::Damaged)));
}

/// xorshift64*: the same pictures in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % most
    }
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &kind, data, &Chunk::checksum(kind, data).to_be_bytes()].concat()
}

/// A PNG of chunks in any order and number, with texts in the places of badges.
fn random_png(random: &mut Random) -> Vec<u8> {
    let texts: [&[u8]; 6] = [
        b"openbadges\0https://old.example/1",
        b"openbadgecredential\0\0\0\0\0{\"type\":\"VerifiableCredential\"}",
        b"openbadges\0\0\0\0\0{\"type\":[\"VerifiableCredential\"]}",
        b"openbadgecredential\0\0x\x9c",
        b"openbadgecredential",
        b"Title\0Other",
    ];
    let kinds = [*b"tEXt", *b"iTXt", *b"zTXt", *b"tIME", *b"prVt", *b"IDAT", *b"PLTE", *b"IHDR"];
    let header = [&96_u32.to_be_bytes()[..], &96_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let mut png = [&SIGNATURE[..], &chunk(*b"IHDR", &header)].concat();
    for _ in 0..random.below(6) {
        png.extend(chunk(kinds[random.below(kinds.len())], texts[random.below(texts.len())]));
    }
    png.extend(chunk(*b"IDAT", &[1]));
    png.extend(chunk(*b"IEND", &[]));
    png
}

/// An SVG of elements in any order and depth, with elements in the places of badges.
fn random_svg(random: &mut Random) -> Vec<u8> {
    let parts = [
        "<g>",
        "</g>",
        "<path d=\"M0 0\"/>",
        "<metadata>",
        "</metadata>",
        "<o:assertion verify=\"https://old.example/1\"/>",
        "<o:assertion>{}</o:assertion>",
        "<n:credential>",
        "</n:credential>",
        "<n:credential verify=\"eyJ.eyJ.x\"/>",
        "<credential xmlns=\"\">{\"type\":\"VerifiableCredential\"}</credential>",
        "<o:credential>{\"type\":\"VerifiableCredential\"}</o:credential>",
        "<o:x xmlns:openbadges=\"urn:x\"/>",
        "<!-- - -->",
        "&amp;",
        "<![CDATA[<g>]]>",
    ];
    let root = ["svg", "s:svg"][random.below(2)];
    let prefix = ["", " xmlns:openbadges=\"urn:other\""][random.below(2)];
    let inside: String = (0..random.below(8)).map(|_| parts[random.below(parts.len())]).collect();
    format!(
        "<{root} xmlns=\"http://www.w3.org/2000/svg\" xmlns:s=\"http://www.w3.org/2000/svg\" \
         xmlns:o=\"http://openbadges.org\" xmlns:n=\"https://purl.imsglobal.org/ob/v3p0\"{prefix}>{inside}</{root}>"
    )
    .into_bytes()
}

#[test]
fn whatever_is_accepted_takes_a_badge_and_holds_none() {
    let mut random = Random(0x1057_bade);
    for made in [random_png, random_svg] {
        let (mut accepted, mut cleaned) = (0, 0);
        for _ in 0..4_000 {
            let mut bytes = made(&mut random);
            if random.below(3) == 0 {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            let Ok(upload) = CheckedUpload::read(&bytes) else { continue };
            accepted += 1;
            cleaned += usize::from(upload.held_badge);
            assert_a_badge_fits(&upload.artwork);
            let found = bake::open(upload.artwork.bytes());
            assert!(matches!(found, Ok(bake::Opened::JustAPicture(_))), "{found:?}");
            let again = CheckedUpload::read(upload.artwork.bytes());
            assert_eq!(again, Ok(CheckedUpload { held_badge: false, ..upload }));
        }
        assert!(accepted > 300 && cleaned > 50, "{accepted} accepted, {cleaned} of them cleaned");
    }
}
