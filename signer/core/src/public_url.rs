//! The public address: every id that the signer signs lies below it.

use credentials::address::PublicAddress;
use credentials::web_address::may_lie_below;
use serde::Deserialize;

/// `https://host…` or, on one machine, `http://localhost…`; without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl(String);

/// Why a text is no usable public address.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// The scheme is not permitted for this host.
    #[error("`public_url` must begin with https://, or with http://localhost on one machine")]
    Scheme,
    /// There is more than scheme, host, port and path.
    #[error(
        "`public_url` must be a scheme, a host name and perhaps a port and path, without user, query or fragment"
    )]
    Form,
}

impl TryFrom<String> for PublicUrl {
    type Error = PublicUrlError;

    fn try_from(text: String) -> Result<Self, PublicUrlError> {
        let text = text.trim_end_matches('/');
        let (rest, https) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (rest, true),
            (None, Some(rest)) => (rest, false),
            (None, None) => return Err(PublicUrlError::Scheme),
        };
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        if host.is_empty() || !rest.chars().all(plain) || rest.contains("//") {
            return Err(PublicUrlError::Form);
        }
        if !https && host != "localhost" {
            return Err(PublicUrlError::Scheme);
        }
        Ok(Self(text.to_owned()))
    }
}

impl PublicUrl {
    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ledger's name in its checkpoints: its address without the scheme (C2SP tlog-tiles, "Parameters").
    pub fn ledger_origin(&self) -> String {
        format!("{}/ledger", self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest))
    }

    /// Could a reader take `url` for this address or one below it, in any spelling? The checks by kind accept
    /// the one spelling that is signed.
    pub(crate) fn covers(&self, url: &str) -> bool {
        may_lie_below(url, &self.0)
    }

    /// Is `url` the id of an achievement of ours, in the one spelling that is signed?
    pub(crate) fn is_achievement(&self, url: &str) -> bool {
        matches!(self.parse(url), Some(PublicAddress::Achievement(..)))
    }

    /// Is `url` the id of a credential of ours, in the one spelling that is signed?
    pub(crate) fn is_credential(&self, url: &str) -> bool {
        matches!(self.parse(url), Some(PublicAddress::Credential(_)))
    }

    /// Is `url` the address of a status list of ours, in the one spelling that is signed?
    pub(crate) fn is_status_list(&self, url: &str) -> bool {
        matches!(self.parse(url), Some(PublicAddress::StatusList(_)))
    }

    fn parse(&self, url: &str) -> Option<PublicAddress> {
        PublicAddress::parse_below(url, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Result<PublicUrl, PublicUrlError> {
        PublicUrl::try_from(text.to_owned())
    }

    #[test]
    fn plain_http_is_for_localhost_only() {
        assert_eq!(url("http://localhost:3000/").unwrap().as_str(), "http://localhost:3000");
        assert_eq!(url("http://localhost:3000/").unwrap().ledger_origin(), "localhost:3000/ledger");
        let below = url("https://badges.example.org/b").unwrap();
        assert_eq!(below.ledger_origin(), "badges.example.org/b/ledger");
        for bad in [
            "http://badges.example.org",
            "http://localhost.example.org",
            "ftp://localhost",
            "badges.example.org",
        ] {
            assert_eq!(url(bad), Err(PublicUrlError::Scheme), "{bad}");
        }
        for bad in ["https:///b", "https://a@b", "https://a?b", "https://a#b", "https://a//b"] {
            assert_eq!(url(bad), Err(PublicUrlError::Form), "{bad}");
        }
    }

    #[test]
    fn only_plain_paths_in_the_right_folder_are_ours() {
        const ULID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let ours = url("https://b.example").unwrap();
        assert!(ours.is_credential(&format!("https://b.example/credentials/{ULID}")));
        assert!(ours.is_achievement(&format!("https://b.example/achievements/{ULID}/1")));
        for foreign in [
            "credentials/".to_owned(),
            "credentials/1".to_owned(),
            format!("credentials/{}", ULID.to_lowercase()),
            format!("credentials/{}", ULID.replace('0', "8")),
            format!("credentials/{}", ULID.replace('Z', "I")),
            format!("credentials/{ULID}0"),
            format!("credentials/{ULID}/1"),
            format!("credentials/a/../{ULID}"),
            format!("credentials/{ULID}?b"),
            format!("credentials/{ULID}#b"),
            format!("credentials/%30{}", &ULID[1..]),
            format!("status/{ULID}"),
        ] {
            assert!(!ours.is_credential(&format!("https://b.example/{foreign}")), "{foreign}");
        }
        for foreign in ["https://b.example.evil", "http://b.example"] {
            assert!(!ours.is_credential(&format!("{foreign}/credentials/{ULID}")), "{foreign}");
        }
        for version in ["", "0", "01", "-1", "+1", "1/2", "4294967296"] {
            let url = format!("https://b.example/achievements/{ULID}/{version}");
            assert!(!ours.is_achievement(&url), "{version}");
        }
        assert!(!ours.is_achievement(&format!("https://b.example/achievements/{ULID}")));
    }
}
