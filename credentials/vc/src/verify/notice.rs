//! The issuer's unsigned notice: when and why a badge was revoked.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::members::text;
use super::report::RevocationNotice;
use crate::json::Document;
use crate::sanitizer::line;
use crate::time::Timestamp;

/// Maximum size in bytes of such a document: 256 KiB.
const MOST: usize = 256 * 1024;

/// Reads `{"revoked": "<time>", "reason": "…"}`; none for any other form.
pub(super) fn revocation(bytes: &[u8]) -> Option<RevocationNotice> {
    let value = small(bytes)?;
    let revoked = Timestamp::parse(text(&value, "revoked")?).ok()?;
    Some(RevocationNotice { revoked, reason: line(text(&value, "reason").unwrap_or_default(), 200) })
}

/// The address of the revocation notice; none when the credential's id is not a web address. The SHA-256 of the
/// canonical form shows that we have the credential, for issuers who keep the reason from others.
pub(super) fn revocation_url(credential_id: &str, canonical: Option<&str>) -> Option<String> {
    let is_web = credential_id.starts_with("https://") || credential_id.starts_with("http://");
    let plain = is_web && !credential_id.contains(['?', '#', ' ', '\\', '@']);
    let digest = canonical.map(|canonical| hex::encode(Sha256::digest(canonical)));
    let query = digest.map(|digest| format!("?digest={digest}")).unwrap_or_default();
    plain.then(|| format!("{}/revocation{query}", credential_id.trim_end_matches('/')))
}

fn small(bytes: &[u8]) -> Option<Value> {
    if bytes.len() > MOST {
        return None;
    }
    Document::parse(bytes).ok().map(Document::into_value)
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
            revocation_url("https://a.example/c/1", None).as_deref(),
            Some("https://a.example/c/1/revocation")
        );
        // FIPS 180-4: the SHA-256 of “abc”.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let url = format!("https://a.example/c/1/revocation?digest={digest}");
        assert_eq!(revocation_url("https://a.example/c/1", Some("abc")), Some(url));
        assert_eq!(revocation_url("urn:uuid:1", None), None);
        assert_eq!(revocation_url("https://me@a.example/c/1", None), None);
    }
}
