//! `doctor` reports what is wrong, and only that.

use crate::documents::{Institution, create_key};
use crate::test_signer::{TestSigner, fault, says};
use protocol::{PinState, PinTries, request};
use std::fs;
use std::process::Command;

fn examine(signer: &TestSigner) -> (bool, String) {
    let output = signer.command(&["doctor"]).output().unwrap();
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn a_good_set_up_passes() {
    let signer = TestSigner::started();
    let (well, says) = examine(&signer);
    assert!(well && !says.contains("BAD"), "{says}");
    assert!(says.contains("isolation is off") && says.contains("no issuer is bound yet"), "{says}");
}

#[test]
fn the_device_is_described_with_its_keys_and_so_it_is_to_the_web_server() {
    let institution = Institution::founded();
    let (well, says) = examine(&institution.signer);
    assert!(well, "{says}");
    for said in [
        "eddsa-rdfc-2022 with Ed25519, ecdsa-rdfc-2019 with P-256, ecdsa-rdfc-2019 with P-384",
        "no wrong PIN since the last right one",
        "the key badges: sensitive, always sensitive, non-extractable, never extractable, for signing, made inside the token",
        "this is a software token",
    ] {
        assert!(says.contains(said), "{said} in {says}");
    }
    let device = institution.signer.health().device.unwrap();
    assert_eq!((device.token.as_str(), device.pin_tries), ("insignia", PinTries::All));
    assert!(device.wrong.is_empty() && device.keys.iter().all(|key| key.attributes.is_ok()), "{device:?}");
}

#[test]
fn after_a_wrong_pin_the_device_is_described_all_the_same() {
    let mut signer = TestSigner::built();
    fs::write(signer.path("pin"), "000000").unwrap();
    signer.start();
    let health = signer.health();
    assert_eq!((health.pin, health.token.as_str()), (PinState::Stopped, ""));
    assert_eq!(health.device.unwrap().pin_tries, PinTries::Fewer);
    let (well, says) = examine(&signer);
    assert!(!well && says.contains("a wrong PIN was tried"), "{says}");
}

#[test]
fn a_key_that_was_brought_in_is_refused_by_what_the_token_says_of_it() {
    let mut signer = TestSigner::built();
    let made = Command::new("openssl")
        .args(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out"])
        .arg(signer.path("brought.pem"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let brought = Command::new("softhsm2-util")
        .args(["--token", "insignia", "--label", "brought", "--id", "01", "--pin", signer.read("pin").trim()])
        .arg("--import")
        .arg(signer.path("brought.pem"))
        .env("SOFTHSM2_CONF", signer.path("softhsm/softhsm2.conf"))
        .output()
        .unwrap();
    assert!(brought.status.success(), "{}", String::from_utf8_lossy(&brought.stderr));
    signer.start();
    for _ in 0..2 {
        let answer = fault(signer.ask(&request::CreateKey { label: "brought".into() }));
        assert!(says(&answer).contains("so it is not used"), "{}", says(&answer));
    }
}

#[test]
fn each_fault_is_named_with_its_way_out() {
    let mut signer = TestSigner::started();
    create_key(&signer);
    signer.set_mode("pin", 0o644);
    signer.set_mode("state", 0o755);
    signer.set_mode("public", 0o775);
    fs::write(signer.path("state/worker/login-in-progress"), "").unwrap();
    fs::remove_file(signer.path("softhsm/softhsm2.conf")).unwrap();
    let journal = signer.read("state/journal.jsonl");
    fs::write(signer.path("state/journal.jsonl"), format!("broken\n{journal}")).unwrap();
    signer.kill_run();
    let (well, says) = examine(&signer);
    assert!(!well);
    for way_out in [
        "chmod 0600",
        "chmod 0700",
        "chmod 0755",
        "pin retry",
        "token init",
        "the ledger is not reliable",
        "does not answer",
    ] {
        assert!(says.contains(way_out), "{way_out} in {says}");
    }
}

#[test]
fn a_missing_module_names_the_package_and_a_setting_that_is_none_is_told() {
    let signer = TestSigner::built();
    let text = signer.read("signer.toml");
    fs::write(signer.path("signer.toml"), text.replace("libsofthsm2.so", "libnone.so")).unwrap();
    let (well, says) = examine(&signer);
    assert!(!well && says.contains("apt-get install softhsm2"), "{says}");
    let worker = signer.command(&["worker"]).output().unwrap();
    assert_eq!(worker.status.code(), Some(78));
    fs::write(signer.path("signer.toml"), format!("pin = \"1234\"\n{text}")).unwrap();
    let (well, says) = examine(&signer);
    assert!(!well && says.contains("unknown field `pin`"), "{says}");
}
