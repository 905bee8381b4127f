//! The address of an installation, as `public_url` in its configurations.

use std::fmt;
use url::{Host, Url};

/// The address of this installation: scheme, host and port, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is not a valid address for an installation. The crate `messages` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address for an installation")]
pub struct NotAPublicUrl;

impl PublicUrl {
    /// The address, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port, without the scheme's default port: the value of the browser's `Host` header.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// The host name.
    pub fn host(&self) -> &str {
        self.authority().split(':').next().unwrap_or_default()
    }

    /// Is the scheme https?
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = NotAPublicUrl;
    fn try_from(text: String) -> Result<Self, NotAPublicUrl> {
        // Percent-encoding and a trailing dot are further spellings of a host, which verifiers compare as text.
        if text.contains('%') {
            return Err(NotAPublicUrl);
        }
        let url = Url::parse(&text).map_err(|_| NotAPublicUrl)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let nobody = url.username().is_empty() && url.password().is_none();
        if !bare || !nobody || !matches!(url.scheme(), "http" | "https") {
            return Err(NotAPublicUrl);
        }
        match url.host() {
            Some(Host::Domain(name)) if !name.ends_with('.') => {
                Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
            }
            _ => Err(NotAPublicUrl),
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        let url = PublicUrl::try_from("https://Badges.Example.EDU:443/".to_owned()).unwrap();
        assert_eq!((url.as_str(), url.authority()), ("https://badges.example.edu", "badges.example.edu"));
        let local = PublicUrl::try_from("http://localhost:3000".to_owned()).unwrap();
        assert_eq!(local.authority(), "localhost:3000");
    }

    #[test]
    fn what_no_badge_could_carry_is_refused() {
        for bad in [
            "localhost:3000",
            "http://127.0.0.1:3000",
            "https://a.example/badges",
            "ftp://a.example",
            "https://u@a.example",
            "https://a.example.",
            "https://a.example.:8443",
            "https://%61.example",
        ] {
            assert_eq!(PublicUrl::try_from(bad.to_owned()), Err(NotAPublicUrl), "{bad}");
        }
    }
}
