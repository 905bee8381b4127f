//! The public documents of this installation: from storage, and from the signer's public directory.

mod achievements;
mod credential_digest;
mod credentials;
mod ledger_proofs;
mod pictures;
mod profiles;
mod public_files;

pub(crate) use achievements::AchievementDocuments;
pub(crate) use credentials::CredentialDocuments;
pub(crate) use ledger_proofs::LedgerProofs;
pub(crate) use pictures::Pictures;
pub(crate) use profiles::ProfileDocuments;
pub(crate) use public_files::PublicFiles;

use crate::usecase::{KeepProofs, Shared};
use ::credentials::contexts;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The queries for public documents.
pub(crate) struct Documents {
    pub(crate) achievements: AchievementDocuments,
    pub(crate) credentials: CredentialDocuments,
    pub(crate) files: PublicFiles,
    pub(crate) ledger_proofs: LedgerProofs,
    pub(crate) pictures: Pictures,
    pub(crate) profiles: ProfileDocuments,
}

impl Documents {
    /// `public_directory`: the directory that the signer writes.
    pub(crate) fn new(shared: &Shared, keep_proofs: &KeepProofs, public_directory: PathBuf) -> Self {
        let Shared { storage, signer, addresses, contexts, .. } = shared;
        Self {
            achievements: AchievementDocuments::new(storage.clone()),
            credentials: CredentialDocuments::new(storage.clone(), contexts.clone()),
            files: PublicFiles::new(public_directory),
            ledger_proofs: LedgerProofs::new(
                storage.clone(),
                addresses.clone(),
                contexts.clone(),
                keep_proofs.clone(),
            ),
            pictures: Pictures::new(storage.clone()),
            profiles: ProfileDocuments::new(storage.clone(), signer.clone(), addresses.clone()),
        }
    }
}

/// The object as a document with its own `@context`.
fn with_context(mut value: Value) -> String {
    if let Value::Object(members) = &mut value {
        members.shift_insert(0, "@context".to_owned(), json!([contexts::V2, contexts::OB_3_0_3]));
    }
    value.to_string()
}
