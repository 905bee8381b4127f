//! Requests of a key ceremony: a key, and a leaf with the digest of the transcript.

use super::Signer;
use crate::ledger::record::Statement;
use protocol::desk::DeskReply;
use protocol::{Answer, Problem, Refusal, RefusalCode};

impl Signer {
    /// Makes the ceremony's key. A label that has a key already is refused: that key was made without these people.
    pub(super) fn make_ceremony_key(&self, label: &str) -> Result<DeskReply, Problem> {
        if self.ledger()?.state().key(label).is_some() {
            return Err(Refusal::new(
                RefusalCode::BadKeyLabel,
                "there is a key of this name already. A ceremony makes a new one",
            )
            .into());
        }
        match self.create_key(label, true)? {
            Answer::Key(key) => Ok(DeskReply::KeyMade {
                public_key: key.public_key,
                cryptosuite: key.cryptosuite,
                attributes: key.attributes,
            }),
            _ => Err(Refusal::new(RefusalCode::UnknownKey, "no key was made").into()),
        }
    }

    /// Enters the digest of a ceremony's transcript, under its key.
    pub(super) fn enter_transcript(&self, key: &str, sha256: String) -> Result<DeskReply, Problem> {
        let is_digest = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let mut ledger = self.ledger()?;
        if !is_digest || ledger.state().key(key).is_none() {
            return Err(
                Refusal::new(RefusalCode::UnknownKey, "there is no key of this name, or no digest").into()
            );
        }
        let statement = Statement::Transcript { key: key.to_owned(), sha256 };
        let canonical = statement.canonical();
        let leaf = ledger.state_publicly(statement, &canonical, None, Vec::new(), self.now())?;
        Ok(DeskReply::TranscriptEntered { leaf })
    }
}
