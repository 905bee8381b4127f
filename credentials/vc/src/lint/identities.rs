//! The recipient of a badge, without disclosure to everybody (Open Badges 3.0, section B.6.3).

use serde_json::Value;

use super::fault::RecipientFault;
use super::finding::Findings;
use super::path::Path;

/// Hashes are salted SHA-256, and an e-mail address is never in clear.
pub(super) fn check(subject: &Value, at: &Path<'_>, findings: &mut Findings) {
    let at = at.member("identifier");
    for (index, identity) in
        subject.get("identifier").and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        let at = at.item(index);
        let text = |name: &str| identity.get(name).and_then(Value::as_str);
        match (identity.get("hashed"), text("identityType")) {
            (Some(Value::Bool(true)), _) => {
                if !text("identityHash").is_some_and(is_sha256) {
                    findings.add(&at.member("identityHash"), RecipientFault::WeakHash);
                }
                if text("salt").is_none() {
                    findings.add(&at.member("salt"), RecipientFault::NoSalt);
                }
            }
            (Some(Value::Bool(false)), Some("emailAddress")) => {
                findings.add(&at, RecipientFault::AddressInClear);
            }
            _ => {}
        }
    }
}

fn is_sha256(text: &str) -> bool {
    let digits = text.strip_prefix("sha256$");
    digits.is_some_and(|digits| digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}
