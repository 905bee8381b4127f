//! PEM (RFC 7468).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Writes one block.
pub(super) fn write(label: &str, bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem + &format!("\n-----END {label}-----\n")
}

/// Every block of this label, in order; `None` if there is another or one is broken. Text between blocks is ignored.
pub(super) fn read(label: &str, pem: &str) -> Option<Vec<Vec<u8>>> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in pem.lines().map(str::trim_end) {
        match &mut open {
            None if line == begin => open = Some(String::new()),
            None if line.starts_with("-----") => return None,
            None => {}
            Some(text) if line == end => {
                blocks.push(STANDARD.decode(text.as_bytes()).ok()?);
                open = None;
            }
            Some(text) => text.push_str(line),
        }
    }
    open.is_none().then_some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_and_broken_ones_do_not() {
        let two = write("CERTIFICATE", &[1; 100]) + "a word between\n" + &write("CERTIFICATE", &[2; 48]);
        assert!(two.lines().all(|line| line.len() <= 64));
        assert_eq!(read("CERTIFICATE", &two).unwrap(), [vec![1; 100], vec![2; 48]]);
        assert_eq!(read("CERTIFICATE", "").unwrap(), Vec::<Vec<u8>>::new());
        assert!(read("CERTIFICATE", &write("PRIVATE KEY", &[1])).is_none());
        assert!(read("CERTIFICATE", two.trim_end_matches("-----END CERTIFICATE-----\n")).is_none());
        assert!(read("CERTIFICATE", &two.replacen("AQEB", "AQ*B", 1)).is_none());
    }
}
