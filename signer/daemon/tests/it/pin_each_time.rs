//! Keys that require the PIN for each signature (`CKA_ALWAYS_AUTHENTICATE`), like the signature slot of a PIV card.

use crate::documents::{Institution, create_key};
use crate::house::{House, MODULE, fault};
use crate::modules::compile;
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{FaultCode, PinState, Request};
use std::fs;
use std::process::Command;

const REFUSED: &str = "the token refused the PIN";

/// A signer whose token has such a key, made by another tool. It runs with SoftHSM itself, or with `parts_module.c`.
fn with_such_a_key(kind: &str, in_parts: bool) -> House {
    let mut house = House::built();
    let made = Command::new("pkcs11-tool")
        .args(["--module", MODULE, "--token-label", "insignia", "--login", "--pin"])
        .arg(house.read("pin").trim())
        .args(["--keypairgen", "--key-type", kind, "--label", "badges", "--id", "01"])
        .args(["--usage-sign", "--sensitive", "--always-auth"])
        .env("SOFTHSM2_CONF", house.path("softhsm/softhsm2.conf"))
        .output()
        .expect("pkcs11-tool is missing: apt-get install opensc");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    if in_parts {
        fs::create_dir(house.path("module")).unwrap();
        let module = house.path("module/parts.so");
        compile("parts_module.c", &module, &[("MODULE", MODULE)]);
        let text = house.read("signer.toml").replace(MODULE, &module.display().to_string());
        fs::write(house.path("signer.toml"), text).unwrap();
    }
    house.start();
    house
}

#[test]
fn a_batch_is_signed_with_a_key_that_wants_its_pin_each_time() {
    for (kind, suite) in [("EC:prime256v1", "ecdsa-rdfc-2019"), ("EC:edwards25519", "eddsa-rdfc-2022")] {
        let school = Institution::founded_in(with_such_a_key(kind, true));
        let key = create_key(&school.house);
        assert_eq!(key.cryptosuite, suite);
        assert!(key.attributes.iter().any(|one| one == "wants the PIN for each signature"), "{key:?}");
        let key = PublicKey::parse(&key.public_key).unwrap();
        // Over several sessions, which wait for each other at the login guard.
        let credentials: Vec<_> = (1..=60).map(|n| school.credential(n).to_value()).collect();
        for one in school.house.sign_all(&credentials) {
            verify_proof(&Document::parse(one.unwrap().document.as_bytes()).unwrap(), &key).unwrap();
        }
        assert!(!school.house.path("state/worker/login-in-progress").exists());
        let log = school.house.read("worker.log");
        assert!(!log.contains(REFUSED) && !log.contains("finding the token again"), "{log}");
    }
}

#[test]
fn a_wrong_pin_for_a_signature_is_tried_once_across_restarts_until_a_person_says_so() {
    let mut school = Institution::founded_in(with_such_a_key("EC:prime256v1", true));
    school.house.sign(&school.credential(1).to_value()).unwrap();
    let right = school.house.read("pin");
    fs::write(school.house.path("pin"), "000000").unwrap();
    let credential = school.credential(2).to_value();
    let sign = || Request::SignCredentials { credentials: vec![credential.to_string()] };
    for _ in 0..3 {
        assert_eq!(fault(school.house.ask(sign())).code, FaultCode::PinStopped);
    }
    fs::write(school.house.path("pin"), &right).unwrap();
    for _ in 0..2 {
        school.house.kill_worker();
        school.house.start_worker();
        assert_eq!(fault(school.house.ask(sign())).code, FaultCode::PinStopped);
    }
    assert_eq!(school.house.read("worker.log").matches(REFUSED).count(), 1);
    assert!(school.house.command(&["pin", "retry"]).status().unwrap().success());
    assert_eq!(school.house.health().pin, PinState::Good);
    school.house.sign(&credential).unwrap();
    assert_eq!(school.house.read("worker.log").matches(REFUSED).count(), 1);
}

#[test]
fn a_module_that_signs_in_one_call_only_is_told_by_that() {
    let house = with_such_a_key("EC:prime256v1", false);
    for _ in 0..2 {
        let answer = fault(house.ask(Request::CreateKey { label: "badges".into() }));
        assert_eq!(answer.code, FaultCode::Token);
        let says = &answer.sentence;
        assert!(says.contains("the PIN for each signature") && says.contains("in one call only"), "{says}");
    }
    // The token itself still works.
    assert_eq!(house.health().pin, PinState::Good);
    let other = house.ask(Request::CreateKey { label: "others".into() });
    assert!(matches!(other, protocol::Answer::Key(_)), "{other:?}");
}
