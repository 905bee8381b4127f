//! Connections from browsers, limited in number, time and size. Plain HTTP/1.1 on a local address; TLS is up to the
//! reverse proxy.

use crate::log;
use crate::site::Site;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Maximum number of concurrent connections.
const CONNECTIONS: usize = 64;
/// Time limit for a request's head.
const HEAD: Duration = Duration::from_secs(5);
/// Time limit for a connection: one request, with all the time that `run` may take.
const WHOLE: Duration = Duration::from_secs(45);
/// Maximum size of a request's head in bytes.
const HEAD_SIZE: usize = 16 * 1024;

/// Serves in an endless loop.
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
            // Out of descriptors, or similar: no reason to stop, nor to spin.
            Err(e) => {
                log::say(&format!("accepting a connection: {e}"));
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

/// Answers one request and closes the connection, so that nothing of it remains for the next.
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
    // Errors are ignored: the browser disconnected or was too slow.
    let _ = tokio::time::timeout(WHOLE, connection).await;
}
