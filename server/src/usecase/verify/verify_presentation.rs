//! Verifies a presentation for a program.

use super::check_driver::{CheckDriver, PATIENCE};
use super::checks::CheckError;
use credentials::verify::{Options, PresentationVerification, Request};
use messages::Language;
use messages::verification::PresentationReport;

/// Verifies presentations.
pub(crate) struct VerifyPresentation {
    driver: CheckDriver,
    options: Options,
}

impl VerifyPresentation {
    pub(super) fn new(driver: CheckDriver, options: Options) -> Self {
        Self { driver, options }
    }

    /// Verifies a presentation, and each credential in it.
    ///
    /// # Errors
    /// [`CheckError`].
    pub(crate) async fn verify(
        &self,
        input: Vec<u8>,
        request: Request,
    ) -> Result<PresentationReport, CheckError> {
        let options = self.options.clone();
        let begin = move |now| PresentationVerification::begin_under(&input, request, &options, now);
        Ok(PresentationReport::of(&self.driver.drive(begin, PATIENCE).await?.report(), Language::English))
    }
}
