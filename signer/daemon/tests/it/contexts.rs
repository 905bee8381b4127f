//! Configured contexts: only for other credentials, and only with their digest.

use crate::documents::{Institution, now};
use crate::test_signer::{TestSigner, sentences};
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
    let mut signer = TestSigner::built();
    signer.add_settings(&entry(&signer, URL, &digest(TEXT)));
    signer.add_settings("[[other_credentials]]\nkey = \"badges\"\ntypes = [\"MembershipCredential\"]");
    fs::write(signer.path("membership.jsonld"), TEXT).unwrap();
    signer.start();
    Institution::founded_in(signer)
}

fn entry(signer: &TestSigner, url: &str, sha256: &str) -> String {
    let file = signer.path("membership.jsonld").display().to_string();
    format!("[[context]]\nurl = {url:?}\nfile = {file:?}\nsha256 = {sha256:?}")
}

fn membership(institution: &Institution) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", URL],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "MembershipCredential"],
        "issuer": institution.did,
        "validFrom": now().rfc3339(),
        "credentialSubject": { "id": "did:example:ada", "membershipNumber": "1815" }
    })
}

#[track_caller]
fn refused(institution: &Institution, credential: &Value) -> Refusal {
    let refusal = institution.signer.sign(credential).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Lint);
    refusal
}

#[test]
fn a_credential_under_a_configured_context_is_signed() {
    let institution = trusting();
    let signed = institution.signer.sign(&membership(&institution)).unwrap();
    let document = Document::parse(signed.document.as_bytes()).unwrap();
    let key = PublicKey::parse(&institution.public_key).unwrap();
    let extra = [ExtraContext { url: URL, text: TEXT }];
    SecuredDocument::read_with(document.value(), &extra).unwrap().verify(0, &key).unwrap();
    let mut changed = document.value().clone();
    changed["credentialSubject"]["membershipNumber"] = json!("1816");
    assert!(SecuredDocument::read_with(&changed, &extra).unwrap().verify(0, &key).is_err());
}

#[test]
fn without_the_entry_the_context_is_unknown() {
    let institution = Institution::founded_with(
        "[[other_credentials]]\nkey = \"badges\"\ntypes = [\"MembershipCredential\"]",
    );
    let refusal = refused(&institution, &membership(&institution));
    assert!(sentences(&refusal).any(|says| says.contains(URL)), "{refusal:?}");
}

#[test]
fn a_badge_and_a_status_list_that_name_a_configured_context_are_refused() {
    let institution = trusting();
    let mut badge = institution.credential(1).to_value();
    badge["@context"].as_array_mut().unwrap().push(json!(URL));
    let refusal = refused(&institution, &badge);
    assert!(refusal.findings.iter().any(|finding| finding.pointer.starts_with("/@context")), "{refusal:?}");
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let mut list = institution.list(&[]).to_value();
    list["@context"].as_array_mut().unwrap().push(json!(URL));
    let problem = institution.signer.sign_list(&list).unwrap_err();
    assert!(matches!(problem, Problem::Refused(refusal) if refusal.code == RefusalCode::Lint));
}

#[test]
fn a_member_that_no_configured_context_defines_is_refused() {
    let institution = trusting();
    let mut credential = membership(&institution);
    credential["credentialSubject"] = json!([{ "id": "did:example:ada", "unheardOf": "nobody signs this" }]);
    refused(&institution, &credential);
}

/// Members under a term for `@index` make no statement. Whatever the signer cannot convert, it does not vouch for.
#[test]
fn a_context_that_the_signer_cannot_process_stops_the_start() {
    let signer = TestSigner::built();
    let text = TEXT.replace("}}", ",\n  \"remark\": \"@index\"}}");
    fs::write(signer.path("membership.jsonld"), &text).unwrap();
    signer.add_settings(&entry(&signer, URL, &digest(&text)));
    let run = signer.command(&["run"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(78), "{said}");
    assert!(said.contains(URL) && said.contains("cannot process"), "{said}");
}

#[test]
fn another_file_than_the_one_vouched_for_stops_the_start() {
    let signer = TestSigner::built();
    fs::write(signer.path("membership.jsonld"), TEXT.replace("Number", "Nummer")).unwrap();
    signer.add_settings(&entry(&signer, URL, &digest(TEXT)));
    let run = signer.command(&["run"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(78), "{said}");
    assert!(said.contains(URL) && said.contains(&digest(&TEXT.replace("Number", "Nummer"))), "{said}");
}
