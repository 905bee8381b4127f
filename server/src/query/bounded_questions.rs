//! Questions to the signer that a page waits for. The page waits for a limited time; the client waits longer, and its
//! questions go on in the background. Their number is limited, so that a signer that accepts connections and never answers
//! does not use up the threads for blocking work.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Asks questions under a time limit.
#[derive(Clone)]
pub(super) struct BoundedQuestions {
    places: Arc<Semaphore>,
    limit: Duration,
}

impl BoundedQuestions {
    /// `limit`: how long a page waits. `most`: how many questions are open at a time, also those nobody waits for.
    pub(super) fn new(limit: Duration, most: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(most)), limit }
    }

    /// The answer. `None`: there was none within the limit, or no place was free within it.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        let places = self.places.clone();
        let asked = async move {
            let place = places.acquire_owned().await.ok()?;
            let asked = tokio::spawn(async move {
                let answer = question.await;
                drop(place);
                answer
            });
            asked.await.ok()
        };
        tokio::time::timeout(self.limit, asked).await.ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// These tests end because the time limit ends the wait; none depends on how long it takes.
    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_mins(10);

    #[tokio::test]
    async fn an_answer_is_passed_on() {
        assert_eq!(BoundedQuestions::new(LONG, 1).ask(async { 7 }).await, Some(7));
    }

    #[tokio::test]
    async fn a_question_without_an_answer_ends_with_the_time_limit() {
        let questions = BoundedQuestions::new(SHORT, 1);
        assert_eq!(questions.ask(std::future::pending::<()>()).await, None);
    }

    #[tokio::test]
    async fn questions_that_nobody_answers_are_limited_in_number() {
        let questions = BoundedQuestions::new(SHORT, 2);
        let open = Arc::new(AtomicUsize::new(0));
        for _ in 0..5 {
            let open = open.clone();
            let question = async move {
                open.fetch_add(1, Ordering::SeqCst);
                std::future::pending::<()>().await;
            };
            assert_eq!(questions.ask(question).await, None);
        }
        assert_eq!(open.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_place_is_free_again_once_its_question_ends() {
        let questions = BoundedQuestions::new(LONG, 1);
        let panics = async { std::panic::resume_unwind(Box::new("a question that panics")) };
        assert_eq!(questions.ask::<()>(panics).await, None);
        for n in 0..3 {
            assert_eq!(questions.ask(async move { n }).await, Some(n));
        }
    }

    #[tokio::test]
    async fn questions_are_asked_at_the_same_time() {
        let questions = BoundedQuestions::new(LONG, 2);
        let met = Arc::new(tokio::sync::Barrier::new(2));
        let waits = |barrier: Arc<tokio::sync::Barrier>| async move { barrier.wait().await.is_leader() };
        let (one, other) = tokio::join!(questions.ask(waits(met.clone())), questions.ask(waits(met)));
        assert!(one.is_some() && other.is_some(), "one waited for the other");
    }
}
