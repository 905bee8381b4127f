//! `[limits]` and `[proxy]`: limits for clients, and the proxy that is trusted to report client addresses.

use serde::Deserialize;
use std::net::IpAddr;
use std::num::{NonZeroU32, NonZeroU64};
use std::time::Duration;

/// `[limits]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// How long the head of a request may take, and how long a connection may be idle, in seconds.
    pub head_seconds: NonZeroU64,
    /// How long a body may take, in seconds; each 64 KiB of it extend that by a second. Also how long a client may
    /// leave an answer unread.
    pub body_seconds: NonZeroU64,
    /// How long a check on the page Verify may take in all, in seconds.
    pub check_seconds: NonZeroU64,
    /// The memory for all request bodies together.
    pub body_memory_mib: BodyMemoryMib,
    /// How many connections are open at a time. One address gets a quarter of them.
    pub connections: NonZeroU32,
    /// How many badges one address may have checked on the page Verify in a minute.
    pub verify_per_minute: NonZeroU32,
    /// How many documents of other servers one address may have fetched for checks in its browser in a minute.
    pub relay_per_minute: NonZeroU32,
    /// How often one address may open claim links in a minute.
    pub claim_per_minute: NonZeroU32,
    /// How often one address may try to sign in in a minute.
    pub sign_in_per_minute: NonZeroU32,
}

const fn seconds(seconds: u64) -> NonZeroU64 {
    NonZeroU64::MIN.saturating_add(seconds - 1)
}

const fn count(count: u32) -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(count - 1)
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head_seconds: seconds(20),
            body_seconds: seconds(20),
            check_seconds: seconds(20),
            body_memory_mib: BodyMemoryMib(64),
            connections: count(1024),
            verify_per_minute: count(60),
            // A check asks for at most 20 documents, and needs the relay for few of them.
            relay_per_minute: count(120),
            // A class behind one address opens its links within a minute.
            claim_per_minute: count(600),
            sign_in_per_minute: count(20),
        }
    }
}

impl Limits {
    pub(crate) fn head(&self) -> Duration {
        Duration::from_secs(self.head_seconds.get())
    }

    pub(crate) fn body(&self) -> Duration {
        Duration::from_secs(self.body_seconds.get())
    }

    pub(crate) fn check(&self) -> Duration {
        Duration::from_secs(self.check_seconds.get())
    }

    pub(crate) fn body_memory_kib(&self) -> usize {
        usize::try_from(self.body_memory_mib.0).unwrap_or(usize::MAX).saturating_mul(1024)
    }

    pub(crate) fn connections(&self) -> usize {
        usize::try_from(self.connections.get()).unwrap_or(usize::MAX)
    }
}

/// Memory for request bodies, in MiB. Requests without a session get half of it. The half must suffice for the largest
/// body that is kept: a form with a file of 8 MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub struct BodyMemoryMib(u32);

/// Too little memory for one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("body_memory_mib must be at least {}", BodyMemoryMib::LEAST)]
pub struct TooLittleMemory;

impl BodyMemoryMib {
    const LEAST: u32 = 20;
}

impl TryFrom<u32> for BodyMemoryMib {
    type Error = TooLittleMemory;
    fn try_from(mib: u32) -> Result<Self, TooLittleMemory> {
        if mib < Self::LEAST { Err(TooLittleMemory) } else { Ok(Self(mib)) }
    }
}

/// `[proxy]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// The proxy's addresses, as seen by this server.
    pub addresses: Vec<IpAddr>,
    /// The header with the client's address. The last address in it counts.
    pub header: HeaderName,
}

/// A header name, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct HeaderName(axum::http::HeaderName);

impl HeaderName {
    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl TryFrom<String> for HeaderName {
    type Error = axum::http::header::InvalidHeaderName;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_nothing_is_an_error() {
        assert_eq!(toml::from_str::<Limits>("").unwrap(), Limits::default());
        assert_eq!(Limits::default().connections(), 1024);
        for field in ["head_seconds", "body_seconds", "check_seconds", "connections", "verify_per_minute"] {
            assert!(toml::from_str::<Limits>(&format!("{field} = 0")).is_err(), "{field}");
        }
        assert!(toml::from_str::<Limits>("verify = 1").is_err());
        assert_eq!(toml::from_str::<Limits>("body_memory_mib = 20").unwrap().body_memory_kib(), 20 * 1024);
        assert!(toml::from_str::<Limits>("body_memory_mib = 19").is_err());
    }

    #[test]
    fn a_proxy_needs_a_header_that_can_be_one() {
        assert!(toml::from_str::<Proxy>("addresses = ['127.0.0.1']").is_err());
        assert!(toml::from_str::<Proxy>("addresses = ['127.0.0.1']\nheader = 'a b'").is_err());
        assert!(toml::from_str::<Proxy>("addresses = ['proxy.internal']\nheader = 'x-real-ip'").is_err());
    }
}
