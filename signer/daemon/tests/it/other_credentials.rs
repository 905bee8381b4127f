//! Credentials other than Open Badges: signed if the configuration admits their types for the key, otherwise not.

use crate::documents::{Institution, now};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::RefusalCode;
use serde_json::{Value, json};

const ADMITS: &str =
    "[[other_credentials]]\nkey = \"badges\"\ntypes = [\"VerifiableCredential\", \"EndorsementCredential\"]";

/// A credential of no further type.
fn plain(institution: &Institution, id: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": id,
        "type": ["VerifiableCredential"],
        "issuer": institution.did,
        "validFrom": now().rfc3339(),
        "credentialSubject": { "id": "did:example:ada" }
    })
}

fn entry(institution: &Institution, index: u32) -> Value {
    let list = institution.list_url();
    json!({
        "id": format!("{list}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": index.to_string(), "statusListCredential": list
    })
}

#[track_caller]
fn refused(institution: &Institution, credential: &Value) -> RefusalCode {
    let before = institution.signer.health().ledger_size;
    let refusal = institution.signer.sign(credential).unwrap_err();
    assert_eq!(institution.signer.health().ledger_size, before, "a refused document left a leaf");
    refusal.code
}

#[test]
fn without_a_word_in_the_configuration_none_is_signed() {
    let institution = Institution::founded();
    assert_eq!(refused(&institution, &plain(&institution, "urn:uuid:1")), RefusalCode::TypeNotAdmitted);
}

#[test]
fn an_admitted_type_is_signed_and_leaves_a_leaf_that_names_nobody() {
    let institution = Institution::founded_with(ADMITS);
    let before = institution.signer.health().ledger_size;
    let credential = plain(&institution, "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33");
    let signed = institution.signer.sign(&credential).unwrap();
    let document = Document::parse(signed.document.as_bytes()).unwrap();
    verify_proof(&document, &PublicKey::parse(&institution.public_key).unwrap()).unwrap();
    assert_eq!(signed.ledger_index, before);
    assert_eq!(institution.signer.sign(&credential).unwrap(), signed, "the same again is not the same");
    assert_eq!(institution.signer.health().ledger_size, before + 1);
    let journal = institution.signer.read("state/journal.jsonl");
    let line = journal.lines().find(|line| line.contains("\"other-credential\"")).unwrap();
    let line: Value = serde_json::from_str(line).unwrap();
    let leaf = line["entry"].as_str().unwrap();
    assert!(leaf.contains("\"other-credential\"") && !leaf.contains("58172aac"), "{leaf}");
}

#[test]
fn a_type_that_is_not_admitted_or_admitted_for_another_key_is_refused() {
    let institution = Institution::founded_with(
        "[[other_credentials]]\nkey = \"badges\"\ntypes = [\"EndorsementCredential\"]",
    );
    assert_eq!(refused(&institution, &plain(&institution, "urn:uuid:1")), RefusalCode::TypeNotAdmitted);
    let elsewhere = ADMITS.replace("\"badges\"", "\"seals\"");
    let institution = Institution::founded_with(&elsewhere);
    assert_eq!(refused(&institution, &plain(&institution, "urn:uuid:1")), RefusalCode::TypeNotAdmitted);
}

#[test]
fn a_badge_is_never_signed_as_another_credential() {
    let institution = Institution::founded_with(ADMITS);
    let mut badge = institution.credential(1).to_value();
    badge["credentialSubject"]["achievement"]["name"] = json!("Surgery");
    assert_eq!(refused(&institution, &badge), RefusalCode::UnregisteredBadge);
    badge["type"] = json!(["VerifiableCredential"]);
    let code = refused(&institution, &badge);
    assert!(matches!(code, RefusalCode::Lint | RefusalCode::UnregisteredBadge), "{code:?}");
}

#[test]
fn an_id_is_used_for_one_content_only_whatever_its_kind() {
    let institution = Institution::founded_with(ADMITS);
    let badge = institution.credential(1);
    institution.signer.sign(&badge.to_value()).unwrap();
    assert_eq!(refused(&institution, &plain(&institution, &badge.id)), RefusalCode::SameIdOtherContent);
    let mut credential = plain(&institution, "urn:uuid:1");
    institution.signer.sign(&credential).unwrap();
    credential["credentialSubject"]["id"] = json!("did:example:eve");
    assert_eq!(refused(&institution, &credential), RefusalCode::SameIdOtherContent);
}

#[test]
fn another_issuer_another_place_and_another_time_are_refused() {
    let institution = Institution::founded_with(ADMITS);
    let mut stranger = plain(&institution, "urn:uuid:1");
    stranger["issuer"] = json!("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
    assert_eq!(refused(&institution, &stranger), RefusalCode::UnknownIssuer);
    for id in
        ["http://localhost:3000/status/1", "http://localhost:3000", "http://localhost:3000/achievements/1/1"]
    {
        assert_eq!(refused(&institution, &plain(&institution, id)), RefusalCode::ForeignId, "{id}");
    }
    let mut old = plain(&institution, "urn:uuid:2");
    old["validFrom"] = json!(now().plus_seconds(-401 * 86_400).rfc3339());
    assert_eq!(refused(&institution, &old), RefusalCode::OutsideWindow);
}

#[test]
fn a_place_in_a_list_of_ours_belongs_to_one_credential_and_can_be_revoked() {
    let institution = Institution::founded_with(ADMITS);
    let mut credential = plain(&institution, "urn:uuid:1");
    credential["credentialStatus"] = entry(&institution, 7);
    institution.signer.sign(&credential).unwrap();
    let mut other = plain(&institution, "urn:uuid:2");
    other["credentialStatus"] = entry(&institution, 7);
    assert_eq!(refused(&institution, &other), RefusalCode::StatusIndexTaken);
    other["credentialStatus"] = entry(&institution, 131_072);
    assert_eq!(refused(&institution, &other), RefusalCode::StatusMissing);
    other["credentialStatus"] = json!([entry(&institution, 8), entry(&institution, 9)]);
    assert_eq!(refused(&institution, &other), RefusalCode::StatusMissing);
    institution.signer.sign_list(&institution.list(&[7]).to_value()).unwrap();
    institution.signer.sign_list(&institution.list(&[]).to_value()).unwrap_err();
}

#[test]
fn another_spelling_of_our_own_address_is_not_elsewhere() {
    let institution = Institution::founded_on_the_web(ADMITS);
    let list = institution.list_url();
    let spelled = |as_what: &str| list.replace("https://badges.example.edu/status", as_what);
    for other in [
        "https://BADGES.example.edu/status",
        "https://badges.example.edu:443/status",
        "HTTPS://badges.example.edu/status",
        "http://badges.example.edu/status",
        "https://badges.example.edu/./status",
        "https://badges.example.edu/a/../status",
        "https://badges.example.edu/%73tatus",
        "https://badges.example.edu//status",
        "https://ada@badges.example.edu/status",
    ] {
        let mut credential = plain(&institution, "urn:uuid:1");
        credential["credentialStatus"] = entry(&institution, 7);
        credential["credentialStatus"]["statusListCredential"] = json!(spelled(other));
        credential["credentialStatus"]["id"] = json!("urn:uuid:9");
        assert_eq!(refused(&institution, &credential), RefusalCode::StatusMissing, "{other}");
        credential["credentialStatus"]["id"] = json!(format!("{}#7", spelled(other)));
        credential["credentialStatus"]["statusListCredential"] = json!("https://lists.example.edu/1");
        assert_eq!(refused(&institution, &credential), RefusalCode::StatusMissing, "{other}");
        let id = spelled(other).replace("/status/", "/credentials/").replace("/%73tatus", "/%63redentials");
        assert_eq!(refused(&institution, &plain(&institution, &id)), RefusalCode::ForeignId, "{id}");
    }
    // Another host's list is not judged here, whatever the spelling of its paths.
    let mut credential = plain(&institution, "https://records.example.edu/%31");
    let elsewhere = "https://lists.example.edu/a%2fb/1";
    credential["credentialStatus"] = entry(&institution, 7);
    credential["credentialStatus"]["statusListCredential"] = json!(elsewhere);
    credential["credentialStatus"]["id"] = json!(format!("{elsewhere}#7"));
    institution.signer.sign(&credential).unwrap();
}

#[test]
fn two_at_one_place_in_one_batch_are_one() {
    let institution = Institution::founded_with(ADMITS);
    let mut one = plain(&institution, "urn:uuid:1");
    one["credentialStatus"] = entry(&institution, 7);
    let mut two = plain(&institution, "urn:uuid:2");
    two["credentialStatus"] = entry(&institution, 7);
    let results = institution.signer.sign_all(&[one, two]);
    assert!(results[0].is_ok());
    assert_eq!(results[1].as_ref().unwrap_err().code, RefusalCode::StatusIndexTaken);
}

#[test]
fn what_was_signed_is_known_after_a_crash() {
    let mut institution = Institution::founded_with(ADMITS);
    let mut credential = plain(&institution, "urn:uuid:1");
    credential["credentialStatus"] = entry(&institution, 7);
    let first = institution.signer.sign(&credential).unwrap();
    institution.signer.kill_run();
    institution.signer.start_run();
    assert_eq!(institution.signer.sign(&credential).unwrap(), first);
    let mut other = plain(&institution, "urn:uuid:2");
    other["credentialStatus"] = entry(&institution, 7);
    assert_eq!(refused(&institution, &other), RefusalCode::StatusIndexTaken);
}
