//! The texts of a PNG: compressed ones, those under the keyword of Open Badges 2, and the cost of reading them.

use credentials::bake::{BakeError, Container, Extracted, OpenError, Opened, open, open_within, png, svg};
use credentials::work::Work;

use super::{BADGE, chunk, credential, miniz, picture};

/// A picture of one pixel with these text chunks.
fn with_texts(texts: &[Vec<u8>]) -> Vec<u8> {
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    picture(&[&[header], texts, &[chunk(*b"IEND", &[])]].concat())
}

#[test]
fn a_badge_under_the_old_keyword_or_in_another_chunk_is_found_and_called_misplaced() {
    let token = format!("eyJhbGciOi.{}.c2ln", {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(BADGE)
    });
    let itxt = |keyword: &str, text: &str| chunk(*b"iTXt", format!("{keyword}\0\0\0\0\0{text}").as_bytes());
    let text = |keyword: &str, text: &[u8]| chunk(*b"tEXt", &[keyword.as_bytes(), b"\0", text].concat());
    let latin: Vec<u8> = BADGE.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let packed =
        |keyword: &str| chunk(*b"zTXt", &[keyword.as_bytes(), b"\0\0", &miniz(BADGE.as_bytes())].concat());
    for misplaced in [
        itxt("openbadges", BADGE),
        text("openbadges", BADGE.as_bytes()),
        text("openbadgecredential", BADGE.as_bytes()),
        text("openbadgecredential", &latin),
        packed("openbadges"),
        packed("openbadgecredential"),
    ] {
        let picture = with_texts(&[misplaced]);
        assert_eq!(png::extract(&picture), Ok(Extracted::Misplaced(BADGE.to_owned())));
        let inner = Opened::Json(BADGE.to_owned(), Container::Png);
        assert_eq!(open(&picture), Ok(Opened::Misplaced(Box::new(inner))));
    }
    assert_eq!(png::extract(&with_texts(&[itxt("openbadges", &token)])), Ok(Extracted::Misplaced(token)));
    // The same text in both places is one badge; two different texts are two, in any chunks.
    let other = BADGE.replace("é", "e");
    let same = with_texts(&[itxt("openbadges", BADGE), itxt("openbadgecredential", BADGE)]);
    assert_eq!(png::extract(&same), Ok(credential(BADGE)));
    for two in [
        [itxt("openbadgecredential", BADGE), itxt("openbadges", &other)],
        [itxt("openbadgecredential", BADGE), text("openbadgecredential", other.as_bytes())],
        [packed("openbadges"), text("openbadges", other.as_bytes())],
    ] {
        assert_eq!(png::extract(&with_texts(&two)), Err(BakeError::SeveralCredentials));
    }
}

/// A compressed text under a keyword.
fn packed(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(*b"zTXt", &[keyword.as_bytes(), b"\0\0", &miniz(text)].concat())
}

fn opened_within(picture: &[u8]) -> (Result<Opened, OpenError>, u64) {
    let work = Work::default();
    (open_within(picture, &work), work.spent())
}

const TOO_COMPLEX: Result<Opened, OpenError> = Err(OpenError::Picture(BakeError::TooComplex));

#[test]
fn the_texts_of_a_file_inflate_to_8_mib_in_all() {
    let spaces = |bytes: usize| vec![b' '; bytes];
    for keyword in ["openbadges", "openbadgecredential"] {
        // A text that inflates beyond the size of any badge, and several that do so together.
        let one = with_texts(&[packed(keyword, &spaces((8 << 20) + 1))]);
        let many = with_texts(&vec![packed(keyword, &spaces(1 << 20)); 100]);
        for picture in [one, many] {
            let (opened, spent) = opened_within(&picture);
            assert_eq!(opened, TOO_COMPLEX, "{keyword}");
            // Each KiB is inflated once and parsed at most once.
            assert!(spent < 2 * (8 << 10) + 1_000, "{keyword}: {spent}");
        }
    }
    let within = with_texts(&vec![packed("openbadges", &spaces(1 << 20)); 8]);
    assert_eq!(png::extract(&within), Ok(Extracted::OpenBadges2(String::new())));
    // Other texts of the picture are not inflated.
    let comment = with_texts(&vec![packed("Comment", &spaces(8 << 20)); 3]);
    assert_eq!(opened_within(&comment), (Ok(Opened::JustAPicture(Container::Png)), 24));
}

