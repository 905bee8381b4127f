//! Every kind of key, made in the token, signs with the cryptosuite that follows from it.

use crate::documents::{Institution, create_key};
use crate::test_signer::{TestSigner, fault, says};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{FaultCode, request};
use serde_json::Value;

fn founded(kind: &str) -> Institution {
    let mut signer = TestSigner::built();
    signer.add_token_settings(&format!("key_kind = {kind:?}"));
    signer.start();
    Institution::founded_in(signer)
}

fn signs(kind: &str, name: &str, suite: &str) {
    let mut institution = founded(kind);
    let key = create_key(&institution.signer);
    assert_eq!((key.cryptosuite.as_str(), &key.public_key), (suite, &institution.public_key));
    let key = PublicKey::parse(&key.public_key).unwrap();
    assert_eq!(key.kind_name(), name);
    let credentials: Vec<Value> = (1..=60).map(|n| institution.credential(n).to_value()).collect();
    let mut documents: Vec<String> =
        institution.signer.sign_all(&credentials).into_iter().map(|one| one.unwrap().document).collect();
    documents.push(institution.signer.sign_list(&institution.list(&[1001]).to_value()).unwrap().document);
    for text in &documents {
        let document = Document::parse(text.as_bytes()).unwrap();
        verify_proof(&document, &key).unwrap();
        assert_eq!(document.value().pointer("/proof/0/cryptosuite").unwrap(), suite);
    }
    // The signature is in the journal: after a restart the same bytes are returned, without the token.
    institution.signer.kill_run();
    institution.signer.kill_worker();
    institution.signer.start_run();
    let (last, document) = (credentials.last().unwrap(), documents.get(59).unwrap());
    assert_eq!(&institution.signer.sign(last).unwrap().document, document);
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
    let mut institution = founded("p-256");
    let text = institution.signer.read("signer.toml").replace("p-256", "ed25519");
    std::fs::write(institution.signer.path("signer.toml"), text).unwrap();
    institution.signer.kill_run();
    institution.signer.kill_worker();
    institution.signer.start();
    assert_eq!(create_key(&institution.signer).public_key, institution.public_key);
    assert!(
        institution
            .signer
            .sign(&institution.credential(1).to_value())
            .unwrap()
            .document
            .contains("ecdsa-rdfc-2019")
    );
}

#[test]
fn another_key_under_the_pinned_one_s_label_signs_nothing() {
    let mut institution = founded("ed25519");
    // The journal of this institution with a new token, as after a device was restored or replaced.
    institution.signer.kill_run();
    institution.signer.kill_worker();
    let journal = institution.signer.read("state/journal.jsonl");
    for gone in ["softhsm", "public"] {
        std::fs::remove_dir_all(institution.signer.path(gone)).unwrap();
    }
    std::fs::remove_file(institution.signer.path("pin")).unwrap();
    std::fs::remove_file(institution.signer.path("state/journal.jsonl")).unwrap();
    assert!(institution.signer.command(&["token", "init"]).status().unwrap().success());
    institution.signer.start();
    assert_ne!(create_key(&institution.signer).public_key, institution.public_key);
    institution.signer.kill_run();
    std::fs::remove_dir_all(institution.signer.path("public")).unwrap();
    std::fs::write(institution.signer.path("state/journal.jsonl"), journal).unwrap();
    institution.signer.start_run();
    let credential = institution.credential(1).to_value().to_string();
    let answer = fault(institution.signer.ask(&request::SignCredentials { credentials: vec![credential] }));
    assert_eq!(answer.code, FaultCode::Token);
    assert!(says(&answer).contains("is not the one that was pinned"), "{}", says(&answer));
}
