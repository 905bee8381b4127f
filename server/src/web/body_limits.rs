//! A time limit and a memory limit for request bodies.

use super::Web;
use super::body_memory::{Held, NoMemory, Part};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// This many bytes extend the limit by a second: a large picture over a slow line arrives, a body sent byte by byte
/// does not.
const BYTES_A_SECOND: u64 = 64 * 1024;

/// The body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
pub(super) struct TooSlow;

impl TooSlow {
    /// Is this the reason that a body could not be read?
    pub(super) fn caused(error: &(dyn Error + 'static)) -> bool {
        std::iter::successors(Some(error), |error| (*error).source()).any(<dyn Error>::is::<Self>)
    }
}

/// Applies the time and memory limits to every body.
pub(super) async fn limit(State(web): State<Web>, request: Request, next: Next) -> Response {
    let limit = web.settings.limits.body();
    let held = Arc::new(Held::default());
    let part = Part::of(&request, web.body_memory.clone(), &held);
    let limited =
        |body| LimitedBody { body, limit, arrived: 0, deadline: None, part, frame: None, waits_since: None };
    let response = next.run(request.map(|body| Body::new(limited(body)))).await;
    drop(held);
    response
}

/// A body that fails with [`TooSlow`] when its time is over, or with [`NoMemory`] if it waits for memory then. The time
/// begins with the first read.
struct LimitedBody {
    body: Body,
    limit: Duration,
    arrived: u64,
    deadline: Option<(Instant, Pin<Box<Sleep>>)>,
    part: Part,
    /// Arrived data that waits for memory.
    frame: Option<Frame<Bytes>>,
    waits_since: Option<Instant>,
}

impl HttpBody for LimitedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = self.get_mut();
        let (began, sleep) = this.deadline.get_or_insert_with(|| {
            let now = Instant::now();
            (now, Box::pin(sleep_until(now + this.limit)))
        });
        let mut read = Poll::Pending;
        if this.frame.is_none() {
            read = Pin::new(&mut this.body).poll_frame(cx);
            if let Poll::Ready(Some(Ok(frame))) = &read
                && let Some(data) = frame.data_ref()
            {
                this.part.add(data.len());
                this.arrived = this.arrived.saturating_add(u64::try_from(data.len()).unwrap_or(u64::MAX));
                let earned = Duration::from_secs(this.arrived / BYTES_A_SECOND);
                sleep.as_mut().reset(*began + this.limit + earned);
            }
        }
        // The time limit is checked before arrived data: a client that sends a byte at each read is too slow, too.
        if sleep.as_mut().poll(cx).is_ready() && !matches!(read, Poll::Ready(None)) {
            let waits = this.frame.is_some();
            return Poll::Ready(Some(Err(if waits { NoMemory.into() } else { TooSlow.into() })));
        }
        if this.frame.is_none() {
            match ready!(read) {
                Some(Ok(frame)) => this.frame = Some(frame),
                other => return Poll::Ready(other.map(|read| read.map_err(Into::into))),
            }
        }
        if this.part.poll_reserved(cx).is_pending() {
            this.waits_since.get_or_insert_with(Instant::now);
            return Poll::Pending;
        }
        if let Some(since) = this.waits_since.take() {
            // The wait for memory is not the client's fault, so it does not count.
            *began += since.elapsed();
            let earned = Duration::from_secs(this.arrived / BYTES_A_SECOND);
            sleep.as_mut().reset(*began + this.limit + earned);
        }
        Poll::Ready(this.frame.take().map(Ok))
    }

    fn is_end_stream(&self) -> bool {
        self.frame.is_none() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        if self.frame.is_none() { self.body.size_hint() } else { SizeHint::default() }
    }
}
