//! The signer's log: lines on standard error. It holds nothing private, so ids appear as digests only.

pub use protocol::chain;

use sha2::{Digest, Sha256};
use std::io::Write;

/// Writes one line (or a few) for people. A failed write is ignored.
pub fn say(line: &str) {
    let mut stderr = std::io::stderr().lock();
    let _ = writeln!(stderr, "insignia-signer: {line}");
}

/// A name by which those who have an id recognise it in the log: the first 16 hex digits of its SHA-256.
pub(crate) fn veiled(id: &str) -> String {
    hex::encode(Sha256::digest(id)).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_veiled_id_does_not_hold_the_id() {
        let name = veiled("http://localhost:3000/credentials/01J");
        assert_eq!(name.len(), 16);
        assert!(name.bytes().all(|b| b.is_ascii_hexdigit()));
    }
}
