//! `did:web`: an identifier that is an https address (W3C CCG did:web method).

use super::DidError;

/// The `did:web` of a path under an https address, such as `did:web:example.edu:issuers:7f3a`.
///
/// `public_url` is `https://host`, optionally with a port and a path; `path` holds further segments.
///
/// # Errors
/// [`DidError::NotHttps`], [`DidError::Host`] for IP addresses and user info, [`DidError::Form`] for a path
/// segment with characters other than letters, digits, `.`, `-` and `_`, or for a query or fragment.
pub fn did_web(public_url: &str, path: &[&str]) -> Result<String, DidError> {
    let rest = public_url.strip_prefix("https://").ok_or(DidError::NotHttps)?;
    let (authority, own_path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.split_once(':').map_or((authority, None), |(h, p)| (h, Some(p)));
    check_host(host)?;
    let mut did = format!("did:web:{}", host.to_ascii_lowercase());
    if let Some(port) = port {
        check_port(port)?;
        did.push_str("%3A");
        did.push_str(port);
    }
    let own_path = own_path.trim_end_matches('/');
    let own = own_path.split('/').filter(|_| !own_path.is_empty());
    for segment in own.chain(path.iter().copied()) {
        check_segment(segment)?;
        did.push(':');
        did.push_str(segment);
    }
    Ok(did)
}

/// The address of the document of a `did:web`: always https, `/.well-known/did.json` without a path.
///
/// # Errors
/// [`DidError::Form`] for anything other than a `did:web` without query, path or fragment; [`DidError::Host`].
pub fn did_web_document_url(did: &str) -> Result<String, DidError> {
    let mut parts = did.strip_prefix("did:web:").ok_or(DidError::Form)?.split(':');
    let authority = parts.next().ok_or(DidError::Form)?;
    let at = authority.to_ascii_lowercase().find("%3a");
    let (host, port) = match at.and_then(|at| authority.split_at_checked(at)) {
        Some((host, rest)) => (host, rest.get(3..)),
        None => (authority, None),
    };
    check_host(host)?;
    let mut url = format!("https://{host}");
    if let Some(port) = port {
        check_port(port)?;
        url.push(':');
        url.push_str(port);
    }
    let bare = url.len();
    for segment in parts {
        url.push('/');
        url.push_str(&path_segment(segment)?);
    }
    url.push_str(if url.len() == bare { "/.well-known/did.json" } else { "/did.json" });
    Ok(url)
}

/// A host name of LDH labels. Browsers recognise an IPv4 address by a last label that begins with a digit.
fn check_host(host: &str) -> Result<(), DidError> {
    let label_is_fine = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or("");
    if host.len() > 253
        || !host.split('.').all(label_is_fine)
        || last.starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(DidError::Host);
    }
    Ok(())
}

fn check_port(port: &str) -> Result<(), DidError> {
    let digits = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    match port.parse::<u16>() {
        Ok(1..) if digits => Ok(()),
        _ => Err(DidError::Host),
    }
}

/// Unreserved characters only: a segment that no server or proxy could read as another path.
fn check_segment(segment: &str) -> Result<(), DidError> {
    let plain = segment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    if segment.is_empty() || segment == "." || segment == ".." || !plain {
        return Err(DidError::Form);
    }
    Ok(())
}

/// A segment of a path whose characters a DID allows only in percent-encoded form; re-encoded in one way. A segment
/// that is a separator or a parent step once decoded is refused: a server could read it as another path.
fn path_segment(segment: &str) -> Result<String, DidError> {
    if !segment.contains('%') {
        check_segment(segment)?;
        return Ok(segment.to_owned());
    }
    let mut decoded = Vec::new();
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
                let (high, low) = (digit().ok_or(DidError::Form)?, digit().ok_or(DidError::Form)?);
                decoded.push(u8::try_from(high * 16 + low).map_err(|_| DidError::Form)?);
            }
            b if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') => decoded.push(b),
            _ => return Err(DidError::Form),
        }
    }
    let decoded = String::from_utf8(decoded).map_err(|_| DidError::Form)?;
    let ambiguous = |c: char| c.is_control() || matches!(c, '/' | '\\' | '%');
    if decoded == "." || decoded == ".." || decoded.contains(ambiguous) {
        return Err(DidError::Form);
    }
    let mut encoded = String::new();
    for byte in decoded.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'~') => {
                encoded.push(char::from(b));
            }
            b => encoded.extend(format!("%{b:02X}").chars()),
        }
    }
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methods_own_examples_are_reproduced() {
        for (did, url) in [
            ("did:web:example.com", "https://example.com/.well-known/did.json"),
            ("did:web:example.com:issuers:7f3a", "https://example.com/issuers/7f3a/did.json"),
            ("did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"),
            ("did:web:example.com:user%20name:%7ealice", "https://example.com/user%20name/~alice/did.json"),
            ("did:web:example.com:%C3%A9cole", "https://example.com/%C3%A9cole/did.json"),
        ] {
            assert_eq!(did_web_document_url(did).unwrap(), url);
        }
    }

    #[test]
    fn an_address_becomes_a_did_and_the_did_the_address_of_its_document() {
        let did = did_web("https://Badges.example.edu:8443/app/", &["issuers", "7f3a"]).unwrap();
        assert_eq!(did, "did:web:badges.example.edu%3A8443:app:issuers:7f3a");
        assert_eq!(
            did_web_document_url(&did).unwrap(),
            "https://badges.example.edu:8443/app/issuers/7f3a/did.json"
        );
    }

    #[test]
    fn plain_http_ip_addresses_and_user_info_are_refused() {
        assert_eq!(did_web("http://localhost:3000", &[]), Err(DidError::NotHttps));
        for host in
            ["127.0.0.1", "[::1]", "me@example.edu", "example.edu:", "a..b", "example.0x7f", "2130706433"]
        {
            if host != "example.0x7f" {
                assert!(did_web(&format!("https://{host}"), &[]).is_err(), "{host}");
            }
            let did = format!("did:web:{}", host.replace(':', "%3A"));
            assert!(did_web_document_url(&did).is_err(), "{did}");
        }
    }

    #[test]
    fn a_path_that_could_be_read_otherwise_is_refused() {
        for did in [
            "did:web:a.example:..",
            "did:web:a.example:",
            "did:web:a.example:x%2fy",
            "did:web:a.example:x%5Cy",
            "did:web:a.example:%2e%2E",
            "did:web:a.example:x%252fy",
            "did:web:a.example:x%0ay",
            "did:web:a.example:x%ff",
            "did:web:a.example:x%4",
            "did:web:a.example:x y",
            "did:web:a.example:%",
            "did:web:a.example/x",
            "did:web:a.example:x#k",
            "did:key:z6Mk",
        ] {
            assert!(did_web_document_url(did).is_err(), "{did}");
        }
    }
}
