//! The rules for the status lists that we sign (Bitstring Status List 1.0, section 2.2).

use serde_json::{Value, json};

use super::finding::{Finding, under};
use super::{open_badge, walk};
use crate::contexts;
use crate::status::StatusList;
use crate::time::Timestamp;

const MEMBERS: &[&str] =
    &["@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject"];
const SUBJECT: &[&str] = &["id", "type", "statusPurpose", "encodedList", "ttl"];

/// Everything that keeps a status list from being signed.
pub(super) fn check(credential: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = |pointer: &str| credential.pointer(pointer).and_then(Value::as_str);
    let mut rule = |holds: bool, pointer: &str, code: &'static str, says: &str| {
        if !holds {
            findings.push(Finding::new(pointer, code, says));
        }
    };
    let id = text("/id").unwrap_or("");
    rule(
        walk::is_web_address(id) && !id.contains('#'),
        "/id",
        "malformed",
        "\"id\" must be the web address of the list.",
    );
    let kind = json!(["VerifiableCredential", "BitstringStatusListCredential"]);
    rule(
        credential.get("type") == Some(&kind),
        "/type",
        "type",
        "\"type\" must be VerifiableCredential and BitstringStatusListCredential.",
    );
    rule(
        text("/issuer").is_some_and(walk::is_did),
        "/issuer",
        "issuer-not-did",
        "\"issuer\" must be the DID of the issuer.",
    );
    for (pointer, says) in [
        ("/validFrom", "\"validFrom\" must be a date and time with zone, such as 2026-03-01T09:00:00Z."),
        ("/validUntil", "\"validUntil\" must be a date and time with zone: a list must be renewed."),
    ] {
        rule(text(pointer).is_some_and(|text| Timestamp::parse(text).is_ok()), pointer, "malformed", says);
    }
    let subject = "/credentialSubject";
    rule(
        text("/credentialSubject/id") == Some(&format!("{id}#list")),
        "/credentialSubject/id",
        "malformed",
        "The list's \"id\" must be that of the credential and #list.",
    );
    rule(
        text("/credentialSubject/type") == Some("BitstringStatusList"),
        "/credentialSubject/type",
        "type",
        "\"type\" must be the text \"BitstringStatusList\".",
    );
    rule(
        text("/credentialSubject/statusPurpose") == Some("revocation"),
        "/credentialSubject/statusPurpose",
        "purpose",
        "The list must be for revocation.",
    );
    let list = text("/credentialSubject/encodedList").map(StatusList::decode);
    rule(
        matches!(list, Some(Ok(_))),
        "/credentialSubject/encodedList",
        "list",
        "\"encodedList\" must be u and base64url of the gzipped bits, 131072 or more.",
    );
    let ttl = credential.pointer("/credentialSubject/ttl").and_then(Value::as_u64);
    rule(
        ttl.is_some_and(|ttl| ttl > 0),
        "/credentialSubject/ttl",
        "malformed",
        "\"ttl\" must be a number of milliseconds above 0.",
    );
    closed(credential, "", MEMBERS, &mut findings);
    closed(credential.pointer(subject).unwrap_or(&Value::Null), subject, SUBJECT, &mut findings);
    open_badge::check_context(credential, &[contexts::V2], &mut findings);
    open_badge::check_validity(credential, &mut findings);
    findings
}

fn closed(value: &Value, at: &str, known: &[&str], findings: &mut Vec<Finding>) {
    for name in value.as_object().into_iter().flat_map(serde_json::Map::keys) {
        if !known.contains(&name.as_str()) {
            findings.push(Finding::new(
                under(at, name),
                "closed",
                format!("A status list has no \"{name}\": remove it."),
            ));
        }
    }
}
