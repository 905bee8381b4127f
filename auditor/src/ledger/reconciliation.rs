//! Compares the ledger with an installation's database: every signed credential has its entry, and every entry its
//! credential. The database is the caller's: it gives the rows one by one.

use super::unexplained::{Counted, explain};
use crate::{Entries, Finding};
use audit_facts::{Account, DatabaseFact};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many wrong rows are reported individually.
const REPORTED: usize = 10;

/// A signed credential of the database.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its identifier, for findings.
    pub id: &'a str,
    /// The index of its entry.
    pub ledger_index: u64,
    /// The signed document, byte for byte.
    pub document: &'a str,
    /// Entry and salt (lower-case hex), if the installation has stored the proof.
    pub proof: Option<(&'a str, &'a str)>,
}

/// A comparison in progress.
pub struct Reconciliation<'a> {
    entries: &'a Entries,
    contexts: &'a FurtherContexts,
    opened: u64,
    without_proof: u64,
    too_new: u64,
    wrong: Vec<DatabaseFact>,
    /// Entries that rows refer to.
    named: BTreeSet<u64>,
    /// How many entries rows refer to, by signing key. Two rows with one entry count once.
    known: BTreeMap<String, u64>,
}

impl<'a> Reconciliation<'a> {
    /// Begins with the entries of a checked ledger, and with the contexts that the installation configures.
    #[must_use]
    pub const fn begin(entries: &'a Entries, contexts: &'a FurtherContexts) -> Self {
        Self {
            entries,
            contexts,
            opened: 0,
            without_proof: 0,
            too_new: 0,
            wrong: Vec::new(),
            named: BTreeSet::new(),
            known: BTreeMap::new(),
        }
    }

    /// Takes the next row.
    pub fn row(&mut self, row: &Row<'_>) {
        let Row { id, ledger_index: index, document, proof } = *row;
        let entry = usize::try_from(index).ok().and_then(|index| self.entries.get(index));
        let Some((text, entry)) = entry else {
            self.too_new += 1;
            return;
        };
        let Some((key, canonical)) = opened(document, self.contexts) else {
            self.wrong.push(DatabaseFact::Document { id: id.to_owned() });
            return;
        };
        if !self.named.insert(index) {
            self.wrong.push(DatabaseFact::SameEntry { id: id.to_owned(), entry: index });
            return;
        }
        *self.known.entry(key.clone()).or_default() += 1;
        if !is_credential(&entry.kind) || entry.key.as_deref() != Some(key.as_str()) {
            self.wrong.push(DatabaseFact::OtherEntry { id: id.to_owned(), entry: index });
            return;
        }
        match proof {
            None => self.without_proof += 1,
            Some((kept, salt)) if kept == text && entry.is_of(&canonical, salt) => self.opened += 1,
            Some(_) => self.wrong.push(DatabaseFact::OtherContent { id: id.to_owned(), entry: index }),
        }
    }

    /// The findings. `waiting` is how many credentials wait for the signer: their entries may be in the ledger already.
    #[must_use]
    pub fn finish(self, waiting: u64) -> Vec<Finding> {
        let mut findings = Vec::new();
        let rows: u64 = self.known.values().sum();
        let more = self.wrong.len().saturating_sub(REPORTED);
        let none_wrong = self.wrong.is_empty();
        findings.extend(self.wrong.into_iter().take(REPORTED).map(Finding::wrong));
        if more > 0 {
            findings.push(Finding::wrong(DatabaseFact::More(more)));
        }
        if none_wrong {
            findings.push(Finding::good(DatabaseFact::Good { rows, opened: self.opened }));
        }
        if self.without_proof > 0 {
            findings.push(Finding::unchecked(DatabaseFact::NoProof(self.without_proof)));
        }
        if self.too_new > 0 {
            findings.push(Finding::unchecked(DatabaseFact::TooNew(self.too_new)));
        }
        findings.extend(explain(accounts(self.entries, &self.known), waiting));
        findings.push(Finding::note(DatabaseFact::DeviceCount));
        findings
    }
}

/// Per key: its credential entries, those known to the database, and how many may be unknown.
fn accounts(entries: &Entries, known: &BTreeMap<String, u64>) -> Vec<Counted> {
    let credentials = || entries.iter().map(|(_, entry)| entry).filter(|entry| is_credential(&entry.kind));
    let mut leaves: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in credentials() {
        *leaves.entry(entry.key.as_deref().unwrap_or_default()).or_default() += 1;
    }
    // The entry of a reissued credential has the same approval as the revocation of its key.
    let superseded = |key: &str| {
        let mut revocations =
            entries.iter().map(|(_, entry)| entry).filter(|entry| entry.kind == "key-revoked");
        let revoked = revocations.find(|entry| entry.key.as_deref() == Some(key))?;
        let again =
            credentials().filter(|entry| revoked.approved.is_some() && entry.approved == revoked.approved);
        Some(again.count() as u64)
    };
    let account = |(key, leaves): (&str, u64)| {
        let known = known.get(key).copied().unwrap_or_default();
        Counted { account: Account { key: key.to_owned(), leaves, known }, superseded: superseded(key) }
    };
    leaves.into_iter().map(account).collect()
}

fn is_credential(kind: &str) -> bool {
    matches!(kind, "credential" | "other-credential")
}

/// The key named in a signed document, and its canonical form without proofs.
fn opened(document: &str, contexts: &FurtherContexts) -> Option<(String, String)> {
    let document = Document::parse(document.as_bytes()).ok()?;
    let method = document.value().pointer("/proof/0/verificationMethod").and_then(Value::as_str)?;
    let (_, key) = method.split_once('#')?;
    let canonical =
        canonical_unsecured(document.value(), contexts.processing(&contexts.extra()), RdfcHash::Sha256)
            .ok()?;
    Some((key.to_owned(), canonical))
}

#[cfg(test)]
mod tests {
    use super::*;
    use credentials::ledger_entry::LedgerEntry;

    fn entry(kind: &str, key: &str, approved: Option<&str>) -> (String, LedgerEntry) {
        let approved = approved.map(|digest| format!(r#""approved":"{digest}","#)).unwrap_or_default();
        let commitment = "00".repeat(32);
        let text = format!(
            r#"{{"v":1,"kind":"{kind}","key":"{key}",{approved}"time":"","commitment":"{commitment}"}}"#
        );
        let read = LedgerEntry::parse(&text).unwrap();
        (text, read)
    }

    #[test]
    fn what_was_issued_again_for_a_revoked_key_is_counted_from_the_ledger_alone() {
        let entries = vec![
            entry("credential", "old", None),
            entry("credential", "old", None),
            entry("other-credential", "old", None),
            entry("key-revoked", "old", Some("aa")),
            entry("credential", "new", Some("aa")),
            entry("credential", "new", Some("bb")),
            entry("credential", "new", None),
            entry("status-list", "new", Some("aa")),
        ];
        let known = BTreeMap::from([("old".to_owned(), 2)]);
        let account = |key: &str, leaves, known, superseded| Counted {
            account: Account { key: key.to_owned(), leaves, known },
            superseded,
        };
        assert_eq!(accounts(&entries, &known), [account("new", 3, 0, None), account("old", 3, 2, Some(1))]);
    }
}
