//! Headers of every answer. A page of the desk may run its one script, request passkeys and read the published DID
//! documents, and nothing else; nobody may frame it.

use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue,
    REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};

/// The configured headers.
#[derive(Clone, Debug)]
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    /// For the desk of this origin and the web application at `public_url`.
    pub(crate) fn new(origin: &str, public_url: &str) -> Result<Self, InvalidHeaderValue> {
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
             connect-src 'self' {}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'",
            origin_of(public_url)
        );
        let named = |name| HeaderName::from_static(name);
        let mut all = vec![
            (CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy)?),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            // Not `no-referrer`: under that, browsers send `Origin: null` with a form, which is refused here.
            (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (named("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
            (named("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
            (
                named("permissions-policy"),
                HeaderValue::from_static(
                    "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), geolocation=(), \
                     microphone=()",
                ),
            ),
        ];
        if origin.starts_with("https://") {
            all.push((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
        }
        Ok(Self(all))
    }

    /// Adds those that an answer does not have.
    pub(crate) fn add(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// Scheme, host and port of an address.
fn origin_of(url: &str) -> &str {
    let Some((scheme, rest)) = url.split_once("://") else { return url };
    let end = scheme.len() + 3 + rest.find('/').unwrap_or(rest.len());
    url.get(..end).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(origin: &str, public_url: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        Headers::new(origin, public_url).unwrap().add(&mut headers);
        headers
    }

    #[test]
    fn nothing_runs_or_is_fetched_but_what_the_desk_needs() {
        let headers = set("https://approve.example.edu", "https://badges.example.edu/b");
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
        assert!(policy.contains("connect-src 'self' https://badges.example.edu; "), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
    }

    #[test]
    fn browsers_are_told_to_stay_on_tls_where_there_is_any() {
        assert!(
            set("https://approve.example.edu", "https://b.example").contains_key(STRICT_TRANSPORT_SECURITY)
        );
        assert!(
            !set("http://localhost:3001", "http://localhost:3000").contains_key(STRICT_TRANSPORT_SECURITY)
        );
    }
}
