//! Keys that require the PIN for each signature (`CKA_ALWAYS_AUTHENTICATE`), like the signature slot of a PIV card.

use crate::documents::{Institution, create_key};
use crate::modules::compile;
use crate::test_signer::{MODULE, TestSigner, fault, says};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{FaultCode, PinState, request};
use std::fs;
use std::process::Command;

const REFUSED: &str = "the token refused the PIN";

/// A signer whose token has such a key, made by another tool. It runs with SoftHSM itself, or with `parts_module.c`.
fn with_such_a_key(kind: &str, in_parts: bool) -> TestSigner {
    let mut signer = TestSigner::built();
    let made = Command::new("pkcs11-tool")
        .args(["--module", MODULE, "--token-label", "insignia", "--login", "--pin"])
        .arg(signer.read("pin").trim())
        .args(["--keypairgen", "--key-type", kind, "--label", "badges", "--id", "01"])
        .args(["--usage-sign", "--sensitive", "--always-auth"])
        .env("SOFTHSM2_CONF", signer.path("softhsm/softhsm2.conf"))
        .output()
        .expect("pkcs11-tool is missing: apt-get install opensc");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    if in_parts {
        fs::create_dir(signer.path("module")).unwrap();
        let module = signer.path("module/parts.so");
        compile("parts_module.c", &module, &[("MODULE", MODULE)]);
        let text = signer.read("signer.toml").replace(MODULE, &module.display().to_string());
        fs::write(signer.path("signer.toml"), text).unwrap();
    }
    signer.start();
    signer
}

#[test]
fn a_batch_is_signed_with_a_key_that_wants_its_pin_each_time() {
    for (kind, suite) in [("EC:prime256v1", "ecdsa-rdfc-2019"), ("EC:edwards25519", "eddsa-rdfc-2022")] {
        let institution = Institution::founded_in(with_such_a_key(kind, true));
        let key = create_key(&institution.signer);
        assert_eq!(key.cryptosuite, suite);
        assert!(key.attributes.iter().any(|one| one == "wants the PIN for each signature"), "{key:?}");
        let key = PublicKey::parse(&key.public_key).unwrap();
        // Over several sessions, which wait for each other at the login guard.
        let credentials: Vec<_> = (1..=60).map(|n| institution.credential(n).to_value()).collect();
        for one in institution.signer.sign_all(&credentials) {
            verify_proof(&Document::parse(one.unwrap().document.as_bytes()).unwrap(), &key).unwrap();
        }
        assert!(!institution.signer.path("state/worker/login-in-progress").exists());
        let log = institution.signer.read("worker.log");
        assert!(!log.contains(REFUSED) && !log.contains("finding the token again"), "{log}");
    }
}

#[test]
fn a_wrong_pin_for_a_signature_is_tried_once_across_restarts_until_a_person_says_so() {
    let mut institution = Institution::founded_in(with_such_a_key("EC:prime256v1", true));
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let right = institution.signer.read("pin");
    fs::write(institution.signer.path("pin"), "000000").unwrap();
    let credential = institution.credential(2).to_value();
    let sign = || request::SignCredentials { credentials: vec![credential.to_string()] };
    for _ in 0..3 {
        assert_eq!(fault(institution.signer.ask(&sign())).code, FaultCode::PinStopped);
    }
    fs::write(institution.signer.path("pin"), &right).unwrap();
    for _ in 0..2 {
        institution.signer.kill_worker();
        institution.signer.start_worker();
        assert_eq!(fault(institution.signer.ask(&sign())).code, FaultCode::PinStopped);
    }
    assert_eq!(institution.signer.read("worker.log").matches(REFUSED).count(), 1);
    assert!(institution.signer.command(&["pin", "retry"]).status().unwrap().success());
    assert_eq!(institution.signer.health().pin, PinState::Good);
    institution.signer.sign(&credential).unwrap();
    assert_eq!(institution.signer.read("worker.log").matches(REFUSED).count(), 1);
}

#[test]
fn a_module_that_signs_in_one_call_only_is_told_by_that() {
    let signer = with_such_a_key("EC:prime256v1", false);
    for _ in 0..2 {
        let answer = fault(signer.ask(&request::CreateKey { label: "badges".into() }));
        assert_eq!(answer.code, FaultCode::Token);
        let says = says(&answer);
        assert!(says.contains("the PIN for each signature") && says.contains("in one call only"), "{says}");
    }
    // The token itself still works.
    assert_eq!(signer.health().pin, PinState::Good);
    let other = signer.ask(&request::CreateKey { label: "others".into() });
    assert!(other.is_ok(), "{other:?}");
}
