//! PNG pictures whose texts cost a naive reader memory and minutes.

use std::io::Write as _;

use super::SIGNED;

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap_or_default().to_be_bytes();
    [length.as_slice(), &body, &crc32fast::hash(&body).to_be_bytes()].concat()
}

/// A picture with these chunks.
fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), header, chunks.concat(), chunk(*b"IEND", &[])].concat()
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(text).and_then(|()| zlib.finish()).unwrap_or_default()
}

fn packed(keyword: &str, zlib: &[u8]) -> Vec<u8> {
    chunk(*b"zTXt", &[keyword.as_bytes(), b"\0\0", zlib].concat())
}

/// Every shape with its name.
pub(super) fn all() -> Vec<(String, Vec<u8>)> {
    const OLD: &str = "openbadges";
    const OWN: &str = "openbadgecredential";
    let spaces = zlib(&vec![b' '; 8 << 20]);
    let mut broken = spaces.clone();
    broken.pop();
    let values = zlib(format!("[{}[]]", "[],".repeat((8 << 20) / 3 - 2)).as_bytes());
    let few_values = zlib(format!("[{}[]]", "[],".repeat(10_000)).as_bytes());
    // Not UTF-8, so the text is converted, which doubles its size.
    let latin = zlib(&vec![0xe9; 8 << 20]);
    let tiny = packed(OLD, &zlib(b""));
    let badge = format!("{SIGNED}{}", " ".repeat((8 << 20) - SIGNED.len()));
    let filler = chunk(*b"IDAT", &vec![0; (8 << 20) - 20_000]);
    [
        ("100 compressed texts", png(&vec![packed(OWN, &spaces); 100])),
        ("100 compressed texts, old keyword", png(&vec![packed(OLD, &spaces); 100])),
        ("100 broken compressed texts", png(&vec![packed(OLD, &broken); 100])),
        ("compressed JSON", png(&[packed(OLD, &values)])),
        ("1,000 texts of compressed JSON", png(&vec![packed(OLD, &few_values); 1_000])),
        ("compressed texts in 8 MiB", png(&vec![tiny.clone(); (8 << 20) / tiny.len() - 2])),
        ("compressed text in a picture of 8 MiB", png(&[packed(OWN, &latin), filler.clone()])),
        ("compressed badge in a picture of 8 MiB", png(&[packed(OWN, &zlib(badge.as_bytes())), filler])),
    ]
    .map(|(name, picture)| (name.to_owned(), picture))
    .to_vec()
}
