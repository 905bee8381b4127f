//! Pictures with a badge.

use credentials::bake::{self, Extracted, png as png_file, svg as svg_file};

const CREDENTIAL: &str = r#"{"id":"urn:uuid:1","name":"]]> & <b> é"}"#;

/// A PNG stays a PNG: a baked credential is extracted once and unchanged. The input is tried as it is, and with its
/// check sums corrected, which no fuzzer would guess.
pub fn png(data: &[u8]) {
    png_as_it_is(data);
    png_as_it_is(&with_right_sums(data));
}

fn png_as_it_is(data: &[u8]) {
    drop(bake::open(data));
    drop(png_file::extract(data));
    let Ok(baked) = png_file::bake(data, CREDENTIAL) else { return };
    assert_eq!(png_file::extract(&baked), Ok(Extracted::Credential(CREDENTIAL.to_owned())));
    assert_eq!(png_file::bake(&baked, CREDENTIAL), Ok(baked));
}

/// Corrects every chunk's check sum for its kind and content (PNG, third edition, section 5.3).
fn with_right_sums(data: &[u8]) -> Vec<u8> {
    let mut bytes = data.to_vec();
    let mut at = 8;
    while let Some(header) = bytes.get(at..at + 4).and_then(|length| length.first_chunk::<4>()) {
        let Ok(length) = usize::try_from(u32::from_be_bytes(*header)) else { break };
        let end = at + 8 + length;
        let Some(content) = bytes.get(at + 4..end) else { break };
        let sum = crc32fast::hash(content).to_be_bytes();
        let Some(place) = bytes.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&sum);
        at = end + 4;
    }
    bytes
}

/// An SVG stays an SVG: a baked credential is extracted once and as the same JSON.
pub fn svg(data: &[u8]) {
    drop(bake::open(data));
    let Ok(text) = std::str::from_utf8(data) else { return };
    drop(svg_file::extract(text));
    let Ok(baked) = svg_file::bake(text, CREDENTIAL) else { return };
    // The end of a CDATA section cannot occur inside one; JSON has another spelling for it.
    let expected = CREDENTIAL.replace("]]>", "]]\\u003e");
    assert_eq!(svg_file::extract(&baked), Ok(Extracted::Credential(expected)), "{baked}");
    assert_eq!(svg_file::bake(&baked, CREDENTIAL).as_ref(), Ok(&baked));
}
