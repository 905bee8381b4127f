//! What others say beside the badge: when and why it was revoked, and who a bare key is. Neither is signed.

use serde_json::Value;

use super::members::text;
use super::plain::plain;
use super::report::RevocationNotice;
use crate::json::Document;
use crate::time::Timestamp;

/// Most bytes of such a document: 256 KiB.
const MOST: usize = 256 * 1024;

/// Reads `{"revoked": "<time>", "reason": "…"}`; nothing when it is anything else.
pub(super) fn revocation(bytes: &[u8]) -> Option<RevocationNotice> {
    let value = small(bytes)?;
    let revoked = Timestamp::parse(text(&value, "revoked")?).ok()?;
    Some(RevocationNotice { revoked, reason: plain(text(&value, "reason").unwrap_or_default(), 200) })
}

/// Where the notice of a revoked credential lies; nothing when its id is no web address.
pub(super) fn revocation_url(credential_id: &str) -> Option<String> {
    let is_web = credential_id.starts_with("https://") || credential_id.starts_with("http://");
    let plain = is_web && !credential_id.contains(['?', '#', ' ', '\\', '@']);
    plain.then(|| format!("{}/revocation", credential_id.trim_end_matches('/')))
}

/// The name of a `did:key` issuer from a profile whose `id` is that key, and the host of who vouches for it.
pub(super) fn profile(bytes: &[u8], by: &str, did: &str) -> Option<(String, String)> {
    let value = small(bytes)?;
    if text(&value, "id") != Some(did) {
        return None;
    }
    let host = host(by)?;
    Some((plain(text(&value, "name").unwrap_or_default(), 200), host))
}

fn small(bytes: &[u8]) -> Option<Value> {
    if bytes.len() > MOST {
        return None;
    }
    Document::parse(bytes).ok().map(Document::into_value)
}

/// Host and port of a web address.
fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    (!host.is_empty() && host.chars().all(allowed)).then(|| plain(host, 200))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_made_fit_to_be_shown() {
        let notice = revocation(
            b"{\"revoked\":\"2026-03-03T10:00:00Z\",\"reason\":\"issued\\u0007 in\\u202e error\"}",
        )
        .unwrap();
        assert_eq!(
            (notice.revoked.date().as_str(), notice.reason.as_str()),
            ("2026-03-03", "issued in error")
        );
        let long = format!("{{\"revoked\":\"2026-03-03T10:00:00Z\",\"reason\":\"{}\"}}", "x".repeat(9_000));
        assert_eq!(revocation(long.as_bytes()).unwrap().reason.chars().count(), 201);
    }

    #[test]
    fn a_notice_without_a_date_is_none() {
        for text in ["", "{}", "[]", r#"{"revoked":"yesterday"}"#, r#"{"revoked":"2026-03-03T10:00:00"}"#] {
            assert_eq!(revocation(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_notice_is_asked_for_only_beside_a_web_address() {
        assert_eq!(
            revocation_url("https://a.example/c/1").as_deref(),
            Some("https://a.example/c/1/revocation")
        );
        assert_eq!(revocation_url("urn:uuid:1"), None);
        assert_eq!(revocation_url("https://me@a.example/c/1"), None);
    }

    #[test]
    fn a_profile_counts_only_for_its_own_key_and_shows_the_host_of_who_vouches() {
        let document = br#"{"id":"did:key:z6Mk","name":"Vrijhaven","url":"https://www.harvard.example"}"#;
        let read = |by: &str, did: &str| profile(document, by, did).map(|(_, host)| host);
        assert_eq!(read("http://localhost:3000/x", "did:key:z6Mk").as_deref(), Some("localhost:3000"));
        assert_eq!(read("https://vrijhaven.example", "did:key:other"), None);
        assert_eq!(read("https://evil@vrijhaven.example", "did:key:z6Mk"), None);
        assert_eq!(read("javascript:alert(1)", "did:key:z6Mk"), None);
    }
}
