//! The ledger against the database: every signed credential has its entry, and every entry its credential.

use super::{Entries, Finding};
use crate::storage::{KeptProof, LedgeredCredential, Storage, StorageError};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// How many rows are read at a time.
const AT_A_TIME: u32 = 500;
/// How many that are wrong are told one by one.
const TOLD: usize = 10;

#[derive(Default)]
struct Tally {
    opened: u64,
    without_proof: u64,
    too_new: u64,
    wrong: Vec<String>,
    /// Rows by the key that signed them.
    rows: BTreeMap<String, u64>,
}

/// Compares a checked ledger with the database.
///
/// # Errors
/// When the database fails.
pub(crate) async fn reconcile(
    storage: &Storage,
    entries: &Entries,
    contexts: &FurtherContexts,
    findings: &mut Vec<Finding>,
) -> Result<(), StorageError> {
    let mut tally = Tally::default();
    let mut after = -1;
    let mut tx = storage.read().await?;
    loop {
        let rows = tx.ledgered(after, AT_A_TIME).await?;
        let Some((last, _)) = rows.last() else { break };
        after = i64::try_from(last.ledger_index).unwrap_or(i64::MAX);
        for (credential, proof) in &rows {
            tally.take(credential, proof.as_ref(), entries, contexts);
        }
    }
    let waiting = tx.unsigned_credentials().await?;
    drop(tx);
    tally.tell(entries, u64::from(waiting), findings);
    Ok(())
}

impl Tally {
    fn take(
        &mut self,
        credential: &LedgeredCredential,
        proof: Option<&KeptProof>,
        entries: &Entries,
        contexts: &FurtherContexts,
    ) {
        let (id, index) = (&credential.id, credential.ledger_index);
        let entry = usize::try_from(index).ok().and_then(|index| entries.get(index));
        let Some((text, entry)) = entry else {
            self.too_new += 1;
            return;
        };
        let Some((key, canonical)) = opened(&credential.document, contexts) else {
            self.wrong.push(format!("the signed document of credential {id} cannot be read"));
            return;
        };
        *self.rows.entry(key.clone()).or_default() += 1;
        if !is_credential(&entry.kind) || entry.key.as_deref() != Some(key.as_str()) {
            self.wrong.push(format!(
                "credential {id} names entry {index}, which is of something else or under another key"
            ));
            return;
        }
        match proof {
            None => self.without_proof += 1,
            Some(proof) if proof.entry == *text && entry.is_of(&canonical, &proof.salt) => self.opened += 1,
            Some(_) => self.wrong.push(format!("credential {id} is not what entry {index} was made of")),
        }
    }

    fn tell(self, entries: &Entries, waiting: u64, findings: &mut Vec<Finding>) {
        let rows: u64 = self.rows.values().sum();
        let more = self.wrong.len().saturating_sub(TOLD);
        let none_wrong = self.wrong.is_empty();
        findings.extend(self.wrong.into_iter().take(TOLD).map(Finding::wrong));
        if more > 0 {
            findings.push(Finding::wrong(format!("and {more} further credentials are wrong in such a way")));
        }
        if none_wrong {
            findings.push(Finding::good(format!(
                "{rows} signed credentials of the database have their entries; {} of them were opened by salt and document",
                self.opened
            )));
        }
        if self.without_proof > 0 {
            findings.push(Finding::unchecked(format!(
                "{} credentials have no proof kept yet, so that their entries could not be opened",
                self.without_proof
            )));
        }
        if self.too_new > 0 {
            findings.push(Finding::unchecked(format!(
                "{} credentials are newer than the checkpoint. Look again in a moment",
                self.too_new
            )));
        }
        let mut leaves: BTreeMap<&str, u64> = BTreeMap::new();
        for (_, entry) in entries.iter().filter(|(_, entry)| is_credential(&entry.kind)) {
            *leaves.entry(entry.key.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let anew = entries.iter().any(|(_, entry)| entry.kind == "key-revoked");
        for (key, leaves) in leaves {
            let known = self.rows.get(key).copied().unwrap_or_default();
            findings.push(surplus(key, leaves, known, waiting, anew));
        }
        findings.push(Finding::note(
            "how many signatures the device itself counted is not compared: this kind of device does not tell",
        ));
    }
}

/// Entries of credentials under a key, and rows of the database.
fn surplus(key: &str, leaves: u64, known: u64, waiting: u64, anew: bool) -> Finding {
    let surplus = leaves.saturating_sub(known);
    let says = format!("key {key}: {leaves} entries of credentials, {known} credentials in the database");
    if surplus == 0 {
        Finding::good(says)
    } else if anew {
        Finding::note(format!(
            "{says}. What was issued anew after a key fell into other hands has an entry more"
        ))
    } else if surplus <= waiting {
        Finding::note(format!("{says}; {waiting} wait to be signed, and may be recorded already"))
    } else {
        Finding::wrong(format!(
            "{says}: {surplus} were entered for credentials that this database does not know. Somebody else asked the signer, or rows were deleted"
        ))
    }
}

fn is_credential(kind: &str) -> bool {
    matches!(kind, "credential" | "other-credential")
}

/// The key that a signed document names, and its canonical form without proofs.
fn opened(document: &str, contexts: &FurtherContexts) -> Option<(String, String)> {
    let document = Document::parse(document.as_bytes()).ok()?;
    let method = document.value().pointer("/proof/0/verificationMethod").and_then(Value::as_str)?;
    let (_, key) = method.split_once('#')?;
    let canonical = canonical_unsecured(document.value(), &contexts.extra(), RdfcHash::Sha256).ok()?;
    Some((key.to_owned(), canonical))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger_check::Outcome;

    #[test]
    fn entries_that_the_database_does_not_know_are_wrong_unless_they_are_explained() {
        let outcome = |leaves, known, waiting, anew| surplus("z6Mk", leaves, known, waiting, anew).outcome;
        assert_eq!(outcome(5, 5, 0, false), Outcome::Good);
        assert_eq!(outcome(6, 5, 0, false), Outcome::Wrong);
        assert_eq!(outcome(6, 5, 1, false), Outcome::Note);
        assert_eq!(outcome(7, 5, 1, false), Outcome::Wrong);
        assert_eq!(outcome(9, 5, 0, true), Outcome::Note);
    }
}
