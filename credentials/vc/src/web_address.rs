//! Web addresses in parts, so that two spellings of one place compare as equal (RFC 3986, sections 6.2.2 and 6.2.3).

use crate::unicode::ascii_host;

/// An absolute `http` or `https` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WebAddress {
    https: bool,
    /// Host in lower case and in ASCII, with the port where it is not the default of the scheme.
    authority: String,
    /// Begins with a slash.
    path: String,
    query: Option<String>,
    fragment: Option<String>,
}

impl WebAddress {
    /// Reads an address. None for another scheme, for user information, and for characters that no address has.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let forbidden = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        let (scheme, rest) = text.split_once("://")?;
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        if rest.contains(forbidden) {
            return None;
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end)?;
        let (rest, fragment) = match rest.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment.to_owned())),
            None => (rest, None),
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (rest, None),
        };
        let path = if path.is_empty() { "/" } else { path }.to_owned();
        Some(Self { https, authority: authority_of(authority, https)?, path, query, fragment })
    }

    /// The host in lower case and in ASCII, with the port where it is not the default; only of an `https` address.
    pub(crate) fn https_authority(&self) -> Option<&str> {
        self.https.then_some(self.authority.as_str())
    }

    /// The path, which begins with a slash.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Everything after the authority: path, query and fragment, each with its delimiter.
    pub(crate) fn after_authority(&self) -> String {
        let part = |delimiter: char, part: &Option<String>| {
            part.as_ref().map(|part| format!("{delimiter}{part}")).unwrap_or_default()
        };
        format!("{}{}{}", self.path, part('?', &self.query), part('#', &self.fragment))
    }

    /// Whether the address can represent every address below it: `https`, a path that ends in a slash and has no
    /// parent segment, neither query nor fragment.
    pub(crate) fn is_prefix(&self) -> bool {
        self.is_plain() && self.path.ends_with('/')
    }

    /// Whether the address is strictly below a prefix and cannot be read as another place.
    pub(crate) fn is_below(&self, prefix: &Self) -> bool {
        let rest = self.path.strip_prefix(prefix.path.as_str());
        prefix.is_prefix()
            && self.is_plain()
            && self.authority == prefix.authority
            && rest.is_some_and(|rest| !rest.is_empty())
    }

    fn is_plain(&self) -> bool {
        let path = self.path.to_ascii_lowercase();
        let encoded_slash = path.contains("%2f") || path.contains("%5c");
        let parent = path.split('/').any(|part| matches!(part.replace("%2e", ".").as_str(), "." | ".."));
        self.https && self.query.is_none() && self.fragment.is_none() && !encoded_slash && !parent
    }
}

/// Whether two texts name the same place: the same address after parsing, or the same text.
pub(crate) fn same_place(one: &str, other: &str) -> bool {
    one == other || WebAddress::parse(one).is_some_and(|one| WebAddress::parse(other) == Some(one))
}

/// Whether some reader may take an address for the base, or for an address below it.
///
/// An address that two readers can take for different places counts as below. Such addresses have a scheme without
/// `//`, user information or a malformed host. On the base's host they also include percent-encoding, empty segments
/// and parent segments. `http` and `https` are the same here, because many hosts serve the same content under both.
///
/// The signer uses this check, because it must not sign two spellings of one place. A base that is not a web address
/// covers everything.
#[must_use]
pub fn may_lie_below(address: &str, base: &str) -> bool {
    let is_unreadable = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    let Some((scheme, _)) = address.split_once(':').filter(|_| !address.contains(is_unreadable)) else {
        return true;
    };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return false;
    }
    let (Some(address), Some(base)) = (WebAddress::parse(address), WebAddress::parse(base)) else {
        return true;
    };
    if address.authority != base.authority {
        return false;
    }
    let (path, base) = (address.path.to_ascii_lowercase(), base.path.to_ascii_lowercase());
    let is_ambiguous = path.contains('%')
        || path.split('/').skip(1).any(|segment| matches!(segment, "." | ".."))
        || path.contains("//");
    let below = path.strip_prefix(base.trim_end_matches('/'));
    is_ambiguous || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Host and port, in one spelling: lower case, ASCII (punycode), no default port. None for user information, for a
