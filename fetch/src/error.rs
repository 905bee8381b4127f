//! Why a document was not fetched, in words for users.

use ureq::Error;

/// Why a document was not fetched. The texts continue a sentence such as "the status list cannot be read: …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address has another scheme than `https`.
    #[error("its address is not https")]
    NotHttps,
    /// The server answered 404 or 410.
    #[error("there is nothing at its address")]
    NothingThere,
    /// The server answered another status of failure.
    #[error("its server answered {0}")]
    Status(u16),
    /// The time limit passed.
    #[error("its server took too long")]
    Timeout,
    /// The server answered with a redirect.
    #[error("its server redirects to another address, which is not followed")]
    Redirect,
    /// The server's certificate is not accepted.
    #[error("its server's certificate is not valid")]
    Certificate,
    /// No connection. One reason for an unknown name, a name in a private network, and a server that does not answer:
    /// otherwise anybody could use a check to probe our network.
    #[error("its server cannot be reached")]
    Unreachable,
    /// The connection ended within the document.
    #[error("the connection broke")]
    Broken,
    /// The document is larger than 1 MiB.
    #[error("it is larger than 1 MiB")]
    TooLarge,
}

impl From<Error> for FetchError {
    fn from(error: Error) -> Self {
        match error {
            Error::StatusCode(404 | 410) => Self::NothingThere,
            Error::StatusCode(code) => Self::Status(code),
            Error::Timeout(_) => Self::Timeout,
            Error::TooManyRedirects | Error::RedirectFailed => Self::Redirect,
            Error::Tls(_) | Error::Rustls(_) => Self::Certificate,
            _ => Self::Unreachable,
        }
    }
}
