//! The rules for the status lists that we sign (Bitstring Status List 1.0, section 2.2).

use serde_json::{Value, json};

use super::fault::{ContextFault, Fault, ModelFault, SchemaFault, StatusListFault};
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
    let mut rule = |holds: bool, at: Path<'_>, fault: Fault| {
        if !holds {
            findings.add(&at, fault);
        }
    };
    let id = text("/id").unwrap_or("");
    rule(
        formats::is_web_address(id) && !id.contains('#'),
        Path::Root.member("id"),
        StatusListFault::Id.into(),
    );
    let kind = json!(["VerifiableCredential", "BitstringStatusListCredential"]);
    rule(credential.get("type") == Some(&kind), Path::Root.member("type"), StatusListFault::Type.into());
    rule(
        text("/issuer").is_some_and(formats::is_did),
        Path::Root.member("issuer"),
        StatusListFault::IssuerNotDid.into(),
    );
    for (name, malformed) in [
        ("validFrom", ModelFault::NotAMoment("validFrom".into()).into()),
        ("validUntil", StatusListFault::ValidUntil.into()),
    ] {
        let moment = credential.get(name).and_then(Value::as_str).map(Timestamp::parse);
        rule(matches!(moment, Some(Ok(_))), Path::Root.member(name), malformed);
    }
    rule(
        text("/credentialSubject/id") == Some(&format!("{id}#list")),
        list.member("id"),
        StatusListFault::ListId.into(),
    );
    rule(
        text("/credentialSubject/type") == Some("BitstringStatusList"),
        list.member("type"),
        SchemaFault::TypeIsNot("BitstringStatusList".into()).into(),
    );
    rule(
        text("/credentialSubject/statusPurpose") == Some("revocation"),
        list.member("statusPurpose"),
        StatusListFault::Purpose.into(),
    );
    let bits = text("/credentialSubject/encodedList").map(StatusList::decode);
    rule(matches!(bits, Some(Ok(_))), list.member("encodedList"), StatusListFault::Bits.into());
    let ttl = credential.pointer("/credentialSubject/ttl").and_then(Value::as_u64);
    rule(ttl.is_some_and(|ttl| ttl > 0), list.member("ttl"), StatusListFault::Ttl.into());
    closed(credential, &Path::Root, MEMBERS, &mut findings);
    closed(credential.get("credentialSubject").unwrap_or(&Value::Null), &list, SUBJECT, &mut findings);
    if !credential.get("@context").is_some_and(|urls| context::is_list(urls, &[contexts::V2])) {
        findings.add(&Path::Root.member("@context"), ContextFault::NotExactly(contexts::V2.into()));
    }
    open_badge::check_validity(credential, &mut findings);
    findings
}

fn closed(value: &Value, at: &Path<'_>, known: &[&str], findings: &mut Findings) {
    for name in value.as_object().into_iter().flat_map(serde_json::Map::keys) {
        if !known.contains(&name.as_str()) {
            findings.add(&at.member(name), StatusListFault::Closed(name.clone()));
        }
    }
}
