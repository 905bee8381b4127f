//! After a key was compromised: reissues everything that it signed under the next key, in bulk. A drill counts and
//! changes nothing.

use super::Services;
use super::changes::ChangeError;
use crate::storage::{JobKind, StoredCredential, Transaction};
use credentials::address::PublicAddress;
use domain::{CredentialId, CredentialState, InstitutionId, KeyKeeper, KeyLife, Progress};
use protocol::{MAX_LISTED, SignedCredential};

/// How many credentials are stored in one transaction.
const AT_A_TIME: usize = 200;

/// What a key signed, and what will be done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReissueReport {
    /// Credentials signed by the key.
    pub signed: u32,
    /// Badges that are reissued; in a drill, that would be.
    pub again: u32,
    /// Learners who get a mail.
    pub mails: u32,
    /// Badges that were revoked, and stay so.
    pub revoked: u32,
    /// Credentials that are not badges of this installation: only their issuer can reissue them.
    pub others: u32,
}

impl ReissueReport {
    /// The report in sentences.
    #[must_use]
    pub fn says(&self, drill: bool) -> String {
        let Self { signed, again, mails, revoked, others } = self;
        let verb = if drill { "would be" } else { "are" };
        format!(
            "Credentials under this key: {signed}. Badges that {verb} issued again under the key that signs: {again}; \
             learners who {verb} told by mail: {mails}. Revoked, and staying so: {revoked}. No badges of this installation, \
             to be issued by whoever posted them: {others}."
        )
    }
}

impl Services {
    /// Writes jobs that reissue what a compromised key signed. A repeated call adds only what is missing. A drill takes
    /// any key of the institution and writes nothing.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub async fn reissue_signed_by(
        &self,
        keeper: &KeyKeeper,
        label: &str,
        drill: bool,
    ) -> Result<ReissueReport, ChangeError> {
        let keys = self.issuer_keys(keeper).await?.keys;
        let key = keys.iter().find(|key| key.label == label);
        let key = key.ok_or(ChangeError::Typed("the institution has no key of this name"))?;
        if !drill {
            if key.life != KeyLife::Compromised {
                return Err(ChangeError::Typed(
                    "only what a key signed is issued again that is known to be in other hands: report it, and have that approved",
                ));
            }
            if !self.kept_institution(keeper).await?.did.starts_with("did:web:") {
                return Err(ChangeError::IdentifierIsKey);
            }
        }
        let mut report = ReissueReport::default();
        for part in self.all_signed_by(label).await?.chunks(AT_A_TIME) {
            let mut tx = if drill { self.storage.read().await? } else { self.storage.begin().await? };
            for signed in part {
                let found = self.own_badge(&mut tx, keeper.institution(), &signed.id).await?;
                let again = count(&mut report, found);
                if let (Some(stored), false) = (again, drill) {
                    self.write_reissue(&mut tx, &stored, label).await?;
                }
            }
            if !drill {
                tx.commit().await?;
            }
        }
        if !drill {
            self.revoking.renew_status_lists.renew_all().await?;
        }
        self.shared.jobs.notify();
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

    /// Our badge with this id, if any.
    async fn own_badge(
        &self,
        tx: &mut Transaction,
        own: &InstitutionId,
        id: &str,
    ) -> Result<Option<StoredCredential>, ChangeError> {
        let Some(PublicAddress::Credential(ulid)) = self.addresses.parse(id) else { return Ok(None) };
        let id = CredentialId::from(ulid);
        let stored = tx.credential(&id).await?;
        Ok(stored.filter(|stored| {
            let record = &stored.record;
            record.institution == *own && record.badge.is_some() && record.status.is_some()
        }))
    }

    async fn write_reissue(
        &self,
        tx: &mut Transaction,
        stored: &StoredCredential,
        key: &str,
    ) -> Result<(), ChangeError> {
        let (id, now) = (&stored.record.id, self.clock.now());
        match tx.reissue(id, key).await? {
            Some(before) if before.refused => tx.reissue_again(id, key).await?,
            Some(_) => {}
            None => {
                let place = self.shared.indexes.draw(tx, &stored.record.institution, now).await?;
                tx.add_reissue(id, key, &place, now).await?;
            }
        }
        if tx.open_reissue(id).await?.is_some()
            && !tx.job_waits(JobKind::ReissueCredential, id.as_str()).await?
        {
            self.shared.jobs.enqueue(tx, JobKind::ReissueCredential, id.as_str(), now).await?;
        }
        Ok(())
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
