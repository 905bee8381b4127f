//! Metrics in Prometheus' text format: our own, then the signer's.

use super::keys::{ListIssuerKeys, RotationPlan};
use crate::clock::Clock;
use crate::signer_client::SignerClient;
use crate::storage::{Storage, StorageError};
use domain::{KeyKeeper, rotation};
use std::fmt::Write;
use std::sync::Arc;

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
    /// The database failed.
    pub(crate) async fn collect(&self) -> Result<String, StorageError> {
        let counted = self.signer.count_signed(0).await.ok().map(|(credentials, _)| credentials);
        let mut tx = self.storage.read().await?;
        let jobs = tx.jobs_left().await?;
        // A reissued credential has one ledger entry for each signature.
        let known = u64::from(tx.signed_credentials().await?) + u64::from(tx.reissue_counts().await?.done);
        drop(tx);
        let difference = counted.map(|counted| counted.cast_signed().saturating_sub_unsigned(known));
        let rotation = self.days_to_rotation().await?;
        let signer = self.signer.metrics().await.ok();
        Ok(Measured { jobs, difference, rotation, signer }.text())
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
    fn text(&self) -> String {
        let mut text = String::new();
        let mut gauge = |name: &str, help: &str, sample: Option<(&str, i64)>| {
            let Some((labels, value)) = sample else { return };
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name}{labels} {value}\n");
        };
        gauge("insignia_jobs_waiting", "Jobs that are not done yet.", Some(("", self.jobs.into())));
        gauge(
            "insignia_reconciliation_difference",
            "Credentials in the signer's ledger, less those that the database knows.",
            self.difference.map(|difference| ("", difference)),
        );
        // Our labels consist of a-z, 0-9 and -, so they need no escaping.
        let rotation = self.rotation.as_ref().map(|(key, days)| (format!("{{key=\"{key}\"}}"), *days));
        gauge(
            "insignia_key_rotation_days",
            "Whole days left until the key that signs is to be replaced; 0: it is due.",
            rotation.as_ref().map(|(labels, days)| (labels.as_str(), (*days).into())),
        );
        let up = i64::from(self.signer.is_some());
        gauge("insignia_signer_up", "1: the signer tells what it measures.", Some(("", up)));
        text.push_str(self.signer.as_deref().unwrap_or_default());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_that_is_away_is_told_and_the_rest_is_there() {
        let away = Measured { jobs: 3, ..Measured::default() }.text();
        assert!(away.contains("insignia_jobs_waiting 3\n") && away.ends_with("insignia_signer_up 0\n"));
        assert!(!away.contains("difference") && !away.contains("rotation"), "{away}");
        let signer = Some("insignia_signer_worker_up 1\n".to_owned());
        let there = Measured {
            difference: Some(-2),
            rotation: Some(("key-1".to_owned(), 7)),
            signer,
            ..Measured::default()
        };
        let text = there.text();
        assert!(text.ends_with("insignia_signer_up 1\ninsignia_signer_worker_up 1\n"), "{text}");
        assert!(text.contains("\ninsignia_reconciliation_difference -2\n"), "{text}");
        assert!(text.contains("\ninsignia_key_rotation_days{key=\"key-1\"} 7\n"), "{text}");
    }
}
