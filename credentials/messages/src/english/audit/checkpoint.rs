use audit_facts::{CheckpointError, CheckpointFact, NoteError};

use super::why;

pub(super) fn says(fact: &CheckpointFact) -> String {
    match fact {
        CheckpointFact::Signed { name, entries } => {
            format!("the checkpoint is signed by the key of {name}, for {entries} entries")
        }
        CheckpointFact::Unread(unread) => format!("the checkpoint cannot be read: {}", why(unread)),
        CheckpointFact::NotText => "the checkpoint is not text".to_owned(),
        CheckpointFact::Invalid(error) => format!("the checkpoint is not valid: {}", invalid(*error)),
        CheckpointFact::OtherKey => {
            "the checkpoint that was seen before is not signed by this key: the ledger's key was changed"
                .to_owned()
        }
    }
}

const fn invalid(error: CheckpointError) -> &'static str {
    match error {
        CheckpointError::Note(NoteError::Form) => "this is not a signed note",
        CheckpointError::Note(NoteError::Key) => {
            "this is not a verifier key: `name+id+key`, of an Ed25519 key"
        }
        CheckpointError::Note(NoteError::Unsigned) => "the note is not signed by this key",
        CheckpointError::Note(NoteError::Signature) => "the signature under the note is false",
        CheckpointError::Form => "the note's text is no checkpoint",
        CheckpointError::Origin => "the checkpoint is of another log",
    }
}
