//! Requests of a key ceremony: a key, and a leaf with the digest of the transcript.

use super::create_key::CreateKey;
use crate::ledger::record::Statement;
use crate::signer::ledger_handle::{LedgerHandle, enter};
use protocol::desk::DeskReply;
use protocol::reason::KeyReason;
use protocol::{Problem, Refusal};

/// Makes the ceremony's key. A label that has a key already is refused: that key was made without these people.
pub(crate) fn make_ceremony_key(create: CreateKey<'_>, label: &str) -> Result<DeskReply, Problem> {
    if create.ledger.lock()?.state().key(label).is_some() {
        return Err(Refusal::new(KeyReason::Exists).into());
    }
    let key = create.create(label, true)?;
    Ok(DeskReply::KeyMade {
        public_key: key.public_key,
        cryptosuite: key.cryptosuite,
        attributes: key.attributes,
    })
}

/// Enters the digest of a ceremony's transcript, under its key.
pub(crate) fn enter_transcript(
    ledger: &LedgerHandle,
    key: &str,
    sha256: String,
) -> Result<DeskReply, Problem> {
    let is_digest = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let now = ledger.now();
    let mut ledger = ledger.lock()?;
    if !is_digest || ledger.state().key(key).is_none() {
        return Err(Refusal::new(KeyReason::UnknownOrNoDigest).into());
    }
    let statement = Statement::Transcript { key: key.to_owned(), sha256 };
    let leaf = enter(&mut ledger, statement, now)?;
    Ok(DeskReply::TranscriptEntered { leaf })
}
