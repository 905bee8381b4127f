//! Pictures with a badge in them.

use credentials::bake::{self, Extracted, png as png_file, svg as svg_file};

const CREDENTIAL: &str = r#"{"id":"urn:uuid:1","name":"]]> & <b> é"}"#;

/// What is a PNG stays one: a credential that is put in comes out, once and unchanged.
pub fn png(data: &[u8]) {
    drop(bake::open(data));
    drop(png_file::extract(data));
    let Ok(baked) = png_file::bake(data, CREDENTIAL) else { return };
    assert_eq!(png_file::extract(&baked), Ok(Extracted::Credential(CREDENTIAL.to_owned())));
    assert_eq!(png_file::bake(&baked, CREDENTIAL), Ok(baked));
}

/// What is an SVG stays one: a credential that is put in comes out, once and as the same JSON.
pub fn svg(data: &[u8]) {
    drop(bake::open(data));
    let Ok(text) = std::str::from_utf8(data) else { return };
    drop(svg_file::extract(text));
    let Ok(baked) = svg_file::bake(text, CREDENTIAL) else { return };
    // The end of a CDATA section cannot stand in one; in JSON it has another spelling.
    let expected = CREDENTIAL.replace("]]>", "]]\\u003e");
    assert_eq!(svg_file::extract(&baked), Ok(Extracted::Credential(expected)), "{baked}");
    assert_eq!(svg_file::bake(&baked, CREDENTIAL).as_ref(), Ok(&baked));
}
