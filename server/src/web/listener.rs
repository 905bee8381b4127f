//! Accepts connections. Limits their number, and the time a client may take to send a request's head and to read its
//! answer.

use super::client::{AddressBlock, Peer};
use super::write_timeout::WriteTimeout;
use crate::config::{Limits, Proxy};
use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt as _;

/// The longest head of a request, in bytes.
const HEAD: usize = 64 * 1024;
/// How many refusals are written at a time; further connections are closed without an answer.
const REFUSALS: usize = 64;
/// How long writing a refusal may take.
const REFUSAL_TIME: Duration = Duration::from_secs(2);
/// The pause after the system refused to accept a connection, for example for want of file descriptors.
const PAUSE: Duration = Duration::from_millis(100);
/// The answer when the connection limit is reached (RFC 9110, sections 10.2.3 and 15.6.4).
const REFUSAL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    content-length: 79\r\nretry-after: 10\r\ncache-control: no-store\r\nconnection: close\r\n\r\n\
    Too many connections to this server are open. Try again in about ten seconds.\r\n";

/// Serves `router` on `listener` until `stop` resolves, then waits for the requests in progress.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    proxy: Option<&Proxy>,
    stop: impl Future<Output = ()>,
) {
    let places = Arc::new(Places::new(limits, proxy));
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    let (closing, closed) = watch::channel(false);
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => match places.take(peer.ip()) {
                Some(place) => {
                    let connection = connection(stream, peer, router.clone(), limits, closed.clone());
                    connections.spawn(async move {
                        connection.await;
                        drop(place);
                    });
                }
                None => {
                    if let Ok(writing) = refusals.clone().try_acquire_owned() {
                        tokio::spawn(async move {
                            let _ = tokio::time::timeout(REFUSAL_TIME, refuse(stream)).await;
                            drop(writing);
                        });
                    }
                }
            },
            Err(error) => {
                tracing::warn!(%error, "accepting a connection");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    closing.send_replace(true);
    while connections.join_next().await.is_some() {}
}

/// Answers the requests of one connection. After `closed` it finishes the current one and ends.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: &Limits,
    mut closed: watch::Receiver<bool>,
) -> impl Future<Output = ()> + Send + use<> {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        router.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    // The head timeout runs while a connection is idle, too.
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head()).max_buf_size(HEAD);
    let io = TokioIo::new(WriteTimeout::new(stream, limits.body()));
    async move {
        let connection = builder.serve_connection(io, service);
        tokio::pin!(connection);
        // An error is the client's: it broke off, was too slow or does not speak HTTP.
        tokio::select! {
            _ = &mut connection => return,
            _ = closed.wait_for(|closed| *closed) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// Writes the refusal. The client's bytes are read before the connection is closed: with bytes unread the system resets
/// it, and the client may never see the answer.
async fn refuse(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(REFUSAL).await?;
    stream.shutdown().await?;
    let mut unread = [0; 1024];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}

/// The number of open connections, in all and per client.
struct Places {
    most: usize,
    most_of_one: usize,
    proxies: Vec<IpAddr>,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    all: usize,
    of_one: HashMap<AddressBlock, usize>,
}

/// One open connection.
struct Place {
    places: Arc<Places>,
    of: Option<AddressBlock>,
}

impl Places {
    fn new(limits: &Limits, proxy: Option<&Proxy>) -> Self {
        Self {
            most: limits.connections(),
            most_of_one: limits.connections().div_ceil(4),
            proxies: proxy.map(|proxy| proxy.addresses.clone()).unwrap_or_default(),
            open: Mutex::default(),
        }
    }

    /// A slot for a connection from this address, if one is free. One address gets a quarter of them; a trusted proxy,
    /// which carries all clients, gets all.
    fn take(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let of = (!self.proxies.contains(&address.to_canonical())).then(|| AddressBlock::of(address));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.all >= self.most {
            return None;
        }
        if let Some(of) = of {
            let count = open.of_one.entry(of).or_default();
            if *count >= self.most_of_one {
                return None;
            }
            *count += 1;
        }
        open.all += 1;
        Some(Place { places: self.clone(), of })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        if let Some(of) = self.of
            && let Some(count) = open.of_one.get_mut(&of)
        {
            *count -= 1;
            if *count == 0 {
                open.of_one.remove(&of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_as_long_as_it_claims() {
        let text = std::str::from_utf8(REFUSAL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{}", body.len());
    }

    #[test]
    fn one_address_gets_a_quarter_of_the_connections_and_a_trusted_proxy_all() {
        let limits: Limits = toml::from_str("connections = 8").unwrap();
        let proxy: Proxy = toml::from_str("addresses = ['192.0.2.1']\nheader = 'x-real-ip'").unwrap();
        let places = Arc::new(Places::new(&limits, Some(&proxy)));
        let take = |address: &str| places.take(address.parse().unwrap());
        let two = [take("198.51.100.1"), take("198.51.100.1")];
        assert!(two.iter().all(Option::is_some));
        assert!(take("198.51.100.1").is_none());
        // Addresses in one IPv6 network of 64 bits are one client.
        let _v6 = [take("2001:db8::1"), take("2001:db8::2")];
        assert!(take("2001:db8::3").is_none());
        let rest: Vec<_> = std::iter::from_fn(|| take("::ffff:192.0.2.1")).collect();
        assert_eq!(rest.len(), 4);
        assert!(take("203.0.113.9").is_none());
        drop(two);
        assert!(take("198.51.100.1").is_some());
    }
}
