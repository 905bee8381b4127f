//! Every kind of key, made in the token, signs with the cryptosuite that follows from it.

use crate::documents::{Institution, create_key};
use crate::house::{House, fault};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{FaultCode, Request};
use serde_json::Value;

fn founded(kind: &str) -> Institution {
    let mut house = House::built();
    house.add_token_settings(&format!("key_kind = {kind:?}"));
    house.start();
    Institution::founded_in(house)
}

fn signs(kind: &str, name: &str, suite: &str) {
    let mut school = founded(kind);
    let key = create_key(&school.house);
    assert_eq!((key.cryptosuite.as_str(), &key.public_key), (suite, &school.public_key));
    let key = PublicKey::parse(&key.public_key).unwrap();
    assert_eq!(key.kind_name(), name);
    let credentials: Vec<Value> = (1..=60).map(|n| school.credential(n).to_value()).collect();
    let mut documents: Vec<String> =
        school.house.sign_all(&credentials).into_iter().map(|one| one.unwrap().document).collect();
    documents.push(school.house.sign_list(&school.list(&[1001]).to_value()).unwrap().document);
    for text in &documents {
        let document = Document::parse(text.as_bytes()).unwrap();
        verify_proof(&document, &key).unwrap();
        assert_eq!(document.value().pointer("/proof/0/cryptosuite").unwrap(), suite);
    }
    // The signature is in the journal: after a restart the same bytes are returned, without the token.
    school.house.kill_run();
    school.house.kill_worker();
    school.house.start_run();
    let (last, document) = (credentials.last().unwrap(), documents.get(59).unwrap());
    assert_eq!(&school.house.sign(last).unwrap().document, document);
}

#[test]
fn ed25519_signs_eddsa_rdfc_2022() {
    signs("ed25519", "Ed25519", "eddsa-rdfc-2022");
}

#[test]
fn p_256_signs_ecdsa_rdfc_2019() {
    signs("p-256", "P-256", "ecdsa-rdfc-2019");
}

#[test]
fn p_384_signs_ecdsa_rdfc_2019_with_signatures_of_96_bytes() {
    signs("p-384", "P-384", "ecdsa-rdfc-2019");
}

#[test]
fn a_key_that_is_there_keeps_its_kind_whatever_is_set_later() {
    let mut school = founded("p-256");
    let text = school.house.read("signer.toml").replace("p-256", "ed25519");
    std::fs::write(school.house.path("signer.toml"), text).unwrap();
    school.house.kill_run();
    school.house.kill_worker();
    school.house.start();
    assert_eq!(create_key(&school.house).public_key, school.public_key);
    assert!(
        school.house.sign(&school.credential(1).to_value()).unwrap().document.contains("ecdsa-rdfc-2019")
    );
}

#[test]
fn another_key_under_the_pinned_one_s_label_signs_nothing() {
    let mut school = founded("ed25519");
    // The journal of this institution with a new token, as after a device was restored or replaced.
    school.house.kill_run();
    school.house.kill_worker();
    let journal = school.house.read("state/journal.jsonl");
    for gone in ["softhsm", "public"] {
        std::fs::remove_dir_all(school.house.path(gone)).unwrap();
    }
    std::fs::remove_file(school.house.path("pin")).unwrap();
    std::fs::remove_file(school.house.path("state/journal.jsonl")).unwrap();
    assert!(school.house.command(&["token", "init"]).status().unwrap().success());
    school.house.start();
    assert_ne!(create_key(&school.house).public_key, school.public_key);
    school.house.kill_run();
    std::fs::remove_dir_all(school.house.path("public")).unwrap();
    std::fs::write(school.house.path("state/journal.jsonl"), journal).unwrap();
    school.house.start_run();
    let credential = school.credential(1).to_value().to_string();
    let answer = fault(school.house.ask(Request::SignCredentials { credentials: vec![credential] }));
    assert_eq!(answer.code, FaultCode::Token);
    assert!(answer.sentence.contains("is not the one that was pinned"), "{}", answer.sentence);
}
