//! The installation's own address: what it may be, and that it stays.

use super::error::UpError;
use crate::config::PublicUrl;
use std::net::{Ipv4Addr, SocketAddr};
use url::Url;

/// The address of an installation that was not asked for another.
const DEFAULT: &str = "http://localhost:3000";

/// Which address this start uses.
///
/// `asked` is the command line's, `before` the last start's; `signed` says whether an institution exists already,
/// whose badges carry the address, so that another one is refused.
pub(super) fn choose(asked: Option<&str>, before: Option<&str>, signed: bool) -> Result<String, UpError> {
    let Some(asked) = asked else {
        return before.map_or_else(|| Ok(DEFAULT.to_owned()), |before| Ok(before.to_owned()));
    };
    let asked = check(asked)?;
    match before {
        Some(before) if signed && before != asked => {
            Err(UpError::AddressIsSigned { asked, before: before.to_owned() })
        }
        _ => Ok(asked),
    }
}

/// An address as `server.toml` takes it which others can reach safely: https, or http on this machine's own name.
fn check(text: &str) -> Result<String, UpError> {
    let refuse = |why: String| UpError::Address { asked: text.to_owned(), why };
    let url = PublicUrl::try_from(text.to_owned()).map_err(|e| refuse(e.to_string()))?;
    let host = url.authority().split(':').next().unwrap_or_default();
    if !url.is_https() && host != "localhost" {
        return Err(refuse("outside this machine it must be https".to_owned()));
    }
    Ok(url.as_str().to_owned())
}

/// Where the web server listens when nobody said: this machine alone, at the port of a loopback address.
pub(super) fn default_listen(public_url: &str) -> SocketAddr {
    let port = Url::parse(public_url)
        .ok()
        .filter(|url| url.scheme() == "http")
        .and_then(|url| url.port_or_known_default())
        .unwrap_or(3000);
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_start_is_on_localhost_and_later_ones_as_before() {
        assert_eq!(choose(None, None, false).unwrap(), "http://localhost:3000");
        assert_eq!(choose(None, Some("https://a.example"), true).unwrap(), "https://a.example");
    }

    #[test]
    fn another_address_is_refused_once_badges_can_carry_the_old_one() {
        let asked = Some("https://b.example/");
        assert_eq!(choose(asked, Some("https://a.example"), false).unwrap(), "https://b.example");
        let refused = choose(asked, Some("https://a.example"), true).unwrap_err();
        assert!(matches!(refused, UpError::AddressIsSigned { .. }));
        assert_eq!(
            choose(Some("https://a.example/"), Some("https://a.example"), true).unwrap(),
            "https://a.example"
        );
    }

    #[test]
    fn addresses_that_cannot_be_identifiers_are_refused() {
        for bad in [
            "http://127.0.0.1:3000",
            "http://[::1]:3000",
            "http://badges.example.edu",
            "ftp://localhost",
            "https://badges.example.edu/insignia",
            "https://me:secret@badges.example.edu",
            "badges.example.edu",
        ] {
            assert!(choose(Some(bad), None, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_loopback_address_says_where_to_listen() {
        assert_eq!(default_listen("http://localhost:4000").to_string(), "127.0.0.1:4000");
        assert_eq!(default_listen("https://badges.example.edu").to_string(), "127.0.0.1:3000");
    }
}
