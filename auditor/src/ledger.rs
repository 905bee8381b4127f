//! The verification of a ledger from its public files, a key, and the checkpoint of an earlier verification.

mod order;
mod reconciliation;
mod seen;
mod unexplained;

pub use order::{EXIT_CODES, LedgerOrder};
pub use reconciliation::{Reconciliation, Row};
pub use seen::SeenError;

use crate::did_document::compare;
use crate::tree::check;
use crate::{Checked, DatabaseFact, Entries, Finding, Outcome, Source};
use audit_facts::{Fact, KeyFact, TreeFact};
use seen::Seen;
use std::error::Error as _;
use std::path::{Path, PathBuf};
use tlog::{NoteError, VerifierKey};

/// Why a ledger was not verified at all.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// `--public` is missing, and there is no installation that has a directory.
    #[error("--public DIR|URL is missing")]
    NoSource,
    /// `--key` is missing, and nothing else knows the key.
    #[error("--key is missing: `name+id+key`, as the institution publishes it and the signer's log shows it")]
    NoKey,
    /// The key cannot be read.
    #[error(transparent)]
    Key(#[from] NoteError),
    /// `--key` differs from the key of the earlier verification.
    #[error("--key is another key than the one that was seen before")]
    OtherKey,
    /// The file of the earlier verification cannot be used.
    #[error(transparent)]
    Seen(#[from] SeenError),
}

/// What only the operator of an installation can add to a verification: its database, and defaults for the options.
pub trait Installation {
    /// The signer's public directory.
    fn public_directory(&self) -> PathBuf;

    /// The ledger's key that the web server stored with the newest checkpoint.
    ///
    /// # Errors
    /// Why there is none.
    fn stored_key(&self) -> Result<String, Fact>;

    /// Compares the entries with the database, by a [`Reconciliation`].
    ///
    /// # Errors
    /// Why the database cannot be read. Findings from before that are kept.
    fn reconcile(&self, entries: &Entries, findings: &mut Vec<Finding>) -> Result<(), DatabaseFact>;
}

/// Verifies a ledger; with `own`, the caller's installation too. Stores the checkpoint in the file of `--seen`, if
/// nothing is wrong.
///
/// # Errors
/// [`LedgerError`]: wrong usage, exit code 3. Everything else is a finding.
pub fn verify(order: &LedgerOrder, own: Option<&dyn Installation>) -> Result<Vec<Finding>, LedgerError> {
    let mut findings = Vec::new();
    let seen = order.seen.as_deref().map(Seen::read).transpose()?.flatten();
    let Some(key) = key(order, seen.as_ref(), own, &mut findings)? else { return Ok(findings) };
    let source = match (&order.public, own) {
        (Some(public), _) => public.clone(),
        (None, Some(own)) => Source::Directory(own.public_directory()),
        (None, None) => return Err(LedgerError::NoSource),
    };
    let before = seen.as_ref().map(|seen| seen.note.as_str());
    if let Some(checked) = check(&source, &key, before, &mut findings) {
        findings.extend(order.did.iter().map(|url| compare(url, &checked.entries)));
        let compared = own.map_or(Ok(()), |own| own.reconcile(&checked.entries, &mut findings));
        match compared {
            Ok(()) => store(order.seen.as_deref(), &key, checked, &mut findings),
            Err(why) => findings.push(Finding::unchecked(why)),
        }
    }
    Ok(findings)
}

/// Compares a live DID document, read at its address, with those of the ledger.
#[must_use]
pub fn compare_did_document(url: &str, entries: &Entries) -> Finding {
    compare(url, entries)
}

/// Stores what was seen, unless something is wrong.
fn store(file: Option<&Path>, key: &VerifierKey, checked: Checked, findings: &mut Vec<Finding>) {
    let wrong = findings.iter().any(|finding| finding.outcome == Outcome::Wrong);
    let Some(file) = file.filter(|_| !wrong) else { return };
    let seen = Seen { key: key.to_string(), note: checked.note };
    if let Err(error) = seen.write(file) {
        let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        findings.push(Finding::unchecked(TreeFact::NotStored { error: cause }));
    }
}

/// The key from `--key`, from the file of the earlier verification, or from the web server's database. `None`, with a
/// finding: the database has none.
fn key(
    order: &LedgerOrder,
    seen: Option<&Seen>,
    own: Option<&dyn Installation>,
    findings: &mut Vec<Finding>,
) -> Result<Option<VerifierKey>, LedgerError> {
    let given = order.key.as_deref().map(VerifierKey::parse).transpose()?;
    let known = seen.map(|seen| VerifierKey::parse(&seen.key)).transpose()?;
    match (given, known, own) {
        (Some(given), Some(known), _) if given != known => Err(LedgerError::OtherKey),
        (Some(key), ..) => Ok(Some(key)),
        (None, Some(key), _) => {
            findings.push(Finding::unchecked(KeyFact::FromSeen));
            Ok(Some(key))
        }
        (None, None, Some(own)) => match own.stored_key() {
            Ok(key) => {
                findings.push(Finding::unchecked(KeyFact::FromDatabase));
                Ok(Some(VerifierKey::parse(&key)?))
            }
            Err(why) => {
                findings.push(Finding::unchecked(why));
                Ok(None)
            }
        },
        (None, None, None) => Err(LedgerError::NoKey),
    }
}
