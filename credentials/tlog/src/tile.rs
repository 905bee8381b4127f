//! C2SP tlog-tiles: names and contents of the files of a published log.

use super::nodes::TileName;
use super::tree::TILE_WIDTH;

/// Path of a hash tile below the log's address: `tile/0/x001/067`, partial ones with `.p/` and their width.
#[must_use]
pub fn tile_path(tile: TileName) -> String {
    path(&tile.level.to_string(), tile.index, tile.width)
}

/// Path of a bundle of `width` entries: `tile/entries/000.p/3`.
#[must_use]
pub fn bundle_path(index: u64, width: usize) -> String {
    path("entries", index, width)
}

fn path(folder: &str, index: u64, width: usize) -> String {
    let open = if width < TILE_WIDTH { format!(".p/{width}") } else { String::new() };
    format!("tile/{folder}/{}{open}", numbered(index))
}

/// Three digits per segment, all except the last with the prefix `x`: `x001/x234/067`.
#[must_use]
pub fn numbered(index: u64) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    path
}

/// An entry bundle: each entry after its length, 16 bits, big-endian. None when an entry is too long for that.
#[must_use]
pub fn bundle(entries: &[String]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend(u16::try_from(entry.len()).ok()?.to_be_bytes());
        bytes.extend(entry.as_bytes());
    }
    Some(bytes)
}

/// The entries of a bundle. None when it ends inside one, or one is not UTF-8.
#[must_use]
pub fn unbundle(mut bytes: &[u8]) -> Option<Vec<String>> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(String::from_utf8(entry.to_vec()).ok()?);
        bytes = rest;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tile_numbers_are_written_as_the_standard_says() {
        assert_eq!(numbered(0), "000");
        assert_eq!(numbered(999), "999");
        assert_eq!(numbered(1_234_067), "x001/x234/067");
        assert_eq!(tile_path(TileName { level: 1, index: 1_234_067, width: 256 }), "tile/1/x001/x234/067");
        assert_eq!(tile_path(TileName { level: 0, index: 0, width: 112 }), "tile/0/000.p/112");
        assert_eq!(bundle_path(7, 256), "tile/entries/007");
    }

    #[test]
    fn bundles_come_back_as_they_went_and_torn_ones_are_none() {
        let entries: Vec<String> = ["entry 0", "", "é"].map(str::to_owned).into();
        let bytes = bundle(&entries).unwrap();
        assert!(bytes.starts_with(b"\0\x07entry 0\0\0\0\x02"));
        assert_eq!(unbundle(&bytes), Some(entries));
        assert_eq!(unbundle(&bytes[..bytes.len() - 1]), None);
        assert_eq!(unbundle(b"\0"), None);
        assert_eq!(bundle(&["x".repeat(65_536)]), None);
    }
}
