//! PEM (RFC 7468). `pem-rfc7468` reads one block without other text; files of certification authorities hold several
//! blocks with text between them, in lines of any width.

use pem_rfc7468::{Decoder, LineEnding};

/// Writes one block. `None` for a label that PEM does not permit.
pub(super) fn write(label: &str, bytes: &[u8]) -> Option<String> {
    pem_rfc7468::encode_string(label, LineEnding::LF, bytes).ok()
}

/// Every block of this label, in order; `None` if there is another or one is broken. Text between blocks is ignored.
pub(super) fn read(label: &str, pem: &str) -> Option<Vec<Vec<u8>>> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in pem.lines().map(str::trim_end) {
        match &mut open {
            None if line.starts_with("-----BEGIN ") => open = Some((line, String::new())),
            None if line.starts_with("-----") => return None,
            None => {}
            Some((begin, text)) if line.starts_with("-----") => {
                blocks.push(block(label, begin, text, line)?);
                open = None;
            }
            Some((_, text)) => text.push_str(line),
        }
    }
    open.is_none().then_some(blocks)
}

/// The bytes of one block, from its first line, its text without line breaks, and its last line.
fn block(label: &str, begin: &str, text: &str, end: &str) -> Option<Vec<u8>> {
    let block = format!("{begin}\n{text}\n{end}\n");
    let mut decoder = Decoder::new_wrapped(block.as_bytes(), text.len()).ok()?;
    let mut bytes = Vec::new();
    decoder.decode_to_end(&mut bytes).ok()?;
    (decoder.type_label() == label).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(label: &str, bytes: &[u8]) -> String {
        write(label, bytes).unwrap()
    }

    #[test]
    fn blocks_come_back_and_broken_ones_do_not() {
        let two = written("CERTIFICATE", &[1; 100]) + "a word between\n" + &written("CERTIFICATE", &[2; 48]);
        assert!(two.lines().all(|line| line.len() <= 64));
        assert_eq!(read("CERTIFICATE", &two).unwrap(), [vec![1; 100], vec![2; 48]]);
        assert_eq!(read("CERTIFICATE", "").unwrap(), Vec::<Vec<u8>>::new());
        assert!(read("CERTIFICATE", &written("PRIVATE KEY", &[1])).is_none());
        assert!(read("CERTIFICATE", two.trim_end_matches("-----END CERTIFICATE-----\n")).is_none());
        assert!(read("CERTIFICATE", &two.replacen("AQEB", "AQ*B", 1)).is_none());
    }

    #[test]
    fn a_block_is_written_as_openssl_writes_it() {
        let lines = [
            "-----BEGIN CERTIFICATE REQUEST-----",
            &"AQEB".repeat(16),
            "AQEB",
            "-----END CERTIFICATE REQUEST-----",
            "",
        ];
        assert_eq!(written("CERTIFICATE REQUEST", &[1; 51]), lines.join("\n"));
    }

    #[test]
    fn lines_have_any_width_and_any_end() {
        for (width, end) in [(4, "\n"), (64, "\r\n"), (76, " \n"), (400, "\n\n")] {
            let text: Vec<char> = "AQEB".repeat(40).chars().collect();
            let lines: Vec<String> = text.chunks(width).map(|line| line.iter().collect()).collect();
            let pem = format!("-----BEGIN A-----{end}{}{end}-----END A-----{end}", lines.join(end));
            assert_eq!(read("A", &pem), Some(vec![vec![1; 120]]), "{pem}");
        }
    }

    #[test]
    fn base64_that_could_be_written_otherwise_is_refused() {
        let block = |text: &str| read("A", &format!("-----BEGIN A-----\n{text}\n-----END A-----\n"));
        assert_eq!(block("AQEB\nAQ=="), Some(vec![vec![1; 4]]));
        for wrong in
            ["AQEB\nAR==", "AQEB\nAQ", "AQ==\nAQEB", "AQEB\nAQ===", " AQEB", "AQ EB", "AQ-_", "A", "===="]
        {
            assert_eq!(block(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn another_label_at_either_end_and_a_block_in_a_block_are_refused() {
        for wrong in [
            "-----BEGIN A-----\nAQEB\n-----END B-----\n",
            "-----BEGIN B-----\nAQEB\n-----END A-----\n",
            "-----BEGIN A-----\n-----BEGIN A-----\nAQEB\n-----END A-----\n-----END A-----\n",
            "-----BEGIN A----- x\nAQEB\n-----END A-----\n",
            "-----BEGIN A-----\nAQEB\n-----END A----- x\n",
            "-----END A-----\n",
            "-----\n",
        ] {
            assert_eq!(read("A", wrong), None, "{wrong}");
        }
    }
}
