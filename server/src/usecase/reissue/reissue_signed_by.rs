//! After a key was compromised: reissues everything that it signed under the next key, in bulk. A drill counts and
//! changes nothing.

use super::record_reissue::RecordReissue;
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StoredCredential};
use crate::usecase::keys::{ChangeError, ListIssuerKeys, kept_institution};
use crate::usecase::revoke::RenewStatusLists;
use domain::fault::KeyFault;
use domain::{CredentialState, KeyKeeper, KeyLife, Progress, ReissueReport};
use protocol::{MAX_LISTED, SignedCredential};

/// How many credentials are stored in one transaction.
const AT_A_TIME: usize = 200;

/// Has everything reissued that a compromised key signed.
pub(crate) struct ReissueSignedBy {
    storage: Storage,
    signer: SignerClient,
    list_issuer_keys: ListIssuerKeys,
    record_reissue: RecordReissue,
    renew_status_lists: RenewStatusLists,
}

impl ReissueSignedBy {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        list_issuer_keys: ListIssuerKeys,
        record_reissue: RecordReissue,
        renew_status_lists: RenewStatusLists,
    ) -> Self {
        Self { storage, signer, list_issuer_keys, record_reissue, renew_status_lists }
    }

    /// Writes jobs that reissue what a compromised key signed. A repeated call adds only what is missing. A drill takes
    /// any key of the institution and writes nothing.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub(crate) async fn reissue(
        &self,
        keeper: &KeyKeeper,
        label: &str,
        drill: bool,
    ) -> Result<ReissueReport, ChangeError> {
        let key = self.list_issuer_keys.find(keeper, label).await?;
        if !drill {
            if key.life != KeyLife::Compromised {
                return Err(ChangeError::Typed(KeyFault::NotCompromised));
            }
            if !kept_institution(&self.storage, keeper).await?.did.starts_with("did:web:") {
                return Err(ChangeError::IdentifierIsKey);
            }
        }
        let mut report = ReissueReport::default();
        for part in self.all_signed_by(label).await?.chunks(AT_A_TIME) {
            let mut tx = if drill { self.storage.read().await? } else { self.storage.begin().await? };
            for signed in part {
                let found = self.record_reissue.own_badge(&mut tx, keeper.institution(), &signed.id).await?;
                let again = count(&mut report, found);
                if let (Some(stored), false) = (again, drill) {
                    self.record_reissue.record(&mut tx, &stored, label).await?;
                }
            }
            if !drill {
                tx.commit().await?;
            }
        }
        if !drill {
            self.renew_status_lists.renew_all().await?;
        }
        Ok(report)
    }

    async fn all_signed_by(&self, label: &str) -> Result<Vec<SignedCredential>, ChangeError> {
        let mut all: Vec<SignedCredential> = Vec::new();
        loop {
            let after = all.last().map(|last| last.ledger_index);
            let part = self.signer.list_signed(label, after).await?;
            let is_last = part.len() < MAX_LISTED;
            all.extend(part);
            if is_last {
                return Ok(all);
            }
        }
    }
}

/// Counts a credential. Returns it if it is to be reissued.
fn count(report: &mut ReissueReport, found: Option<StoredCredential>) -> Option<StoredCredential> {
    report.signed += 1;
    let Some(stored) = found else {
        report.others += 1;
        return None;
    };
    if !matches!(stored.record.progress, Progress::Signed { .. }) {
        report.others += 1;
        return None;
    }
    if stored.record.state != CredentialState::Active {
        report.revoked += 1;
        return None;
    }
    report.again += 1;
    report.mails += u32::from(!stored.record.recipient.email.is_empty());
    Some(stored)
}
