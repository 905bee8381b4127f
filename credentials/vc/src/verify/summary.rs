//! The contents of a badge for people, read only after its proof was found good.

use serde_json::Value;

use super::members::{issuer_id, one, text, values};
use super::report::BadgeSummary;
use super::validity::Period;
use crate::sanitizer::{line, lines};

/// Reads the badge. `issuer_host` is the proven host of the issuer, not the badge's claim.
pub(super) fn summary(document: &Value, issuer_host: Option<String>) -> Option<BadgeSummary> {
    let subject = one(document, "credentialSubject")?;
    let achievement = one(subject, "achievement")?;
    let period = Period::of(document)?;
    let issuer = one(document, "issuer")?;
    Some(BadgeSummary {
        name: line(text(achievement, "name").unwrap_or_default(), 200),
        description: lines(text(achievement, "description").unwrap_or_default(), 4_000),
        achievement_type: line(text(achievement, "achievementType").unwrap_or_default(), 60),
        issuer_id: line(issuer_id(document)?, 300),
        issuer_name: line(text(issuer, "name").unwrap_or_default(), 200),
        issuer_host,
        recipient: recipient(subject),
        issued: period.from?,
        expires: period.until,
        image: image(achievement),
        credential_id: line(text(document, "id").unwrap_or_default(), 300),
        criteria: achievement.get("criteria").and_then(criteria),
    })
}

/// The name of the first `IdentityObject` that has one in clear.
fn recipient(subject: &Value) -> Option<String> {
    let is_name = |identity: &&Value| {
        text(identity, "identityType") == Some("name")
            && identity.get("hashed").and_then(Value::as_bool) == Some(false)
    };
    let named = values(subject.get("identifier")).iter().find(is_name)?;
    text(named, "identityHash").map(|name| line(name, 120))
}

/// The narrative, or else the address of the criteria.
fn criteria(criteria: &Value) -> Option<String> {
    text(criteria, "narrative").or_else(|| text(criteria, "id")).map(|text| lines(text, 20_000))
}

/// Only addresses that a browser loads as a picture and in no other way.
fn image(achievement: &Value) -> Option<String> {
    const ALLOWED: [&str; 4] = ["https://", "http://", "data:image/png;", "data:image/svg+xml"];
    // The standard requires an object here; many issuers write only its address.
    let url = match one(achievement, "image")? {
        Value::String(url) => url,
        image => text(image, "id")?,
    };
    ALLOWED.iter().any(|start| url.starts_with(start)).then(|| url.to_owned())
}
