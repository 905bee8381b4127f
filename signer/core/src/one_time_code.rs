//! One-time codes: 128 bits that the signer writes to a file of its own. Reading the file proves access to the signer's
//! host, which a compromised web server does not have.

use host_files::atomic_file;
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;

/// Crockford's base 32 has no I, L, O or U, so a code read aloud or copied by hand is not mistaken.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code from 16 random bytes.
pub(crate) fn make(random: [u8; 16]) -> String {
    spell(u128::from_be_bytes(random))
}

/// Writes a code to its file, which only the signer's user may read.
pub(crate) fn write(path: &Path, code: &str) -> io::Result<()> {
    atomic_file::write(path, format!("{code}\n").as_bytes(), atomic_file::PRIVATE_FILE)
}

/// Is this the code with the kept digest? The comparison takes the same time wherever they differ.
pub(crate) fn matches(typed: &str, good: &str) -> bool {
    let typed = digest(typed);
    typed.len() == good.len()
        && typed.bytes().zip(good.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Lower-case hex SHA-256 of the code in its normal form, however it was typed.
pub(crate) fn digest(typed: &str) -> String {
    hex::encode(Sha256::digest(meant(typed)))
}

/// The normal form of a code: upper case, no spaces or hyphens, look-alikes replaced.
pub(crate) fn meant(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// 26 characters in groups: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXXX`.
fn spell(number: u128) -> String {
    let mut code = String::new();
    for place in 0..26_u32 {
        if matches!(place, 5 | 10 | 15 | 20) {
            code.push('-');
        }
        let digit = usize::try_from((number >> (5 * (25 - place))) & 31).unwrap_or_default();
        code.extend(ALPHABET.get(digit).map(|b| char::from(*b)));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_holds_all_128_bits() {
        assert_eq!(spell(0), "00000-00000-00000-00000-000000");
        assert_eq!(spell(1), "00000-00000-00000-00000-000001");
        assert_eq!(spell(u128::MAX), "7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ");
    }

    #[test]
    fn a_code_is_known_again_however_it_was_typed_and_no_other_is() {
        let good = digest(&spell(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef));
        let typed = spell(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert!(matches(&typed, &good));
        assert!(matches(&format!("  {typed}\n"), &good));
        assert!(!matches(&spell(0x0123_4567_89ab_cdef_0123_4567_89ab_cdee), &good));
        assert!(!matches("", &good));
    }
}
