//! A credential's row and its meaning.

use super::super::StorageError;
use super::super::row::Columns;
use domain::{
    Actor, BadgeVersionId, CredentialId, CredentialState, IssuedCredential, Progress, ReasonReaders,
    Recipient, Revocation, StatusPlace, Timestamp, Version,
};
use sqlx::any::AnyRow;

/// The values stored when a badge is issued.
#[derive(Clone, Debug)]
pub(crate) struct NewCredential {
    /// The record.
    pub(crate) record: IssuedCredential,
    /// The salt of the hashed e-mail address.
    pub(crate) salt: String,
    /// Identifier of the posted form, or digest of a program's posted credential.
    pub(crate) request: String,
    /// The text for the signer.
    pub(crate) unsigned: String,
    /// The member or program that issued it.
    pub(crate) issuer: Actor,
}

/// A stored credential.
#[derive(Clone, Debug)]
pub(crate) struct StoredCredential {
    /// The record.
    pub(crate) record: IssuedCredential,
    /// Identifier of the posted form, or digest of a program's posted credential.
    pub(crate) request: String,
    /// The text for the signer. Records of the first versions have none until they are signed.
    pub(crate) unsigned: Option<String>,
    /// The signed document, byte for byte.
    pub(crate) document: Option<String>,
    /// When its learner first opened it.
    pub(crate) opened: Option<Timestamp>,
    /// When the signed list first showed its revocation.
    pub(crate) status_published: Option<Timestamp>,
}

pub(in super::super) fn stored(row: &AnyRow) -> Result<StoredCredential, StorageError> {
    let id: CredentialId = row.parsed("issued_credential", "id")?;
    let record = IssuedCredential {
        institution: row.parsed("issued_credential", "institution")?,
        badge: badge(row, &id)?,
        foreign_id: row.text_or_null("foreign_id")?,
        recipient: Recipient { name: row.text("recipient_name")?, email: row.text("recipient_email")? },
        issued: row.time("issued")?,
        status: place(row, &id)?,
        progress: progress(row, &id)?,
        state: match row.time_or_null("revoked")? {
            None => CredentialState::Active,
            Some(at) => {
                let reason = row.parsed("issued_credential", "revocation_reason")?;
                let withheld = row.truth("reason_withheld")?;
                let readers = if withheld { ReasonReaders::Institution } else { ReasonReaders::Everybody };
                CredentialState::Revoked(Revocation { at, reason, readers })
            }
        },
        public: row.truth("public")?,
        id,
    };
    Ok(StoredCredential {
        record,
        request: row.text("request")?,
        unsigned: row.text_or_null("unsigned")?,
        document: row.text_or_null("document")?,
        opened: row.time_or_null("opened")?,
        status_published: row.time_or_null("status_published")?,
    })
}

fn badge(row: &AnyRow, id: &CredentialId) -> Result<Option<BadgeVersionId>, StorageError> {
    let Some(design) = row.text_or_null("design")? else { return Ok(None) };
    let design = design.parse().map_err(|_| StorageError::inconsistent("issued_credential", id.as_str()))?;
    Ok(Some(BadgeVersionId { design, version: Version(row.count("version")?) }))
}

fn place(row: &AnyRow, id: &CredentialId) -> Result<Option<StatusPlace>, StorageError> {
    let Some(list) = row.text_or_null("status_list")? else { return Ok(None) };
    let list = list.parse().map_err(|_| StorageError::inconsistent("issued_credential", id.as_str()))?;
    Ok(Some(StatusPlace { list, index: row.count("status_index")? }))
}

fn progress(row: &AnyRow, id: &CredentialId) -> Result<Progress, StorageError> {
    if let Some(says) = row.text_or_null("refused")? {
        return Ok(Progress::Refused { says });
    }
    let Some(at) = row.time_or_null("signed")? else {
        return Ok(Progress::Waiting { last_problem: row.text_or_null("last_problem")? });
    };
    let leaf = row.number_or_null("ledger_index")?.and_then(|leaf| u64::try_from(leaf).ok());
    let ledger_index = leaf.ok_or_else(|| StorageError::inconsistent("issued_credential", id.as_str()))?;
    Ok(Progress::Signed { at, ledger_index, mailed: row.time_or_null("mailed")? })
}
