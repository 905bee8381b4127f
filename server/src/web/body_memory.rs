//! Limits the memory for all request bodies together.
//!
//! Each body counts with the bytes that have arrived, until its request is answered. A body that does not fit waits and
//! keeps its memory; its time limit ends the wait.

use crate::config::Limits;
use axum::extract::Request;
use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, ready};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::session::Visitor;

/// Bytes are reserved in steps of this many KiB.
const STEP: u32 = 64;
/// The most that a handler keeps of one body, in KiB: bytes beyond are counted and discarded.
const MOST_KEPT: u32 = 10 * 1024;

/// There was no memory for the body within its time limit.
#[derive(Debug, thiserror::Error)]
#[error("other bodies take all the memory that is set aside for them")]
pub(super) struct NoMemory;

impl NoMemory {
    /// Is this the reason that a body could not be read?
    pub(super) fn caused(error: &(dyn Error + 'static)) -> bool {
        std::iter::successors(Some(error), |error| (*error).source()).any(<dyn Error>::is::<Self>)
    }
}

/// The memory for all bodies, as semaphores in KiB.
pub(super) struct BodyMemory {
    all: Arc<Semaphore>,
    /// The half for requests without a session, so that they cannot exclude those with one.
    anonymous: Arc<Semaphore>,
}

impl BodyMemory {
    pub(super) fn new(limits: &Limits) -> Self {
        let kib = limits.body_memory_kib();
        Self { all: Arc::new(Semaphore::new(kib)), anonymous: Arc::new(Semaphore::new(kib / 2)) }
    }

    async fn reserve(self: Arc<Self>, is_anonymous: bool) -> Vec<OwnedSemaphorePermit> {
        let mut permits = Vec::new();
        if is_anonymous {
            permits.extend(self.anonymous.clone().acquire_many_owned(STEP).await);
        }
        permits.extend(self.all.clone().acquire_many_owned(STEP).await);
        permits
    }
}

/// The memory of one request's body. The request's handler keeps it until the answer.
#[derive(Default)]
pub(super) struct Held(Mutex<Vec<OwnedSemaphorePermit>>);

/// One body's share of the memory.
pub(super) struct Part {
    memory: Arc<BodyMemory>,
    is_anonymous: bool,
    held: Weak<Held>,
    arrived: usize,
    reserved: u32,
    waiting: Option<Pin<Box<dyn Future<Output = Vec<OwnedSemaphorePermit>> + Send>>>,
}

impl Part {
    /// The share for a request's body. Members and programs are not anonymous: a program's token is checked before its
    /// body is read.
    pub(super) fn of(request: &Request, memory: Arc<BodyMemory>, held: &Arc<Held>) -> Self {
        let visitor = request.extensions().get::<Visitor>();
        let is_known = visitor.is_some_and(|visitor| visitor.0.is_some());
        let is_program = request.uri().path().starts_with("/vc-api/");
        Self {
            memory,
            is_anonymous: !is_known && !is_program,
            held: Arc::downgrade(held),
            arrived: 0,
            reserved: 0,
            waiting: None,
        }
    }

    /// Counts bytes that arrived.
    pub(super) fn add(&mut self, bytes: usize) {
        self.arrived = self.arrived.saturating_add(bytes);
    }

    /// Ready when memory for all arrived bytes is reserved, or the request is answered.
    pub(super) fn poll_reserved(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let needed = u32::try_from(self.arrived.div_ceil(1024)).unwrap_or(MOST_KEPT).min(MOST_KEPT);
        while self.reserved < needed {
            if self.held.strong_count() == 0 {
                self.waiting = None;
                return Poll::Ready(());
            }
            let memory = &self.memory;
            let is_anonymous = self.is_anonymous;
            let waiting = self.waiting.get_or_insert_with(|| Box::pin(memory.clone().reserve(is_anonymous)));
            let permits = ready!(waiting.as_mut().poll(cx));
            self.waiting = None;
            self.reserved += STEP;
            if let Some(held) = self.held.upgrade() {
                held.0.lock().unwrap_or_else(PoisonError::into_inner).extend(permits);
            }
        }
        Poll::Ready(())
    }
}
