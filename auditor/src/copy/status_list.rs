//! A status list of a copy: signed by its issuer, valid now, and recorded in the ledger.

use super::read;
use crate::{Entries, Finding};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::json::Document;
use credentials::time::Timestamp;
use credentials::verify::{Check, CheckName, Options, Outcome, Report, Supply, Verification};
use std::path::Path;
use url::Url;

/// What decides about a list. Its ledger entry is looked up here, and its issuer is the copy's.
const DECIDING: [CheckName; 6] = [
    CheckName::Format,
    CheckName::Context,
    CheckName::PlainForm,
    CheckName::Proof,
    CheckName::IssuerBinding,
    CheckName::Validity,
];

/// Checks the list with the DID documents of the copy, and finds its entry.
pub(super) fn judge(name: &str, list: &[u8], copy: &Path, entries: &Entries, now: Timestamp) -> Finding {
    let report = verify(list, copy, now);
    let first = |outcome| report.checks.iter().find(|check| decides(check) && check.outcome == outcome);
    if let Some(failed) = first(Outcome::Failed) {
        return Finding::wrong(format!("the status list {name}: {}", failed.says));
    }
    if let Some(open) = first(Outcome::NotChecked) {
        return Finding::unchecked(format!("the status list {name}: {}", open.says));
    }
    match entry_of(list, entries) {
        Some(index) => Finding::good(format!(
            "the status list {name} is signed by its issuer, valid now, and entry {index} of the ledger"
        )),
        None => Finding::wrong(format!(
            "the status list {name} is signed, but the ledger has no entry for it: the signer did not record it"
        )),
    }
}

fn decides(check: &Check) -> bool {
    DECIDING.contains(&check.name)
}

fn verify(list: &[u8], copy: &Path, now: Timestamp) -> Report {
    let mut verification = Verification::begin_under(list, &Options::default().without_network(), now);
    while let Some(need) = verification.next_need() {
        let path = need.url().and_then(|url| Url::parse(url).ok()).map(|url| url.path().to_owned());
        let found = path.and_then(|path| read(&copy.join(path.trim_start_matches('/'))).ok());
        let missing = || Supply::Unavailable("the copy does not hold it".to_owned());
        verification.supply(found.map_or_else(missing, Supply::Found));
    }
    verification.report()
}

/// The index of the newest entry that commits to this list.
fn entry_of(list: &[u8], entries: &Entries) -> Option<usize> {
    let document = Document::parse(list).ok()?;
    let canonical = canonical_unsecured(document.value(), &[], RdfcHash::Sha256).ok()?;
    entries.iter().rposition(|(_, entry)| {
        let salt = entry.salt.as_deref();
        entry.kind == "status-list" && salt.is_some_and(|salt| entry.is_of(&canonical, salt))
    })
}
