//! Verifies a badge for a visitor.

use super::check_driver::CheckDriver;
use super::checks::CheckError;
use credentials::verify::{Options, Verification};
use messages::Language;
use messages::verification::Report;
use std::time::Duration;

/// Verifies badges for the page Verify.
pub(crate) struct VerifyBadge {
    driver: CheckDriver,
    options: Options,
    patience: Duration,
}

impl VerifyBadge {
    /// `patience`: time limit for a check, waiting for its turn included.
    pub(super) fn new(driver: CheckDriver, options: Options, patience: Duration) -> Self {
        Self { driver, options, patience }
    }

    /// Verifies a posted badge. With `recipient`: whether it belongs to them. With a ledger proof: whether it is in its
    /// issuer's ledger.
    ///
    /// # Errors
    /// [`CheckError`].
    pub(crate) async fn verify(
        &self,
        input: Vec<u8>,
        recipient: Option<String>,
        ledger_proof: Option<Vec<u8>>,
    ) -> Result<Report, CheckError> {
        let mut options = self.options.clone();
        if let Some(recipient) = recipient {
            options = options.for_recipient(recipient);
        }
        if let Some(proof) = ledger_proof {
            options = options.with_ledger_proof(proof);
        }
        let begin = move |now| Verification::begin_under(&input, &options, now);
        let report = self.driver.drive(begin, self.patience).await?.report();
        Ok(Report::of(&report, Language::English))
    }
}
