//! Compares live DID documents with those in the ledger: a key that the signer never made is an alarm.

use crate::{Entries, Finding, source};
use audit_facts::DidFact;
use credentials::ledger_entry::LedgerEntry;

/// Fetches the document at an address and compares it.
pub(crate) fn compare(url: &str, entries: &Entries) -> Finding {
    match source::document(url) {
        Ok(bytes) => judge(url, &bytes, entries),
        Err(why) => Finding::unchecked(DidFact::Unread { url: url.to_owned(), why }),
    }
}

/// Compares the document that was read at an address, or from a file.
pub(crate) fn judge(url: &str, document: &[u8], entries: &Entries) -> Finding {
    let url = url.to_owned();
    let Ok(text) = std::str::from_utf8(document) else { return Finding::wrong(DidFact::NotText { url }) };
    let is_it = |entry: &LedgerEntry| {
        entry.kind == "did-document" && entry.salt.as_deref().is_some_and(|salt| entry.is_of(text, salt))
    };
    let Some(found) = entries.iter().rposition(|(_, entry)| is_it(entry)) else {
        return Finding::wrong(DidFact::NotStated { url });
    };
    match Since::of(text, entries, found) {
        Since::Nothing => Finding::good(DidFact::Stated { url }),
        Since::Newer => Finding::wrong(DidFact::Older { url }),
        Since::Revoked => Finding::wrong(DidFact::BeforeRevocation { url }),
        Since::Unknown => Finding::unchecked(DidFact::Undecided { url }),
    }
}

/// Later ledger entries about a document's issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Since {
    Nothing,
    /// A newer document of the same issuer.
    Newer,
    /// The revocation of a key in the document.
    Revoked,
    /// A newer document, of this issuer or of another one.
    Unknown,
}

impl Since {
    /// A document's entry names the key with which its issuer then signs, and documents never lose keys. So an entry
    /// with a key of this document belongs to its issuer. A key that is not in the document has another issuer if that
    /// issuer was bound to it (`binding`). Otherwise it was published later (`key-published`), for one of the issuers.
    fn of(text: &str, entries: &Entries, found: usize) -> Self {
        let is_own = |entry: &LedgerEntry| entry.key.as_deref().is_some_and(|key| text.contains(key));
        let kind = |kind: &'static str| {
            entries
                .iter()
                .enumerate()
                .filter(move |(_, (_, entry))| entry.kind == kind)
                .map(|(at, (_, entry))| (at, entry))
        };
        let is_bound_elsewhere =
            |entry: &LedgerEntry| kind("binding").any(|(_, bound)| bound.key == entry.key && !is_own(bound));
        let later = || kind("did-document").filter(|(at, _)| *at > found).map(|(_, entry)| entry);
        let several = kind("did-document").any(|(_, entry)| is_bound_elsewhere(entry));
        if kind("key-revoked").any(|(at, entry)| at > found && is_own(entry)) {
            Self::Revoked
        } else if later().any(is_own) {
            Self::Newer
        } else if later().all(is_bound_elsewhere) {
            Self::Nothing
        } else if several {
            Self::Unknown
        } else {
            Self::Newer
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;
    use sha2::{Digest, Sha256};

    fn entry(kind: &str, text: &str, key: &str) -> (String, LedgerEntry) {
        let commitment = hex::encode(Sha256::new().chain_update([7; 32]).chain_update(text).finalize());
        let entry = format!(
            r#"{{"v":1,"kind":"{kind}","key":"{key}","time":"","commitment":"{commitment}","salt":"{}"}}"#,
            "07".repeat(32)
        );
        let read = LedgerEntry::parse(&entry).unwrap();
        (entry, read)
    }

    fn stated(text: &str, key: &str) -> (String, LedgerEntry) {
        entry("did-document", text, key)
    }

    fn outcome(text: &str, entries: &Entries) -> Outcome {
        judge("https://a.example/did.json", text.as_bytes(), entries).outcome
    }

    #[test]
    fn a_key_that_the_ledger_never_stated_is_wrong_and_so_is_an_older_document() {
        let entries = vec![
            entry("binding", "", "z6MkA"),
            stated("z6MkA", "z6MkA"),
            entry("binding", "", "z6MkB"),
            stated("other z6MkB", "z6MkB"),
            stated("z6MkA z6MkC", "z6MkA"),
        ];
        assert_eq!(outcome("z6MkA z6MkC", &entries), Outcome::Good);
        assert_eq!(outcome("other z6MkB", &entries), Outcome::Good);
        assert_eq!(outcome("z6MkA", &entries), Outcome::Wrong);
        assert_eq!(outcome("z6MkA z6MkEvil", &entries), Outcome::Wrong);
    }

    #[test]
    fn a_document_from_before_a_revocation_or_a_new_key_is_an_older_one() {
        let mut entries = vec![entry("binding", "", "z6MkA"), stated("z6MkA", "z6MkA")];
        assert_eq!(outcome("z6MkA", &entries), Outcome::Good);
        // Another key follows at once; the entry of the newer document names it.
        entries.push(entry("key-published", "", "z6MkC"));
        entries.push(stated("z6MkA z6MkC", "z6MkC"));
        assert_eq!(outcome("z6MkA", &entries), Outcome::Wrong);
        assert_eq!(outcome("z6MkA z6MkC", &entries), Outcome::Good);
        entries.push(entry("key-revoked", "", "z6MkA"));
        assert_eq!(outcome("z6MkA z6MkC", &entries), Outcome::Wrong);
        entries.push(stated("z6MkA revoked z6MkC", "z6MkC"));
        assert_eq!(outcome("z6MkA revoked z6MkC", &entries), Outcome::Good);
    }

    #[test]
    fn whose_a_later_document_is_may_be_unknown_where_a_ledger_has_several_issuers() {
        let entries = vec![
            entry("binding", "", "z6MkA"),
            stated("z6MkA", "z6MkA"),
            entry("binding", "", "z6MkB"),
            stated("z6MkB", "z6MkB"),
            entry("key-published", "", "z6MkC"),
            stated("z6MkB z6MkC", "z6MkC"),
        ];
        assert_eq!(outcome("z6MkB z6MkC", &entries), Outcome::Good);
        assert_eq!(outcome("z6MkA", &entries), Outcome::Unchecked);
    }
}
