//! Metrics in Prometheus' text format: our own, then the signer's.

use super::keys::{ListIssuerKeys, RotationPlan};
use crate::clock::Clock;
use crate::exposition::{Exposition, WrittenTwice};
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StorageError};
use domain::{KeyKeeper, rotation};
use std::sync::Arc;

/// Why there are no metrics.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MetricsError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The signer's metrics have a name of ours.
    #[error("writing the metrics")]
    Exposition(#[from] WrittenTwice),
}

/// Values that are looked up for each response.
#[derive(Debug, Default)]
struct Measured {
    jobs: u32,
    /// Credentials in the ledger minus those known to the database. `None`: the signer does not answer.
    difference: Option<i64>,
    /// Name of the active key, and the days left until its replacement.
    rotation: Option<(String, u32)>,
    /// The signer's own samples.
    signer: Option<String>,
}

/// Collects metrics.
#[derive(Clone)]
pub(crate) struct CollectMetrics {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    list_issuer_keys: ListIssuerKeys,
    plan: RotationPlan,
}

impl CollectMetrics {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        list_issuer_keys: ListIssuerKeys,
        plan: RotationPlan,
    ) -> Self {
        Self { storage, signer, clock, list_issuer_keys, plan }
    }

    /// All metrics. If the signer does not answer, `insignia_signer_up` is 0 and the metrics from the signer are
    /// missing.
    ///
    /// # Errors
    /// [`MetricsError`].
    pub(crate) async fn collect(&self) -> Result<String, MetricsError> {
        let counted = self.signer.count_signed(0).await.ok().map(|(credentials, _)| credentials);
        let mut tx = self.storage.read().await?;
        let jobs = tx.jobs_left().await?;
        // A reissued credential has one ledger entry for each signature.
        let known = u64::from(tx.signed_credentials().await?) + u64::from(tx.reissue_counts().await?.done);
        drop(tx);
        let difference = counted.map(|counted| counted.cast_signed().saturating_sub_unsigned(known));
        let rotation = self.days_to_rotation().await?;
        let signer = self.signer.metrics().await.ok();
        Ok(Measured { jobs, difference, rotation, signer }.text()?)
    }

    /// `None` if no key is due for replacement, or the signer does not answer.
    async fn days_to_rotation(&self) -> Result<Option<(String, u32)>, StorageError> {
        let Some(institution) = self.storage.read().await?.the_institution().await? else { return Ok(None) };
        let keeper = KeyKeeper::on_the_host(institution.id.clone());
        let Ok(known) = self.list_issuer_keys.list(&keeper).await else { return Ok(None) };
        let replaced = self.plan.replaced_by(&institution, &known.keys);
        Ok(replaced.map(|(key, due)| (key.label.clone(), rotation::days_left(due, self.clock.now()))))
    }
}

impl Measured {
    fn text(&self) -> Result<String, WrittenTwice> {
        let mut text = Exposition::default();
        text.gauge("insignia_jobs_waiting", "Jobs that are not done yet.")?.sample(&[], self.jobs.into());
        if let Some(difference) = self.difference {
            let help = "Credentials in the signer's ledger, less those that the database knows.";
            text.gauge("insignia_reconciliation_difference", help)?.sample(&[], difference);
        }
        if let Some((key, days)) = &self.rotation {
            let help = "Whole days left until the active key is to be replaced; 0: it is due.";
            text.gauge("insignia_key_rotation_days", help)?.sample(&[("key", key)], (*days).into());
        }
        let up = i64::from(self.signer.is_some());
        text.gauge("insignia_signer_up", "1: the signer reports its metrics.")?.sample(&[], up);
        text.append(self.signer.as_deref().unwrap_or_default())?;
        Ok(text.into_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_that_is_away_is_told_and_the_rest_is_there() {
        let away = Measured { jobs: 3, ..Measured::default() }.text().unwrap();
        assert!(away.contains("insignia_jobs_waiting 3\n") && away.ends_with("insignia_signer_up 0\n"));
        assert!(!away.contains("difference") && !away.contains("rotation"), "{away}");
        let signer = Some("insignia_signer_worker_up 1\n".to_owned());
        let there = Measured {
            difference: Some(-2),
            rotation: Some(("key-1".to_owned(), 7)),
            signer,
            ..Measured::default()
        };
        let text = there.text().unwrap();
        assert!(text.ends_with("insignia_signer_up 1\ninsignia_signer_worker_up 1\n"), "{text}");
        assert!(text.contains("\ninsignia_reconciliation_difference -2\n"), "{text}");
        assert!(text.contains("\ninsignia_key_rotation_days{key=\"key-1\"} 7\n"), "{text}");
    }

    #[test]
    fn the_name_of_a_key_stays_in_its_label_and_a_signer_cannot_write_our_metrics() {
        let rotation = Some(("a\"b\\c\nd".to_owned(), 7));
        let text = Measured { rotation, ..Measured::default() }.text().unwrap();
        assert!(text.contains("\ninsignia_key_rotation_days{key=\"a\\\"b\\\\c\\nd\"} 7\n"), "{text}");
        let signer = Some("insignia_jobs_waiting 0\n".to_owned());
        assert!(Measured { signer, ..Measured::default() }.text().is_err());
    }
}
