//! A body must arrive in time.

use super::Web;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// So many bytes earn a second more: a large picture over a slow line arrives, a body sent byte by byte does not.
const BYTES_A_SECOND: u64 = 64 * 1024;

/// The body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
pub(super) struct TooSlow;

impl TooSlow {
    /// Is this why a body could not be read?
    pub(super) fn caused(error: &(dyn Error + 'static)) -> bool {
        std::iter::successors(Some(error), |error| (*error).source()).any(<dyn Error>::is::<Self>)
    }
}

/// Gives every body its time.
pub(super) async fn limit(State(web): State<Web>, request: Request, next: Next) -> Response {
    let limit = web.services.limits.body();
    next.run(request.map(|body| Body::new(Timely { body, limit, arrived: 0, deadline: None }))).await
}

/// A body that fails with [`TooSlow`] when its time is over. The time begins with the first read.
struct Timely {
    body: Body,
    limit: Duration,
    arrived: u64,
    deadline: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl HttpBody for Timely {
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
        let frame = Pin::new(&mut this.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame
            && let Some(data) = frame.data_ref()
        {
            this.arrived = this.arrived.saturating_add(u64::try_from(data.len()).unwrap_or(u64::MAX));
            let earned = Duration::from_secs(this.arrived / BYTES_A_SECOND);
            sleep.as_mut().reset(*began + this.limit + earned);
        }
        // The time counts before what arrived: a client that sends a byte whenever it is asked is too slow, too.
        if sleep.as_mut().poll(cx).is_ready() && !matches!(frame, Poll::Ready(None)) {
            return Poll::Ready(Some(Err(TooSlow.into())));
        }
        frame.map(|frame| frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
