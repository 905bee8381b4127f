//! The installation's own address: which are valid, and that it does not change.

use crate::error::UpError;
use domain::PublicUrl;
use messages::Language;
use std::net::{Ipv4Addr, SocketAddr};
use url::Url;

/// The default address of an installation.
const DEFAULT: &str = "http://localhost:3000";
/// The default address of the desk.
const DEFAULT_DESK: &str = "http://localhost:3001";

/// The address for this start.
///
/// `asked` comes from the command line, `before` from the last start. `signed`: an institution exists, and its badges
/// carry the address, so another one is refused.
pub(crate) fn choose(asked: Option<&str>, before: Option<&str>, signed: bool) -> Result<String, UpError> {
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

/// The address of the signer's desk for this start, from the command line or the last start. It is a separate origin.
///
/// Passkeys belong to its host name: after a change approvers have to enrol again.
pub(crate) fn desk(asked: Option<&str>, before: Option<&str>, public_url: &str) -> Result<String, UpError> {
    let desk = match asked {
        Some(asked) => check(asked).map_err(|_| UpError::DeskAddress { asked: asked.to_owned() })?,
        None => before.unwrap_or(DEFAULT_DESK).to_owned(),
    };
    if desk == public_url { Err(UpError::DeskAddress { asked: desk }) } else { Ok(desk) }
}

/// An address that `server.toml` accepts and that is safe for clients: https, or http on localhost.
fn check(text: &str) -> Result<String, UpError> {
    let refuse = |why: String| UpError::Address { asked: text.to_owned(), why };
    let url = PublicUrl::try_from(text.to_owned())
        .map_err(|e| refuse(Language::English.not_a_public_url(e).to_owned()))?;
    if !url.is_https() && url.host() != "localhost" {
        return Err(refuse("outside this machine it must be https".to_owned()));
    }
    Ok(url.as_str().to_owned())
}

/// The web server's default listen address: 127.0.0.1, at the port of a loopback address.
pub(crate) fn default_listen(public_url: &str) -> SocketAddr {
    loopback(public_url, 3000)
}

/// The desk's default listen address.
pub(crate) fn default_desk_listen(desk_url: &str) -> SocketAddr {
    loopback(desk_url, 3001)
}

fn loopback(address: &str, otherwise: u16) -> SocketAddr {
    let port = Url::parse(address)
        .ok()
        .filter(|url| url.scheme() == "http")
        .and_then(|url| url.port_or_known_default())
        .unwrap_or(otherwise);
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
    fn the_desk_has_an_origin_of_its_own_and_keeps_it() {
        let here = "http://localhost:3000";
        assert_eq!(desk(None, None, here).unwrap(), "http://localhost:3001");
        assert_eq!(desk(None, Some("https://approve.example"), here).unwrap(), "https://approve.example");
        assert_eq!(desk(Some("http://localhost:4001"), None, here).unwrap(), "http://localhost:4001");
        for bad in [here, "http://127.0.0.1:3001", "http://approve.example"] {
            let refused = desk(Some(bad), None, here).unwrap_err().to_string();
            assert!(refused.contains("--desk-url"), "{refused}");
        }
        assert!(desk(None, None, "http://localhost:3001").is_err(), "one origin for both");
    }

    #[test]
    fn a_loopback_address_says_where_to_listen() {
        assert_eq!(default_listen("http://localhost:4000").to_string(), "127.0.0.1:4000");
        assert_eq!(default_listen("https://badges.example.edu").to_string(), "127.0.0.1:3000");
        assert_eq!(default_desk_listen("http://localhost:4001").to_string(), "127.0.0.1:4001");
        assert_eq!(default_desk_listen("https://approve.example.edu").to_string(), "127.0.0.1:3001");
    }
}
