//! Configured contexts: only for other credentials, and only with their digest.

use crate::documents::{Institution, now};
use crate::house::House;
use ::credentials::canonical::ExtraContext;
use ::credentials::json::Document;
use ::credentials::multikey::PublicKey;
use ::credentials::proof::SecuredDocument;
use protocol::{Problem, Refusal, RefusalCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;

const URL: &str = "https://context.example/membership/v1";
const TEXT: &str = r#"{"@context": {"@version": 1.1, "@protected": true,
  "MembershipCredential": "https://context.example/#MembershipCredential",
  "membershipNumber": "https://context.example/#membershipNumber"}}"#;

fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// One `[[context]]` whose file holds `TEXT`, and types for the key.
fn trusting() -> Institution {
    let mut house = House::built();
    house.add_settings(&entry(&house, URL, &digest(TEXT)));
    house.add_settings("[[other_credentials]]\nkey = \"badges\"\ntypes = [\"MembershipCredential\"]");
    fs::write(house.path("membership.jsonld"), TEXT).unwrap();
    house.start();
    Institution::founded_in(house)
}

fn entry(house: &House, url: &str, sha256: &str) -> String {
    let file = house.path("membership.jsonld").display().to_string();
    format!("[[context]]\nurl = {url:?}\nfile = {file:?}\nsha256 = {sha256:?}")
}

fn membership(school: &Institution) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", URL],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "MembershipCredential"],
        "issuer": school.did,
        "validFrom": now().rfc3339(),
        "credentialSubject": { "id": "did:example:ada", "membershipNumber": "1815" }
    })
}

#[track_caller]
fn refused(school: &Institution, credential: &Value) -> Refusal {
    let refusal = school.house.sign(credential).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Lint);
    refusal
}

#[test]
fn a_credential_under_a_configured_context_is_signed() {
    let school = trusting();
    let signed = school.house.sign(&membership(&school)).unwrap();
    let document = Document::parse(signed.document.as_bytes()).unwrap();
    let key = PublicKey::parse(&school.public_key).unwrap();
    let extra = [ExtraContext { url: URL, text: TEXT }];
    SecuredDocument::read_with(document.value(), &extra).unwrap().verify(0, &key).unwrap();
    let mut changed = document.value().clone();
    changed["credentialSubject"]["membershipNumber"] = json!("1816");
    assert!(SecuredDocument::read_with(&changed, &extra).unwrap().verify(0, &key).is_err());
}

#[test]
fn without_the_entry_the_context_is_unknown() {
    let school = Institution::founded_with(
        "[[other_credentials]]\nkey = \"badges\"\ntypes = [\"MembershipCredential\"]",
    );
    let refusal = refused(&school, &membership(&school));
    assert!(refusal.findings.iter().any(|finding| finding.contains(URL)), "{refusal:?}");
}

#[test]
fn a_badge_and_a_status_list_that_name_a_configured_context_are_refused() {
    let school = trusting();
    let mut badge = school.credential(1).to_value();
    badge["@context"].as_array_mut().unwrap().push(json!(URL));
    let refusal = refused(&school, &badge);
    assert!(refusal.findings.iter().any(|finding| finding.starts_with("/@context")), "{refusal:?}");
    school.house.sign(&school.credential(1).to_value()).unwrap();
    let mut list = school.list(&[]).to_value();
    list["@context"].as_array_mut().unwrap().push(json!(URL));
    let problem = school.house.sign_list(&list).unwrap_err();
    assert!(matches!(problem, Problem::Refused(refusal) if refusal.code == RefusalCode::Lint));
}

#[test]
fn a_member_that_no_configured_context_defines_is_refused() {
    let school = trusting();
    let mut credential = membership(&school);
    credential["credentialSubject"] = json!([{ "id": "did:example:ada", "unheardOf": "nobody signs this" }]);
    refused(&school, &credential);
}

/// Members under a term for `@index` make no statement. Whatever the signer cannot convert, it does not vouch for.
#[test]
fn a_context_that_the_signer_cannot_process_stops_the_start() {
    let house = House::built();
    let text = TEXT.replace("}}", ",\n  \"remark\": \"@index\"}}");
    fs::write(house.path("membership.jsonld"), &text).unwrap();
    house.add_settings(&entry(&house, URL, &digest(&text)));
    let run = house.command(&["run"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(78), "{said}");
    assert!(said.contains(URL) && said.contains("cannot process"), "{said}");
}

#[test]
fn another_file_than_the_one_vouched_for_stops_the_start() {
    let house = House::built();
    fs::write(house.path("membership.jsonld"), TEXT.replace("Number", "Nummer")).unwrap();
    house.add_settings(&entry(&house, URL, &digest(TEXT)));
    let run = house.command(&["run"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(78), "{said}");
    assert!(said.contains(URL) && said.contains(&digest(&TEXT.replace("Number", "Nummer"))), "{said}");
}
