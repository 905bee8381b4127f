//! The text of a checkpoint of the ledger (C2SP tlog-checkpoint). The token process builds this text itself.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Label of the ledger's own key. This key signs only checkpoints, and no other key signs checkpoints.
pub const LABEL: &str = "checkpoint";

/// The text that a checkpoint's signature covers: name of the log, number of leaves, root (lower-case hex). `None` when
/// the text would not parse to a checkpoint of these parts.
#[must_use]
pub fn text(origin: &str, size: u64, root: &str) -> Option<String> {
    let mut hash = [0; 32];
    hex::decode_to_slice(root, &mut hash).ok()?;
    let one_line = !origin.is_empty() && !origin.contains('\n');
    one_line.then(|| format!("{origin}\n{size}\n{}\n", STANDARD.encode(hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_checkpoint_is_written_for_the_log_s_key() {
        let root = "ab".repeat(32);
        let made = text("localhost:3000/ledger", 7, &root).unwrap();
        assert!(made.starts_with("localhost:3000/ledger\n7\n"));
        assert_eq!(text("a\n8", 7, &root), None);
        assert_eq!(text("", 7, &root), None);
        assert_eq!(text("a", 7, "ab"), None);
    }
}
