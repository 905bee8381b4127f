//! The source of a ledger's public files: a directory, or an address.

use audit_facts::Unread;
use fetch::{Guard, get};
use std::io;
use std::path::PathBuf;
use url::{Host, Url};

/// A directory or address with `checkpoint` and `tile/` below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A directory of this machine.
    Directory(PathBuf),
    /// An address, without a trailing slash.
    Address(String),
}

/// Parses a source. `None` for an address that is neither https nor on this machine.
#[must_use]
pub fn at(text: &str) -> Option<Source> {
    if !text.contains("://") {
        return Some(Source::Directory(PathBuf::from(text)));
    }
    let url = Url::parse(text).ok()?;
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    let loopback = matches!(url.host(), Some(Host::Domain("localhost")));
    let good = plain && (url.scheme() == "https" || (url.scheme() == "http" && loopback));
    good.then(|| Source::Address(text.trim_end_matches('/').to_owned()))
}

impl Source {
    /// Reads a file of the ledger.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        match self {
            Self::Directory(directory) => {
                std::fs::read(directory.join(name)).map_err(|error| match error.kind() {
                    io::ErrorKind::NotFound => Unread::Absent,
                    _ => Unread::Failed(error.to_string()),
                })
            }
            Self::Address(base) => document(&format!("{base}/{name}")),
        }
    }
}

/// Reads a document at an address: https from public addresses, or on this machine.
pub(crate) fn document(url: &str) -> Result<Vec<u8>, Unread> {
    let guard = match at(url) {
        Some(Source::Address(_)) if url.starts_with("http://") => {
            let host = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            Guard::Own(host)
        }
        Some(Source::Address(_)) => Guard::Public,
        _ => return Err(Unread::NotHttps),
    };
    get(url, &guard).map_err(|error| Unread::Failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_directory_or_an_address_that_may_be_fetched() {
        assert_eq!(at("/var/lib/x"), Some(Source::Directory("/var/lib/x".into())));
        assert_eq!(at("https://a.example/ledger/"), Some(Source::Address("https://a.example/ledger".into())));
        assert!(at("http://localhost:3000/ledger").is_some());
        for bad in [
            "http://a.example/ledger",
            "ftp://a.example",
            "https://u@a.example/",
            "https://a.example/?q",
            "http://localhost.a.example/",
        ] {
            assert_eq!(at(bad), None, "{bad}");
        }
    }
}
