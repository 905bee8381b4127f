//! A wrong PIN is tried once, across restarts, until a person allows another attempt.

use crate::documents::{Institution, create_key};
use crate::test_signer::{TestSigner, fault, says};
use protocol::{FaultCode, PinState, request};
use std::fs;

const REFUSED: &str = "the token refused the PIN";

#[test]
fn a_wrong_pin_is_tried_once_across_three_restarts_and_again_only_when_a_person_says_so() {
    let mut signer = TestSigner::built();
    let right = signer.read("pin");
    fs::write(signer.path("pin"), "000000").unwrap();
    signer.start();
    assert_eq!(signer.health().pin, PinState::Stopped);
    let answer = fault(signer.ask(&request::CreateKey { label: "badges".into() }));
    assert_eq!(answer.code, FaultCode::PinStopped);
    assert!(says(&answer).contains("pin retry"));
    // The right PIN alone changes nothing: nobody logs in while the login marker is set.
    fs::write(signer.path("pin"), &right).unwrap();
    for _ in 0..3 {
        signer.kill_worker();
        signer.start_worker();
        assert_eq!(signer.health().pin, PinState::Stopped);
    }
    assert_eq!(signer.read("worker.log").matches(REFUSED).count(), 1);
    let retry = signer.command(&["pin", "retry"]).output().unwrap();
    assert!(retry.status.success() && String::from_utf8_lossy(&retry.stdout).contains("tries the PIN"));
    // The waiting worker goes on without a restart.
    assert_eq!(signer.health().pin, PinState::Good);
    create_key(&signer);
    assert_eq!(signer.read("worker.log").matches(REFUSED).count(), 1);
    assert!(!signer.path("state/worker/login-in-progress").exists());
}

#[test]
fn a_retry_with_the_wrong_pin_is_one_more_attempt_and_then_it_stops_again() {
    let mut signer = TestSigner::built();
    fs::write(signer.path("pin"), "000000").unwrap();
    signer.start();
    assert!(signer.command(&["pin", "retry"]).status().unwrap().success());
    for _ in 0..3 {
        assert_eq!(signer.health().pin, PinState::Stopped);
    }
    assert_eq!(signer.read("worker.log").matches(REFUSED).count(), 2);
}

#[test]
fn a_login_that_was_cut_short_counts_as_one_that_failed() {
    let mut signer = TestSigner::built();
    fs::create_dir_all(signer.path("state/worker")).unwrap();
    signer.set_mode("state", 0o700);
    fs::write(signer.path("state/worker/login-in-progress"), "").unwrap();
    signer.start();
    assert_eq!(signer.health().pin, PinState::Stopped);
    assert!(!signer.read("worker.log").contains(REFUSED));
}

#[test]
fn a_pin_file_that_others_may_read_is_not_used() {
    let mut signer = TestSigner::built();
    signer.set_mode("pin", 0o640);
    signer.start();
    assert_eq!(signer.health().pin, PinState::Stopped);
    assert!(signer.read("worker.log").contains("is open to others"));
    signer.set_mode("pin", 0o600);
    assert_eq!(signer.health().pin, PinState::Good);
}

#[test]
fn with_nothing_to_retry_pin_retry_says_so() {
    let signer = TestSigner::built();
    let retry = signer.command(&["pin", "retry"]).output().unwrap();
    assert!(retry.status.success());
    assert!(String::from_utf8_lossy(&retry.stdout).contains("nothing to do"));
}

#[test]
fn the_token_is_made_once_and_its_pins_are_private() {
    let signer = TestSigner::built();
    let pin = signer.read("pin");
    let again = signer.command(&["token", "init"]).output().unwrap();
    assert!(again.status.success() && String::from_utf8_lossy(&again.stdout).contains("is there"));
    assert_eq!(signer.read("pin"), pin);
    for file in ["pin", "softhsm/so-pin"] {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&signer.path(file).metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn neither_pin_stands_in_any_log_or_answer() {
    let institution = Institution::founded();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    for pin in [institution.signer.read("pin"), institution.signer.read("softhsm/so-pin")] {
        for log in ["run.log", "worker.log", "state/journal.jsonl"] {
            assert!(!institution.signer.read(log).contains(pin.trim()), "{log}");
        }
    }
}