/// host that ends in a dot, and for anything that is not a host.
fn authority_of(text: &str, https: bool) -> Option<String> {
    let bracket = text.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match text.get(bracket..)?.rfind(':') {
        Some(at) => (text.get(..bracket + at)?, text.get(bracket + at + 1..)?),
        None => (text, ""),
    };
    let in_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':');
    if host.is_empty() || !host.chars().all(in_host) || (bracket == 0 && host.contains(':')) {
        return None;
    }
    let host = if bracket > 0 { host.to_ascii_lowercase() } else { ascii_host(host)? };
    if host.ends_with('.') {
        return None;
    }
    let default = if https { 443 } else { 80 };
    match port {
        "" => Some(host),
        port if !port.bytes().all(|byte| byte.is_ascii_digit()) => None,
        port => match port.parse::<u16>().ok()? {
            port if port == default => Some(host),
            port => Some(format!("{host}:{port}")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_place_are_equal() {
        for other in [
            "https://a.example/s/1",
            "HTTPS://A.Example/s/1",
            "https://a.example:443/s/1",
            "https://a.example:/s/1",
        ] {
            assert!(same_place("https://a.example/s/1", other), "{other}");
        }
        assert!(same_place("https://a.example", "https://a.example/"));
        assert!(same_place("https://BÜCHER.example/x", "https://xn--bcher-kva.example/x"));
        assert!(same_place("http://[::1]:80/x", "http://[::1]/x"));
        assert!(same_place("urn:uuid:1", "urn:uuid:1"));
    }

    #[test]
    fn another_scheme_host_port_path_query_or_fragment_is_another_place() {
        for other in [
            "http://a.example/s/1",
            "https://b.example/s/1",
            "https://a.example:8443/s/1",
            "https://a.example/S/1",
            "https://a.example/s/1/",
            "https://a.example/s/1?",
            "https://a.example/s/1#",
            "https://u@a.example/s/1",
            "https://a.example./s/1",
            "https://a.ex%61mple/s/1",
            "https://a.example\\s/1",
            "urn:uuid:1",
        ] {
            assert!(!same_place("https://a.example/s/1", other), "{other}");
        }
    }

    #[test]
    fn only_an_https_address_that_ends_in_a_slash_is_a_prefix() {
        let prefix = |text: &str| WebAddress::parse(text).is_some_and(|address| address.is_prefix());
        assert!(prefix("https://a.example/status/") && prefix("https://a.example/"));
        for bad in [
            "http://a.example/status/",
            "https://a.example/status",
            "https://a.example/status/?x",
            "https://a.example/status/#x",
            "https://a.example/a/../status/",
            "https://a.example/a/%2E%2e/status/",
            "https://a.example/a%2fb/",
            "https://a.example/./status/",
            "https://u:p@a.example/status/",
            "https:///status/",
            "https://a.example:x/status/",
            "did:web:a.example/",
        ] {
            assert!(!prefix(bad), "{bad}");
        }
    }

    #[test]
    fn below_a_prefix_is_what_no_reading_takes_out_of_it() {
        let prefix = WebAddress::parse("https://A.example:443/status/").unwrap();
        let below = |text: &str| WebAddress::parse(text).is_some_and(|address| address.is_below(&prefix));
        assert!(below("https://a.example/status/7") && below("HTTPS://a.Example/status/a/b"));
        for outside in [
            "https://a.example/status/",
            "https://a.example/status",
            "https://a.example/statusx/7",
            "https://a.example/status/../keys/7",
            "https://a.example/status/%2e%2E/keys/7",
            "https://a.example/status/..%2fkeys",
            "https://a.example/status/7?x=1",
            "https://a.example/status/7#x",
            "http://a.example/status/7",
            "https://a.example:8443/status/7",
            "https://a.example.evil/status/7",
            "https://a.example@evil.example/status/7",
        ] {
            assert!(!below(outside), "{outside}");
        }
        let no_prefix = WebAddress::parse("https://a.example/status").unwrap();
        assert!(!WebAddress::parse("https://a.example/status/7").unwrap().is_below(&no_prefix));
    }

    #[test]
    fn what_a_reader_may_take_for_a_place_below_lies_below() {
        let base = "https://a.example/b";
        for below in [
            "https://a.example/b",
            "https://a.example/b/status/1",
            "https://a.example/b?x",
            "https://a.example/b#x",
            "https://A.EXAMPLE/b/status/1",
            "https://a.example:443/b/status/1",
            "https://a.example:/b/status/1",
            "https://a.example:0443/b/status/1",
            "HTTPS://a.example/B/status/1",
            "http://a.example/b/status/1",
            "https://ａ.example/b/status/1",
            "https://a.example/./b/status/1",
            "https://a.example/c/../b/status/1",
            "https://a.example/%62/status/1",
            "https://a.example//b/status/1",
            "https://u@a.example/b/status/1",
            "https://u@b.example/b/status/1",
            "https://a.example./b/status/1",
            "https://a.ex%61mple/b/status/1",
            "https:a.example/b/status/1",
            "https:/a.example/b/status/1",
            "https:\\\\a.example/b/status/1",
            " https://a.example/b/status/1",
            "ht\ntps://a.example/b/status/1",
            "/b/status/1",
        ] {
            assert!(may_lie_below(below, base), "{below}");
        }
        for elsewhere in [
            "https://a.example/c",
            "https://a.example/bc/status/1",
            "https://a.example:8443/b/status/1",
            "https://b.example/b/status/1",
            "https://b.example/%62/../status/1",
            "https://a.example.evil/b/status/1",
            "urn:uuid:1",
            "did:web:a.example:b",
        ] {
            assert!(!may_lie_below(elsewhere, base), "{elsewhere}");
        }
        assert!(may_lie_below("https://a.example/", "https://a.example"));
        assert!(may_lie_below("https://a.example", "https://A.example:443"));
        assert!(may_lie_below("http://LOCALHOST:3000/status/1", "http://localhost:3000"));
    }
}
