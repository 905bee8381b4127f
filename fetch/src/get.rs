//! Fetches other servers' documents for a check, such that a check cannot be used against our own network.
//!
//! Only https. The name is resolved once, every private address is refused, and the connection uses exactly the
//! addresses that were checked. No redirects, no proxies, a short time limit, a size limit.

use crate::FetchError;
use crate::resolver::Guarded;
use std::io::Read;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{TlsConfig, TlsProvider};
use ureq::unversioned::transport::DefaultConnector;

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
pub enum Guard {
    /// https from public addresses.
    Public,
    /// As `Public`, and anything below this address, where the caller's own installation answers.
    Own(String),
}

/// Fetches a document on this thread.
///
/// # Errors
/// [`FetchError`], whose text is for users.
pub fn get(url: &str, guard: &Guard) -> Result<Vec<u8>, FetchError> {
    let own = matches!(guard, Guard::Own(base) if below(url, base));
    if !own && !url.starts_with("https://") {
        return Err(FetchError::NotHttps);
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
    let mut response = agent.get(url).call()?;
    let mut bytes = Vec::new();
    let read = response.body_mut().as_reader().take(MOST + 1).read_to_end(&mut bytes);
    read.map_err(|_| FetchError::Broken)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        return Err(FetchError::TooLarge);
    }
    Ok(bytes)
}

/// Is the address below `base`? `http://localhost:3000.evil.example` is not.
fn below(url: &str, base: &str) -> bool {
    url.strip_prefix(base.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
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
            let said =
                get(&format!("https://{host}:{port}/did.json"), &Guard::Public).unwrap_err().to_string();
            assert_eq!(said, "its server cannot be reached", "{host}");
        }
        assert!(listener.accept().is_err(), "somebody knocked");
        let nowhere =
            get("https://nothing-has-this-name.invalid/did.json", &Guard::Public).unwrap_err().to_string();
        assert_eq!(nowhere, "its server cannot be reached");
        assert!(get("http://example.org/", &Guard::Public).unwrap_err().to_string().contains("not https"));
        assert!(get("file:///etc/passwd", &Guard::Public).unwrap_err().to_string().contains("not https"));
    }
}
