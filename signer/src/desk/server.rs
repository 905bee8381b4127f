//! Connections from browsers, with bounds on their number, time and size. Plain HTTP/1.1 on a local address; TLS is the
//! reverse proxy's.

use super::site::Site;
use crate::log;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Connections at a time.
const CONNECTIONS: usize = 64;
/// How long a request's head may take.
const HEAD: Duration = Duration::from_secs(5);
/// How long a connection lives: one request, with all that `run` may take.
const WHOLE: Duration = Duration::from_secs(45);
/// Longest head of a request: bytes.
const HEAD_SIZE: usize = 16 * 1024;

/// Serves for ever.
pub(crate) async fn serve(listener: TcpListener, site: Site) {
    let site = Arc::new(site);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let site = Arc::clone(&site);
                tokio::spawn(async move {
                    converse(stream, site).await;
                    drop(place);
                });
            }
            // Out of descriptors, or the like: not a reason to stop, nor to spin.
            Err(e) => {
                log::say(&format!("accepting a connection: {e}"));
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// One request, and the end: nothing of one is left for the next.
async fn converse(stream: TcpStream, site: Arc<Site>) {
    let service = service_fn(move |request| {
        let site = Arc::clone(&site);
        async move { Ok::<_, Infallible>(site.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_SIZE)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // A browser that goes away, or is too slow, is its own loss: there is nobody to tell.
    let _ = tokio::time::timeout(WHOLE, connection).await;
}
