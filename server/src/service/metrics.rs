//! What is measured, in Prometheus' text format: our own, then the signer's.

use super::Services;
use crate::storage::StorageError;
use std::fmt::Write;

impl Services {
    /// All of it. A signer that is away is told by `insignia_signer_up 0`, and its own samples are missing.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn metrics(&self) -> Result<String, StorageError> {
        let mut tx = self.storage.begin().await?;
        let jobs = tx.jobs_left().await?;
        tx.commit().await?;
        let signer = self.signer.metrics().await.ok();
        Ok(text(jobs, signer.as_deref()))
    }
}

fn text(jobs: u32, signer: Option<&str>) -> String {
    let mut text = String::new();
    let up = u8::from(signer.is_some());
    let _ = write!(
        text,
        "# HELP insignia_jobs_waiting Jobs that are not done yet.\n\
         # TYPE insignia_jobs_waiting gauge\n\
         insignia_jobs_waiting {jobs}\n\
         # HELP insignia_signer_up 1: the signer tells what it measures.\n\
         # TYPE insignia_signer_up gauge\n\
         insignia_signer_up {up}\n"
    );
    text.push_str(signer.unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signer_that_is_away_is_told_and_the_rest_is_there() {
        let away = text(3, None);
        assert!(away.contains("insignia_jobs_waiting 3\n") && away.ends_with("insignia_signer_up 0\n"));
        assert!(
            text(0, Some("insignia_signer_worker_up 1\n"))
                .ends_with("insignia_signer_up 1\ninsignia_signer_worker_up 1\n")
        );
    }
}
