//! The address below which everything lies that this signer signs.

use serde::Deserialize;

/// `https://host…` or, on one machine, `http://localhost…`; without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PublicUrl(String);

/// Not an address that can be signed into badges.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PublicUrlError {
    #[error("`public_url` must begin with https://, or with http://localhost on one machine")]
    Scheme,
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
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The ledger's name in its checkpoints: the address below which it is served, without the scheme (C2SP
    /// tlog-tiles, "Parameters").
    pub(crate) fn ledger_origin(&self) -> String {
        format!("{}/ledger", self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest))
    }

    /// Is `url` this address, or does it lie anywhere below it?
    pub(crate) fn covers(&self, url: &str) -> bool {
        let rest = url.strip_prefix(self.0.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// Does `url` lie below `{public_url}/{folder}/`, with one to three plain path segments and nothing after them?
    /// Plain segments are unreserved characters (RFC 3986, 2.3), so no two spellings name one place.
    pub(crate) fn holds(&self, folder: &str, url: &str) -> bool {
        let Some(rest) = url
            .strip_prefix(self.0.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
            .and_then(|rest| rest.strip_prefix(folder))
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            return false;
        };
        rest.len() <= 200 && rest.split('/').count() <= 3 && rest.split('/').all(is_plain_segment)
    }
}

fn is_plain_segment(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..")
        && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
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
        let ours = url("https://b.example").unwrap();
        assert!(ours.holds("credentials", "https://b.example/credentials/01JABC"));
        assert!(ours.holds("achievements", "https://b.example/achievements/01JABC/1"));
        for foreign in [
            "https://b.example/credentials/",
            "https://b.example/credentials/a/../b",
            "https://b.example/credentials/a?b",
            "https://b.example/credentials/a#b",
            "https://b.example/credentials/a%2e",
            "https://b.example/status/a",
            "https://b.example.evil/credentials/a",
            "http://b.example/credentials/a",
        ] {
            assert!(!ours.holds("credentials", foreign), "{foreign}");
        }
    }
}
