//! Limits for concurrent checks. Judging takes CPU time and has few permits, each held only while a badge is judged.
//! Waiting for other servers has separate permits, so slow servers never delay a check that needs no network.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many badges are judged at a time.
const JUDGING: usize = 8;
/// How many checks wait for a permit to be judged.
const QUEUE: usize = 64;
/// How many checks fetch from other servers at a time.
const FETCHING: usize = 16;
/// How many checks wait for a permit to fetch.
const FETCHING_QUEUE: usize = 32;

/// Why a check was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CheckError {
    /// Too many checks are running already.
    #[error("too many checks are being made")]
    Busy,
    /// The check exceeded its time limit.
    #[error("the check took too long")]
    TooLong,
    /// The check was interrupted on our side.
    #[error("the check was cut short")]
    CutShort,
}

/// The permits.
#[derive(Debug)]
pub(crate) struct Checks {
    judging: Queue,
    fetching: Queue,
}

impl Default for Checks {
    fn default() -> Self {
        Self { judging: Queue::new(JUDGING, QUEUE), fetching: Queue::new(FETCHING, FETCHING_QUEUE) }
    }
}

impl Checks {
    /// Runs `work` on a blocking thread when a permit is free. The permit is held until the work ends, even if its
    /// caller has gone.
    pub(crate) async fn judge<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, CheckError> {
        let place = self.judging.enter().await?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.map_err(|_| CheckError::CutShort)
    }

    /// A permit to wait for other servers, for the rest of a check.
    pub(crate) async fn fetching(&self) -> Result<Arc<OwnedSemaphorePermit>, CheckError> {
        Ok(Arc::new(self.fetching.enter().await?))
    }
}

/// Permits, with a queue of bounded length.
#[derive(Debug)]
struct Queue {
    places: Arc<Semaphore>,
    queue: Semaphore,
}

impl Queue {
    fn new(places: usize, queue: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), queue: Semaphore::new(queue) }
    }

    async fn enter(&self) -> Result<OwnedSemaphorePermit, CheckError> {
        if let Ok(place) = self.places.clone().try_acquire_owned() {
            return Ok(place);
        }
        let _waiting = self.queue.try_acquire().map_err(|_| CheckError::Busy)?;
        self.places.clone().acquire_owned().await.map_err(|_| CheckError::CutShort)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn checks_that_wait_for_the_network_keep_no_place_to_be_judged() {
        let checks = Checks::default();
        let mut fetching = Vec::new();
        for _ in 0..FETCHING {
            fetching.push(checks.fetching().await.unwrap());
        }
        assert_eq!(checks.judge(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_queue_that_is_full_is_an_answer_and_not_a_wait() {
        let queue = Arc::new(Queue::new(1, 1));
        let place = queue.enter().await.unwrap();
        let second = tokio::spawn({
            let queue = queue.clone();
            async move { queue.enter().await.map(drop) }
        });
        while queue.queue.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(queue.enter().await.map(drop), Err(CheckError::Busy));
        drop(place);
        assert_eq!(second.await.unwrap(), Ok(()));
        assert!(queue.enter().await.is_ok());
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_keeps_its_place_until_it_is_done() {
        let checks = Checks { judging: Queue::new(1, 1), ..Checks::default() };
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let judged = checks.judge(move || wait.recv());
        assert!(tokio::time::timeout(std::time::Duration::from_millis(20), judged).await.is_err());
        assert_eq!(checks.judging.places.available_permits(), 0);
        go.send(()).unwrap();
        assert_eq!(checks.judge(|| 7).await, Ok(7));
    }
}
