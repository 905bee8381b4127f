//! The client address of a request.

use crate::config::Proxy;
use axum::extract::Request;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr};

/// The other end of the connection: a client, or a reverse proxy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) IpAddr);

/// The unit of rate limits: an IPv4 address, or an IPv6 network of 64 bits, which is what one line is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct AddressBlock(IpAddr);

impl AddressBlock {
    pub(super) fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
}

/// The client's address. Only a trusted proxy may name an address other than its own. `None`: the request came without
/// a connection.
pub(super) fn address(request: &Request, proxy: Option<&Proxy>) -> Option<IpAddr> {
    let Peer(peer) = request.extensions().get()?;
    let peer = peer.to_canonical();
    let named = proxy
        .filter(|proxy| proxy.addresses.contains(&peer))
        .and_then(|proxy| named(request.headers(), proxy.header.as_str()));
    Some(named.unwrap_or(peer))
}

/// The last address in the header: a proxy appends the address that it saw, after any that the client sent.
fn named(headers: &HeaderMap, header: &str) -> Option<IpAddr> {
    let line = headers.get_all(header).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn from(peer: &str, headers: &[&str], proxy: Option<&Proxy>) -> String {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        for value in headers {
            request.headers_mut().append("x-forwarded-for", value.parse().unwrap());
        }
        address(&request, proxy).unwrap().to_string()
    }

    #[test]
    fn only_a_trusted_proxy_names_the_client() {
        let proxy: Proxy =
            toml::from_str("addresses = ['127.0.0.1', '::1']\nheader = 'X-Forwarded-For'").unwrap();
        let proxy = Some(&proxy);
        assert_eq!(from("127.0.0.1", &["203.0.113.7"], proxy), "203.0.113.7");
        assert_eq!(from("::ffff:127.0.0.1", &["203.0.113.7"], proxy), "203.0.113.7");
        // Addresses written by the client precede the address that the proxy saw.
        assert_eq!(from("127.0.0.1", &["198.51.100.1, 203.0.113.7"], proxy), "203.0.113.7");
        assert_eq!(from("127.0.0.1", &["198.51.100.1", "203.0.113.7"], proxy), "203.0.113.7");
        assert_eq!(from("203.0.113.9", &["198.51.100.1"], proxy), "203.0.113.9");
        assert_eq!(from("127.0.0.1", &["198.51.100.1"], None), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &["unknown"], proxy), "127.0.0.1");
        assert_eq!(from("127.0.0.1", &[], proxy), "127.0.0.1");
    }

    #[test]
    fn an_ipv6_network_is_one_client() {
        let block = |text: &str| AddressBlock::of(text.parse().unwrap());
        assert_eq!(block("2001:db8:1:2::1"), block("2001:db8:1:2:ffff::9"));
        assert_ne!(block("2001:db8:1:2::1"), block("2001:db8:1:3::1"));
        assert_eq!(block("::ffff:192.0.2.1"), block("192.0.2.1"));
        assert_ne!(block("192.0.2.1"), block("192.0.2.2"));
    }
}
