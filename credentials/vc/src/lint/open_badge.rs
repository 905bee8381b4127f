//! The rules for badges that the table of classes cannot express.

use serde_json::Value;

use super::classes::ACHIEVEMENT_CREDENTIAL;
use super::fault::{BadgeFault, ModelFault};
use super::finding::Findings;
use super::path::Path;
use super::{Strictness, formats, identities, reserved, results, schema_walker};
use crate::status::StatusEntry;
use crate::time::Timestamp;

/// The address of 1EdTech's JSON Schema of the class; one entry of `credentialSchema` must name it.
const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

/// All findings that prevent signing of a badge of ours, except those of JSON-LD itself.
pub(super) fn check(credential: &Value) -> Findings {
    let mut findings = Findings::default();
    schema_walker::check(credential, &ACHIEVEMENT_CREDENTIAL, Strictness::Issuing, &mut findings);
    check_essentials(credential, &mut findings);
    check_kind(credential, &mut findings);
    check_no_proof(credential, &mut findings);
    check_issuer(credential, &mut findings);
    check_status(credential, &mut findings);
    check_schema(credential, &mut findings);
    check_validity(credential, &mut findings);
    reserved::check(credential, &mut findings);
    if let Some(subject) = credential.get("credentialSubject") {
        let at = Path::Root.member("credentialSubject");
        identities::check(subject, &at, &mut findings);
        results::check(subject, &at, &mut findings);
        check_image(subject, &at, &mut findings);
    }
    findings
}

/// The standard's requirements for every badge beyond its schemas: a subject that identifies somebody, criteria with
/// content.
pub(super) fn check_essentials(credential: &Value, findings: &mut Findings) {
    let Some(subject) = credential.get("credentialSubject") else { return };
    let at = Path::Root.member("credentialSubject");
    let identified = || {
        subject.get("identifier").and_then(Value::as_array).is_some_and(|identities| !identities.is_empty())
    };
    if subject.is_object() && subject.get("id").is_none() && !identified() {
        findings.add(&at, BadgeFault::Nobody);
    }
    let criteria = subject.get("achievement").and_then(|achievement| achievement.get("criteria"));
    if criteria.is_some_and(|c| c.is_object() && c.get("narrative").is_none() && c.get("id").is_none()) {
        let achievement = at.member("achievement");
        findings.add(&achievement.member("criteria"), BadgeFault::NoCriteria);
    }
}

/// A further type would add another set of definitions and another class of document.
fn check_kind(credential: &Value, findings: &mut Findings) {
    let known = ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential"];
    for (index, kind) in credential.get("type").and_then(Value::as_array).into_iter().flatten().enumerate() {
        if !kind.as_str().is_some_and(|kind| known.contains(&kind)) {
            let at = Path::Root.member("type");
            findings.add(&at.item(index), BadgeFault::FurtherType);
        }
    }
}

fn check_no_proof(credential: &Value, findings: &mut Findings) {
    if credential.get("proof").is_some() {
        findings.add(&Path::Root.member("proof"), ModelFault::ProofPresent);
    }
}

fn check_issuer(credential: &Value, findings: &mut Findings) {
    let id = credential.get("issuer").and_then(|issuer| issuer.get("id")).and_then(Value::as_str);
    if id.is_some_and(|id| !formats::is_did(id)) {
        findings.add(&Path::Root.member("issuer").member("id"), BadgeFault::IssuerNotDid);
    }
}

fn check_status(credential: &Value, findings: &mut Findings) {
    let at = Path::Root.member("credentialStatus");
    let Some(status) = credential.get("credentialStatus") else {
        return findings.add(&at, BadgeFault::StatusMissing);
    };
    let entry = StatusEntry::parse(status);
    // Converted back and compared: the entry then has exactly our members and our `<list>#<index>`.
    if !entry.is_ok_and(|entry| entry.to_value() == *status) {
        findings.add(&at, BadgeFault::StatusEntry);
    }
}

/// When schemas are named, the standard's own must be among them (Open Badges 3.0, section B.4.3).
fn check_schema(credential: &Value, findings: &mut Findings) {
    let Some(Value::Array(schemas)) = credential.get("credentialSchema") else { return };
    let text =
        |schema: &Value, name: &str, wanted: &str| schema.get(name).and_then(Value::as_str) == Some(wanted);
    let is_ours =
        |schema: &Value| text(schema, "id", SCHEMA) && text(schema, "type", "1EdTechJsonSchemaValidator2019");
    if !schemas.is_empty() && !schemas.iter().any(is_ours) {
        findings.add(&Path::Root.member("credentialSchema"), BadgeFault::Schema(SCHEMA.into()));
    }
}

pub(super) fn check_validity(credential: &Value, findings: &mut Findings) {
    let moment = |name: &str| {
        credential.get(name).and_then(Value::as_str).and_then(|text| Timestamp::parse(text).ok())
    };
    if let (Some(from), Some(until)) = (moment("validFrom"), moment("validUntil"))
        && until <= from
    {
        findings.add(&Path::Root.member("validUntil"), BadgeFault::EndsBeforeStart);
    }
}

/// A subject's image is this award, baked; the badge's picture belongs to the achievement (section B.1.2).
fn check_image(subject: &Value, at: &Path<'_>, findings: &mut Findings) {
    let own = picture(subject);
    if own.is_some() && own == subject.get("achievement").and_then(picture) {
        findings.add(&at.member("image"), BadgeFault::SameImage);
    }
}

fn picture(object: &Value) -> Option<&str> {
    object.get("image")?.get("id")?.as_str()
}
