//! The documents that a verification needs, from the network or from files.

use super::BadgeError;
use super::documents::Documents;
use credentials::verify::{Need, Supply};
use fetch::{Guard, get};
use url::{Host, Url};

/// Where a verification gets its documents.
pub(super) enum Source {
    /// The network.
    Network,
    /// The network, and the caller's own installation at this address.
    Own(String),
    /// Only files.
    Files(Documents),
}

/// The answer to a need, from the source.
pub(super) fn supply(need: &Need, source: &mut Source) -> Supply {
    let own = match source {
        Source::Files(documents) => return documents.supply(need.url().unwrap_or_default()),
        Source::Own(own) => Some(own.as_str()),
        Source::Network => None,
    };
    let guard = own.map_or(Guard::Public, |own| Guard::Own(own.to_owned()));
    let url = match (need, own) {
        (Need::IssuerProfile { did }, Some(own)) => format!(
            "{own}/api/v1/issuers?id={}",
            url::form_urlencoded::byte_serialize(did.as_bytes()).collect::<String>()
        ),
        (other, _) => other.url().unwrap_or_default().to_owned(),
    };
    match (get(&url, &guard), need, own) {
        (Ok(document), Need::IssuerProfile { .. }, Some(own)) => {
            Supply::Profile { document, by: own.to_owned() }
        }
        (Ok(bytes), ..) => Supply::Found(bytes),
        // A user who tries Insignia on their own machine meets this case first.
        (Err(why), ..)
            if own.is_none() && own_address(origin(&url)).is_ok_and(|own| own.starts_with("http:")) =>
        {
            Supply::Unavailable(format!(
                "{why}; if {} is your own installation, name it with --own",
                origin(&url)
            ))
        }
        (Err(why), ..) => Supply::Unavailable(why.to_string()),
    }
}

/// The address of the caller's own installation: https anywhere; http on this machine only.
pub(super) fn own_address(text: &str) -> Result<String, BadgeError> {
    let url = Url::parse(text).map_err(|_| BadgeError::Own)?;
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let good = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if good && url.path() == "/" { Ok(text.trim_end_matches('/').to_owned()) } else { Err(BadgeError::Own) }
}

/// Scheme, host and port of an address.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |at| host + at);
    url.get(..end).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::{origin, own_address};

    #[test]
    fn the_origin_ends_before_the_path() {
        assert_eq!(origin("http://localhost:3000/status/1"), "http://localhost:3000");
        assert_eq!(origin("https://a.example"), "https://a.example");
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert_eq!(own_address("http://localhost:3000/").unwrap(), "http://localhost:3000");
        assert!(own_address("https://badges.example.edu").is_ok());
        assert!(own_address("http://badges.example.edu").is_err());
        assert!(own_address("http://localhost.evil.example").is_err());
        assert!(own_address("file:///etc").is_err());
    }
}
