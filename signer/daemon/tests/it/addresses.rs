//! Tokens and keys by `pkcs11:` addresses (RFC 7512).

use crate::documents::{Institution, create_key};
use crate::test_signer::{MODULE, TestSigner, fault, says};
use protocol::{FaultCode, request};
use std::fs;

/// A signer whose token holds a key that was made before Insignia was used, and that key.
fn with_a_foreign_key() -> (TestSigner, String) {
    let mut signer = TestSigner::started();
    let Ok(key) = signer.ask(&request::CreateKey { label: "seal-2026".into() }) else { panic!() };
    signer.kill_run();
    signer.kill_worker();
    for directory in ["state", "public"] {
        fs::remove_dir_all(signer.path(directory)).unwrap();
    }
    (signer, key.public_key)
}

#[test]
fn a_token_is_found_by_its_address_and_a_key_of_the_device_signs_under_our_label() {
    let (mut signer, public_key) = with_a_foreign_key();
    let text = signer.read("signer.toml");
    let pin = signer.path("pin").display().to_string();
    let without: String = text
        .lines()
        .filter(|line| !["module", "label", "pin_file"].iter().any(|name| line.starts_with(name)))
        .fold(String::new(), |text, line| text + line + "\n");
    fs::write(signer.path("signer.toml"), without).unwrap();
    signer.add_token_settings(&format!(
        "uri = \"pkcs11:token=insignia?module-path={MODULE}&pin-source=file:{pin}\""
    ));
    // CKA_ID is the label's bytes in keys that this signer made.
    signer.add_settings(
        "[[token.key]]\nlabel = \"badges\"\nuri = \"pkcs11:object=seal-2026;id=%73eal-2026;type=private\"",
    );
    signer.start();
    assert_eq!(create_key(&signer).public_key, public_key);
    let institution = Institution::founded_in(signer);
    assert_eq!(institution.public_key, public_key);
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
}

#[test]
fn a_key_that_is_not_at_its_address_is_not_made() {
    let (mut signer, _) = with_a_foreign_key();
    signer.add_settings("[[token.key]]\nlabel = \"badges\"\nuri = \"pkcs11:object=seal-2026;id=%01\"");
    signer.start();
    for _ in 0..2 {
        let answer = fault(signer.ask(&request::CreateKey { label: "badges".into() }));
        assert_eq!(answer.code, FaultCode::Token);
        assert!(says(&answer).contains("has no key `badges`"), "{}", says(&answer));
    }
    assert!(signer.ask(&request::CreateKey { label: "others".into() }).is_ok());
}

#[test]
fn a_pin_in_an_address_stops_the_start() {
    let signer = TestSigner::built();
    signer.add_token_settings("uri = \"pkcs11:serial=1?pin-value=1234\"");
    let worker = signer.command(&["worker"]).output().unwrap();
    assert_eq!(worker.status.code(), Some(78));
    let says = String::from_utf8_lossy(&worker.stderr).into_owned();
    assert!(says.contains("pin-source=file:"), "{says}");
    assert!(says.contains("line ") && !says.contains("1234"), "{says}");
}

#[test]
fn two_tokens_of_one_name_are_told_apart_by_serial_or_not_at_all() {
    let mut signer = TestSigner::built();
    let (so_pin, pin) = (signer.read("softhsm/so-pin"), signer.read("pin"));
    let made = std::process::Command::new("softhsm2-util")
        .args([
            "--init-token",
            "--free",
            "--label",
            "insignia",
            "--so-pin",
            so_pin.trim(),
            "--pin",
            pin.trim(),
        ])
        .env("SOFTHSM2_CONF", signer.path("softhsm/softhsm2.conf"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let worker = signer.command(&["worker"]).output().unwrap();
    assert!(String::from_utf8_lossy(&worker.stderr).contains("2 tokens `insignia`; set `serial` too"));
    let serial = fs::read_dir(signer.path("softhsm/tokens")).unwrap().next().unwrap().unwrap();
    // SoftHSM's serial number is the end of the name of the token's directory, without its hyphens.
    let serial: String = serial.file_name().to_string_lossy().replace('-', "");
    let serial = serial.get(serial.len() - 16..).unwrap().to_owned();
    signer.add_token_settings(&format!("serial = {serial:?}"));
    signer.start();
    assert!(signer.health().token.contains(&serial), "{}", signer.health().token);
}
