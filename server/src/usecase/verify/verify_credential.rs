//! Verifies a credential for a program.

use super::check_driver::{CheckDriver, PATIENCE};
use super::checks::CheckError;
use credentials::verify::{Options, Verification};
use messages::Language;
use messages::verification::Report;

/// Verifies credentials of any type.
pub(crate) struct VerifyCredential {
    driver: CheckDriver,
    options: Options,
}

impl VerifyCredential {
    pub(super) fn new(driver: CheckDriver, options: Options) -> Self {
        Self { driver, options }
    }

    /// Verifies any verifiable credential.
    ///
    /// # Errors
    /// [`CheckError`].
    pub(crate) async fn verify(&self, input: Vec<u8>) -> Result<Report, CheckError> {
        let options = self.options.clone();
        let begin = move |now| Verification::begin_credential_under(&input, &options, now);
        Ok(Report::of(&self.driver.drive(begin, PATIENCE).await?.report(), Language::English))
    }
}
