//! Status lists as others encode them, and as an attacker would.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credentials::status::{MIN_LENGTH, StatusError, StatusList};
use flate2::Compression;
use flate2::write::GzEncoder;

fn encoded(bytes: &[u8]) -> String {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).unwrap();
    format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish().unwrap()))
}

/// `encodedList` of a worked example: exactly the entries 3, 1029 and 70001 are set.
const EXAMPLE: &str = "uH4sIAAAAAAAC_-3QMQEAAAQAMIcAIumfSgscW4RV3MoAAAAAAAAAAGBPKwAAAAAAAAB4agDBSb5nAEAAAA";

#[test]
fn the_worked_example_has_exactly_its_three_entries() {
    let list = StatusList::decode(EXAMPLE).unwrap();
    assert_eq!(list.ones().collect::<Vec<_>>(), [3, 1029, 70_001]);
    assert_eq!(list.get(70_001), Some(true));
    assert_eq!(list.get(70_002), Some(false));
}

#[test]
fn a_list_survives_encoding_and_equal_lists_give_equal_texts() {
    let mut list = StatusList::new();
    for index in [0, 7, 8, 65_535, 131_071] {
        assert!(list.set(index));
    }
    assert_eq!(list.encode(), list.clone().encode());
    assert_eq!(StatusList::decode(&list.encode()), Ok(list));
}

#[test]
fn a_gzip_reader_that_is_not_ours_reads_our_list() {
    let mut list = StatusList::new();
    list.set(1);
    let gzip = URL_SAFE_NO_PAD.decode(list.encode().strip_prefix('u').unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(gzip.as_slice()), &mut bytes).unwrap();
    assert_eq!((bytes.len(), bytes[0]), (MIN_LENGTH / 8, 0b0100_0000));
}

#[test]
fn a_list_of_the_older_standard_has_no_prefix_and_is_read() {
    let list = StatusList::decode(EXAMPLE.strip_prefix('u').unwrap()).unwrap();
    assert_eq!(list.get(3), Some(true));
}

#[test]
fn a_list_that_is_too_short_is_refused() {
    assert_eq!(StatusList::decode(&encoded(&vec![0; MIN_LENGTH / 8 - 1])), Err(StatusError::TooShort));
}

#[test]
fn a_small_text_that_grows_without_end_is_refused() {
    let bomb = encoded(&vec![0; 64 * 1024 * 1024]);
    assert!(bomb.len() < 512 * 1024, "a bomb is small: {}", bomb.len());
    assert_eq!(StatusList::decode(&bomb), Err(StatusError::TooLarge));
}

#[test]
fn other_encodings_and_broken_ones_are_refused() {
    let whole = encoded(&vec![0; MIN_LENGTH / 8]);
    let cut = &whole[..whole.len() - 8];
    let wrong_prefix = whole.replacen('u', "z", 1);
    let not_gzip = format!("u{}", URL_SAFE_NO_PAD.encode([0x78, 0x9c, 1, 2, 3]));
    let mut trailing = URL_SAFE_NO_PAD.decode(&whole[1..]).unwrap();
    trailing.push(0);
    let trailing = format!("u{}", URL_SAFE_NO_PAD.encode(trailing));
    for text in
        ["", "u", "uH4sI", cut, &wrong_prefix, &not_gzip, &trailing, &format!("{whole}="), "u\u{1F600}"]
    {
        assert_eq!(StatusList::decode(text), Err(StatusError::Encoding), "{text:.20}");
    }
}