#[test]
fn a_broken_compressed_text_counts_for_what_it_inflated_to() {
    let mut broken = miniz(&vec![b' '; 4 << 20]);
    *broken.last_mut().unwrap() ^= 1;
    let broken = chunk(*b"zTXt", &[b"openbadges\0\0".as_slice(), &broken].concat());
    assert_eq!(
        png::extract(&with_texts(std::slice::from_ref(&broken))),
        Ok(Extracted::OpenBadges2(String::new()))
    );
    let (opened, spent) = opened_within(&with_texts(&vec![broken; 50]));
    assert_eq!(opened, TOO_COMPLEX);
    assert!((8 << 10..9 << 10).contains(&spent), "{spent}");
}

#[test]
fn each_compressed_text_counts_whatever_its_length() {
    let empty = packed("openbadges", b"");
    assert_eq!(opened_within(&with_texts(&vec![empty.clone(); 5_000])).0.map(drop), Ok(()));
    assert_eq!(opened_within(&with_texts(&vec![empty; 10_000])).0, TOO_COMPLEX);
}

#[test]
fn json_under_the_old_keyword_is_parsed_within_the_budget() {
    let values = format!("[{}1]", "1,".repeat(60_000));
    let plain = chunk(*b"tEXt", format!("openbadges\0{values}").as_bytes());
    for text in [plain, packed("openbadges", values.as_bytes())] {
        let one = opened_within(&with_texts(std::slice::from_ref(&text))).0;
        assert_eq!(one, Ok(Opened::OpenBadges2(values.clone(), Container::Png)));
        let (opened, spent) = opened_within(&with_texts(&vec![text; 20]));
        assert_eq!(opened, TOO_COMPLEX);
        assert!(spent < Work::LIMIT + 1_000, "{spent}");
    }
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    assert_eq!(opened_within(&with_texts(&[packed("openbadges", deep.as_bytes())])).0, TOO_COMPLEX);
}

#[test]
fn json_in_the_old_elements_of_an_svg_is_parsed_within_the_budget() {
    let values = format!("[{}1]", "1,".repeat(60_000));
    let svg = |count: usize| {
        let one = format!("<o:assertion>{values}</o:assertion>");
        format!("<svg xmlns:o=\"http://openbadges.org\">{}</svg>", one.repeat(count))
    };
    assert_eq!(svg::extract(&svg(1)), Ok(Extracted::OpenBadges2(values.clone())));
    let (opened, spent) = opened_within(svg(20).as_bytes());
    assert_eq!(opened, TOO_COMPLEX);
    assert!(spent < Work::LIMIT + 1_000, "{spent}");
    let many = format!("<svg xmlns:o=\"http://openbadges.org\">{}</svg>", "<o:assertion/>".repeat(100_001));
    assert_eq!(opened_within(many.as_bytes()).0, TOO_COMPLEX);
}

#[test]
fn the_second_different_badge_ends_the_search() {
    let other = |at: usize| BADGE.replace("é", &at.to_string());
    let texts: Vec<_> = (0..500).map(|at| packed("openbadgecredential", other(at).as_bytes())).collect();
    let (opened, spent) = opened_within(&with_texts(&texts));
    assert_eq!(opened, Err(OpenError::Picture(BakeError::SeveralCredentials)));
    assert!(spent < 200, "{spent}");
}

/// A reader that takes the first or the last of two members may find a credential in it.
#[test]
fn json_under_the_old_keyword_that_can_be_read_in_two_ways_counts_as_a_badge() {
    let old = |text: &str| chunk(*b"tEXt", format!("openbadges\0{text}").as_bytes());
    let twice = r#"{"type":"VerifiableCredential","type":"Assertion"}"#;
    assert_eq!(png::extract(&with_texts(&[old(twice)])), Ok(Extracted::Misplaced(twice.to_owned())));
    let own = chunk(*b"iTXt", format!("openbadgecredential\0\0\0\0\0{BADGE}").as_bytes());
    let both = with_texts(&[own, old(twice)]);
    assert_eq!(png::extract(&both), Err(BakeError::SeveralCredentials));
}

#[test]
fn baking_replaces_what_is_too_complex_to_check() {
    let bomb = packed("openbadges", &vec![b' '; (8 << 20) + 1]);
    let address = chunk(*b"tEXt", b"openbadges\0https://a.example/1");
    let baked = png::bake(&with_texts(&[address.clone(), bomb]), BADGE).unwrap();
    assert_eq!(baked, png::bake(&with_texts(&[address]), BADGE).unwrap());
    assert_eq!(png::extract(&baked), Ok(credential(BADGE)));
    let deep = format!("<o:assertion>{}</o:assertion>", "[".repeat(65));
    let svg = |inner: &str| format!("<svg xmlns:o=\"http://openbadges.org\">{inner}</svg>");
    assert_eq!(svg::bake(&svg(&deep), BADGE), svg::bake(&svg(""), BADGE));
}
