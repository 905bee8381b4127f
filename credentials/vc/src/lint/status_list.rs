//! The rules for the status lists that we sign (Bitstring Status List 1.0, section 2.2).

use serde_json::{Value, json};

use super::finding::Findings;
use super::path::Path;
use super::{context, formats, open_badge};
use crate::contexts;
use crate::status::StatusList;
use crate::time::Timestamp;

const MEMBERS: &[&str] =
    &["@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject"];
const SUBJECT: &[&str] = &["id", "type", "statusPurpose", "encodedList", "ttl"];

/// All findings that prevent signing of a status list.
pub(super) fn check(credential: &Value) -> Findings {
    let mut findings = Findings::default();
    let text = |pointer: &str| credential.pointer(pointer).and_then(Value::as_str);
    let list = Path::Root.member("credentialSubject");
    let mut rule = |holds: bool, at: Path<'_>, code: &'static str, says: &str| {
        if !holds {
            findings.add(&at, code, says);
        }
    };
    let id = text("/id").unwrap_or("");
    rule(
        formats::is_web_address(id) && !id.contains('#'),
        Path::Root.member("id"),
        "malformed",
        "\"id\" must be the web address of the list.",
    );
    let kind = json!(["VerifiableCredential", "BitstringStatusListCredential"]);
    rule(
        credential.get("type") == Some(&kind),
        Path::Root.member("type"),
        "type",
        "\"type\" must be VerifiableCredential and BitstringStatusListCredential.",
    );
    rule(
        text("/issuer").is_some_and(formats::is_did),
        Path::Root.member("issuer"),
        "issuer-not-did",
        "\"issuer\" must be the DID of the issuer.",
    );
    for (name, says) in [
        ("validFrom", "\"validFrom\" must be a date and time with zone, such as 2026-03-01T09:00:00Z."),
        ("validUntil", "\"validUntil\" must be a date and time with zone: a list must be renewed."),
    ] {
        let moment = credential.get(name).and_then(Value::as_str).map(Timestamp::parse);
        rule(matches!(moment, Some(Ok(_))), Path::Root.member(name), "malformed", says);
    }
    rule(
        text("/credentialSubject/id") == Some(&format!("{id}#list")),
        list.member("id"),
        "malformed",
        "The list's \"id\" must be that of the credential and #list.",
    );
    rule(
        text("/credentialSubject/type") == Some("BitstringStatusList"),
        list.member("type"),
        "type",
        "\"type\" must be the text \"BitstringStatusList\".",
    );
    rule(
        text("/credentialSubject/statusPurpose") == Some("revocation"),
        list.member("statusPurpose"),
        "purpose",
        "The list must be for revocation.",
    );
    let bits = text("/credentialSubject/encodedList").map(StatusList::decode);
    rule(
        matches!(bits, Some(Ok(_))),
        list.member("encodedList"),
        "list",
        "\"encodedList\" must be u and base64url of the gzipped bits, 131072 or more.",
    );
    let ttl = credential.pointer("/credentialSubject/ttl").and_then(Value::as_u64);
    rule(
        ttl.is_some_and(|ttl| ttl > 0),
        list.member("ttl"),
        "malformed",
        "\"ttl\" must be a number of milliseconds above 0.",
    );
    closed(credential, &Path::Root, MEMBERS, &mut findings);
    closed(credential.get("credentialSubject").unwrap_or(&Value::Null), &list, SUBJECT, &mut findings);
    if !credential.get("@context").is_some_and(|urls| context::is_list(urls, &[contexts::V2])) {
        let says = format!("\"@context\" must be exactly {}.", contexts::V2);
        findings.add(&Path::Root.member("@context"), "context", says);
    }
    open_badge::check_validity(credential, &mut findings);
    findings
}

fn closed(value: &Value, at: &Path<'_>, known: &[&str], findings: &mut Findings) {
    for name in value.as_object().into_iter().flat_map(serde_json::Map::keys) {
        if !known.contains(&name.as_str()) {
            let says = format!("A status list has no \"{name}\": remove it.");
            findings.add(&at.member(name), "closed", says);
        }
    }
}
