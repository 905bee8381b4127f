//! The desk's address: an origin at which passkeys can be requested.

use serde::Deserialize;
use std::net::IpAddr;

/// `https://host[:port]`, or `http://localhost[:port]` on one machine: scheme, host and port, nothing after them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DeskUrl {
    origin: String,
    host: String,
}

/// Not an origin at which passkeys can be requested.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`desk.url` must be https:// with a host name and perhaps a port, or http://localhost with a port; never an IP address, and no path"
)]
pub struct DeskUrlError;

impl TryFrom<String> for DeskUrl {
    type Error = DeskUrlError;

    fn try_from(text: String) -> Result<Self, DeskUrlError> {
        let (rest, default_port) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (rest, "443"),
            (None, Some(rest)) if rest.split(':').next() == Some("localhost") => (rest, "80"),
            _ => return Err(DeskUrlError),
        };
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        // Browsers omit the scheme's default port from the origin: with it here, no assertion would ever match.
        let port_fits = port.is_none_or(|port| {
            port != default_port && port.parse::<u16>().is_ok_and(|number| number.to_string() == port)
        });
        let is_address = host.parse::<IpAddr>().is_ok();
        if host.is_empty() || !host.chars().all(plain) || !port_fits || is_address {
            return Err(DeskUrlError);
        }
        let host = host.to_owned();
        Ok(Self { origin: text, host })
    }
}

impl DeskUrl {
    /// The address, as an origin.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Its host: the RP ID of passkeys (Web Authentication 5.1.2).
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_has_an_origin_that_passkeys_know() {
        for good in
            ["http://localhost:3001", "https://approve.example.edu", "https://approve.example.edu:8443"]
        {
            assert!(DeskUrl::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "http://approve.example.edu",
            "https://192.0.2.1",
            "https://approve.example.edu/desk",
            "https://approve.example.edu:443",
            "https://Approve.example.edu",
            "http://localhost:03001",
            "https://user@example.edu",
            "",
        ] {
            assert!(DeskUrl::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
