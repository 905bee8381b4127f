//! The one-time code with which the first issuer is bound: 128 bits that the signer writes to a file of its own.
//!
//! Whoever reads the file sits at the signer's host; a web server in an attacker's hands does not.

use crate::durable;
use crate::ledger::record::Record;
use crate::ledger::{Ledger, LedgerError};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Name of the file in the signer's directory, mode 0600.
pub(crate) const FILE: &str = "setup-code";

/// After so many wrong codes a new one is written. 128 bits are not guessed: this makes a guesser visible, and ends
/// the use of a code that somebody has seen a part of.
pub(crate) const TRIES: u32 = 10;

/// Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is not mistaken.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why there is no set-up code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetupCodeError {
    #[error("asking the system for random bytes")]
    Chance(#[source] getrandom::Error),
    #[error("writing or removing the file of the set-up code")]
    File(#[source] std::io::Error),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// At start: a signer without issuer has a code in its file, one with an issuer has none.
pub(crate) fn settle(directory: &Path, ledger: &mut Ledger) -> Result<(), SetupCodeError> {
    let path = directory.join(FILE);
    if !ledger.state().issuers.is_empty() {
        return durable::remove(&path).map_err(SetupCodeError::File);
    }
    let good = ledger.state().setup_code.clone();
    match std::fs::read_to_string(&path) {
        Ok(code) if good.is_some_and(|good| digest(&code) == good) => Ok(()),
        _ => renew(directory, ledger),
    }
}

/// Writes a new code to the file; the one before is no longer good.
pub(crate) fn renew(directory: &Path, ledger: &mut Ledger) -> Result<(), SetupCodeError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(SetupCodeError::Chance)?;
    let code = spell(u128::from_be_bytes(random));
    // The digest first: a crash in between leaves a file that does not match, and the next start writes both anew.
    ledger.note(Record::SetupCode { sha256: digest(&code) })?;
    let path = directory.join(FILE);
    durable::write(&path, format!("{code}\n").as_bytes(), durable::PRIVATE_FILE)
        .map_err(SetupCodeError::File)?;
    crate::log::say(&format!("wrote a one-time set-up code to {}", path.display()));
    Ok(())
}

/// Is this the code whose digest was kept? In time that does not depend on where they differ.
pub(crate) fn matches(typed: &str, good: &str) -> bool {
    let typed = digest(typed);
    typed.len() == good.len()
        && typed.bytes().zip(good.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Lower-case hex SHA-256 of the code as it is meant, however it was typed.
fn digest(typed: &str) -> String {
    let meant: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    hex::encode(Sha256::digest(meant))
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
