//! The forms of texts: addresses, words, languages, signatures, digests.

/// An absolute URI (RFC 3986).
pub(super) fn is_uri(text: &str) -> bool {
    text.is_ascii() && oxiri::Iri::parse(text).is_ok()
}

/// An absolute identifier, in any script (RFC 3987): a URL in the terms of VC Data Model 2.0.
pub(super) fn is_url(text: &str) -> bool {
    oxiri::Iri::parse(text).is_ok()
}

/// An address that a browser can open.
pub(super) fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && is_uri(text)
}

/// A bare DID: no path, query or fragment.
pub(super) fn is_did(text: &str) -> bool {
    text.starts_with("did:") && is_uri(text) && !text.contains(['#', '/', '?'])
}

/// A non-empty part, `@` and a host, without white space.
pub(super) fn is_email(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(local, host)| !local.is_empty() && host.contains('.') && !host.starts_with('.'))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// `^https://purl.imsglobal.org/spec/ob/v3p0/context(-3.\d.\d)*.json$`, the schemas' pattern.
pub(super) fn is_ob_context(url: &str) -> bool {
    let version = url
        .strip_prefix("https://purl.imsglobal.org/spec/ob/v3p0/context")
        .and_then(|rest| rest.strip_suffix(".json"));
    version.is_some_and(|version| {
        version.as_bytes().chunks(6).all(
            |part| matches!(part, [b'-', b'3', b'.', a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit()),
        )
    })
}

/// `(ext:)[a-z|A-Z|0-9|.|-|_]+`, the schemas' pattern literally: not anchored, and `|-|` is a range of one.
pub(super) fn has_own_word(text: &str) -> bool {
    text.match_indices("ext:").any(|(at, prefix)| {
        text.as_bytes()
            .get(at + prefix.len())
            .is_some_and(|b| b.is_ascii_alphanumeric() || b"|._".contains(b))
    })
}

/// The intended pattern: `ext:` and letters, digits, `.`, `|`, `_` and, except first, `-`.
pub(super) fn is_own_word(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"|._-".contains(&b);
    has_own_word(text) && text.strip_prefix("ext:").is_some_and(|word| word.bytes().all(fits))
}

/// `^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`, the schemas' pattern.
pub(super) fn is_language_code(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let language = parts.next().unwrap_or("");
    let is_script = |part: &&str| {
        part.len() == 4
            && part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.bytes().skip(1).all(|b| b.is_ascii_lowercase())
    };
    let is_region = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_uppercase()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    parts.next_if(is_script);
    (2..=4).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && parts.next().is_none_or(is_region)
        && parts.next().is_none()
}

/// Well-formed by BCP 47 as far as subtags go: the first of letters, each of one to eight letters or digits, and none
/// of one character at the end.
pub(super) fn is_language_tag(text: &str) -> bool {
    let fits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    let last = parts.clone().next_back().unwrap_or(first);
    fits(first) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(fits) && last.len() > 1
}

/// `^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$`, the schemas' pattern.
pub(super) fn is_compact_jws(text: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_base64url = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    !header.is_empty() && !signature.is_empty() && [header, payload, signature].into_iter().all(is_base64url)
}

/// `digestSRI`: hashes in the form of Subresource Integrity, base64 and no hex digits. One extra character is
/// accepted: the example of VC Data Model 2.0 itself has one.
pub(super) fn is_sri(text: &str) -> bool {
    let is_hash = |text: &str| {
        let Some((algorithm, rest)) = text.split_once('-') else { return false };
        let value = rest.split('?').next().unwrap_or("");
        let digits = value.trim_end_matches('=');
        let length = match algorithm {
            "sha256" => 43,
            "sha384" => 64,
            "sha512" => 86,
            _ => return false,
        };
        (length..=length + 1).contains(&digits.len())
            && value.len() - digits.len() <= 2
            && digits.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/".contains(&b))
    };
    !text.trim().is_empty() && text.split_ascii_whitespace().all(is_hash)
}
