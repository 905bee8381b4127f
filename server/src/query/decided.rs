//! How far a waiting change has come, for the page that shows it.

use super::bounded_questions::BoundedQuestions;
use crate::log::chain;
use crate::usecase::{RegisterError, Standing};
use app::view::Decided;
use domain::Approval;

/// Asks how far a change has come, as the signer reports it now. A page changes nothing in the database: the job, or a
/// member who looks again, stores a decision. Without an answer, the page shows what is stored.
pub(super) async fn decided(
    questions: &BoundedQuestions,
    look: impl Future<Output = Result<Option<Standing>, RegisterError>> + Send + 'static,
    approval: &mut Approval,
) -> Option<Decided> {
    match questions.ask(look).await {
        Some(Ok(Some(Standing::Waiting(waiting)))) => {
            *approval = Approval::Waiting(waiting);
            None
        }
        Some(Ok(Some(Standing::InForce))) => Some(Decided::Approved),
        Some(Ok(Some(Standing::Ended(how)))) => Some(Decided::Ended(how)),
        Some(Ok(None)) => None,
        Some(Err(error)) => {
            tracing::info!(error = chain(&error), "asking how far a change has come, for a page");
            Some(Decided::NoAnswer)
        }
        None => Some(Decided::NoAnswer),
    }
}
