//! Fetches other servers' documents for a check, such that a check cannot be used against our own network.
//!
//! Only https. The name is resolved once, every private address is refused, and the connection uses exactly the
//! addresses that were checked. No redirects, no proxies, a short time limit, a size limit.

mod resolver;

use async_trait::async_trait;
use credentials::verify::Supply;
use resolver::Guarded;
use std::io::Read;
use std::time::Duration;
use ureq::tls::{TlsConfig, TlsProvider};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};

/// The longest document that is read: 1 MiB, a status list of eight million entries.
const MOST: u64 = 1024 * 1024;
/// Accepted types: credentials and lists (Open Badges 3.0, section 5.2; VC Data Model 2.0, section 6.2), DID documents
/// (DID Core 1.0, section 6), key sets (RFC 7517, section 8.5). Anything from servers that know none of these.
const ACCEPT: &str = "application/vc+ld+json, application/vc, application/did+json, application/did+ld+json, \
    application/did, application/jwk-set+json, application/json, application/ld+json, */*;q=0.1";
/// Time limit for one document in all.
const PATIENCE: Duration = Duration::from_secs(8);

/// Allowed sources of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// https from public addresses.
    Public,
    /// As `Public`, and anything below this address, where the caller's own installation answers.
    Own(String),
}

/// Fetches other servers' documents for checks requested by users.
#[async_trait]
pub trait Fetcher: Send + Sync + 'static {
    /// Fetches the document at this address.
    async fn fetch(&self, url: String) -> Supply;
}

/// Fetches from public addresses over https only.
pub(crate) struct PublicOnly;

#[async_trait]
impl Fetcher for PublicOnly {
    async fn fetch(&self, url: String) -> Supply {
        match tokio::task::spawn_blocking(move || get(&url, &Guard::Public)).await {
            Ok(Ok(bytes)) => Supply::Found(bytes),
            Ok(Err(why)) => Supply::Unavailable(why),
            Err(_) => Supply::Unavailable("fetching it was cut short".to_owned()),
        }
    }
}

/// Fetches a document on this thread. The error gives the reason in a few words for users.
pub(crate) fn get(url: &str, guard: &Guard) -> Result<Vec<u8>, String> {
    let own = matches!(guard, Guard::Own(base) if below(url, base));
    if !own && !url.starts_with("https://") {
        return Err("its address is not https".to_owned());
    }
    let config = Agent::config_builder()
        .https_only(!own)
        .max_redirects(0)
        .max_redirects_will_error(true)
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .user_agent("Insignia")
        .accept(ACCEPT)
        .tls_config(TlsConfig::builder().provider(TlsProvider::Rustls).build())
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded { private_too: own });
    let mut response = agent.get(url).call().map_err(|error| in_words(&error))?;
    let mut bytes = Vec::new();
    let read = response.body_mut().as_reader().take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|_| "the connection broke".to_owned())?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        return Err("it is larger than 1 MiB".to_owned());
    }
    Ok(bytes)
}

/// Is the address below `base`? `http://localhost:3000.evil.example` is not.
fn below(url: &str, base: &str) -> bool {
    url.strip_prefix(base.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
}

fn in_words(error: &Error) -> String {
    match error {
        Error::StatusCode(404 | 410) => "there is nothing at its address".to_owned(),
        Error::StatusCode(code) => format!("its server answered {code}"),
        Error::Timeout(_) => "its server took too long".to_owned(),
        Error::TooManyRedirects | Error::RedirectFailed => {
            "its server sends us elsewhere, which is not followed".to_owned()
        }
        Error::Tls(_) | Error::Rustls(_) => "its server's certificate is not good".to_owned(),
        // One text for an unknown name, a name in a private network, and a server that does not answer. Otherwise
        // anybody could use this check to probe our network.
        _ => "its server cannot be reached".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::net::TcpListener;

    #[test]
    fn only_what_lies_below_an_address_lies_below_it() {
        assert!(below("http://localhost:3000/status/1", "http://localhost:3000"));
        assert!(!below("http://localhost:3000.evil.example/x", "http://localhost:3000"));
        assert!(!below("http://localhost:30001/x", "http://localhost:3000"));
    }

    #[test]
    fn a_server_that_gives_its_document_under_one_media_type_alone_is_asked_for_it() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
        let url = format!("{own}/list");
        let asked = std::thread::spawn(move || get(&url, &Guard::Own(own)));
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        assert_eq!(asked.join().unwrap(), Ok(b"{}".to_vec()));
        let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
        let accept = head.lines().find_map(|line| line.strip_prefix("accept: ")).unwrap().to_owned();
        let kinds: Vec<_> = accept.split(',').map(str::trim).collect();
        // Open Badges 3.0, section 5.2; DID Core, section 6; RFC 7517, section 8.5.
        for kind in [
            "application/vc+ld+json",
            "application/vc",
            "application/did",
            "application/did+json",
            "application/did+ld+json",
            "application/jwk-set+json",
            "application/json",
            "*/*;q=0.1",
        ] {
            assert!(kinds.contains(&kind), "{kind} is not in {accept}");
        }
    }

    #[test]
    fn nothing_is_fetched_from_private_addresses_whatever_their_spelling() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        for host in ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "[::ffff:127.0.0.1]", "2130706433"] {
            let said = get(&format!("https://{host}:{port}/did.json"), &Guard::Public).unwrap_err();
            assert_eq!(said, "its server cannot be reached", "{host}");
        }
        assert!(listener.accept().is_err(), "somebody knocked");
        let nowhere = get("https://nothing-has-this-name.invalid/did.json", &Guard::Public).unwrap_err();
        assert_eq!(nowhere, "its server cannot be reached");
        assert!(get("http://example.org/", &Guard::Public).unwrap_err().contains("not https"));
        assert!(get("file:///etc/passwd", &Guard::Public).unwrap_err().contains("not https"));
    }
}
