//! DID documents that are live against those that the ledger states: a key that the signer never made is an alarm.

use super::{Entries, Finding, source};

/// Fetches the document at an address and compares it.
pub(crate) fn compare(url: &str, entries: &Entries) -> Finding {
    match source::document(url) {
        Ok(bytes) => judge(url, &bytes, entries),
        Err(why) => Finding::unchecked(format!("the DID document at {url} cannot be read: {why}")),
    }
}

fn judge(url: &str, document: &[u8], entries: &Entries) -> Finding {
    let Ok(text) = std::str::from_utf8(document) else {
        return Finding::wrong(format!("the DID document at {url} is no text"));
    };
    let stated: Vec<_> = entries.iter().filter(|(_, entry)| entry.kind == "did-document").collect();
    let is_it = |entry: &credentials::log::LedgerEntry| {
        entry.salt.as_deref().is_some_and(|salt| entry.is_of(text, salt))
    };
    let Some(found) = stated.iter().rposition(|(_, entry)| is_it(entry)) else {
        return Finding::wrong(format!(
            "the DID document at {url} is not one that the ledger states: it may name a key that the signer never made. \
             Badges under such a key were not signed by this institution"
        ));
    };
    // Several issuers may be stated in turn; what counts is a later statement under a key that this document names.
    let later = stated
        .iter()
        .skip(found + 1)
        .any(|(_, entry)| entry.key.as_deref().is_some_and(|key| text.contains(key)) && !is_it(entry));
    if later {
        return Finding::wrong(format!("the DID document at {url} is an older one than the ledger states"));
    }
    Finding::good(format!("the DID document at {url} is the one that the ledger states"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger_check::Outcome;
    use credentials::log::LedgerEntry;
    use sha2::{Digest, Sha256};

    fn stated(text: &str, key: &str) -> (String, LedgerEntry) {
        let commitment = hex::encode(Sha256::new().chain_update([7; 32]).chain_update(text).finalize());
        let entry = format!(
            r#"{{"v":1,"kind":"did-document","key":"{key}","time":"","commitment":"{commitment}","salt":"{}"}}"#,
            "07".repeat(32)
        );
        let read = LedgerEntry::parse(&entry).unwrap();
        (entry, read)
    }

    #[test]
    fn a_key_that_the_ledger_never_stated_is_wrong_and_so_is_an_older_document() {
        let entries =
            vec![stated("z6MkA", "z6MkA"), stated("other", "z6MkB"), stated("z6MkA z6MkC", "z6MkA")];
        let outcome = |text: &str| judge("https://a.example/did.json", text.as_bytes(), &entries).outcome;
        assert_eq!(outcome("z6MkA z6MkC"), Outcome::Good);
        assert_eq!(outcome("other"), Outcome::Good);
        assert_eq!(outcome("z6MkA"), Outcome::Wrong);
        assert_eq!(outcome("z6MkA z6MkEvil"), Outcome::Wrong);
    }
}
