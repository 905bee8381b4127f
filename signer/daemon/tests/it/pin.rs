//! A wrong PIN is tried once, across restarts, until a person allows another attempt.

use crate::documents::{Institution, create_key};
use crate::house::{House, fault};
use protocol::{FaultCode, PinState, Request};
use std::fs;

const REFUSED: &str = "the token refused the PIN";

#[test]
fn a_wrong_pin_is_tried_once_across_three_restarts_and_again_only_when_a_person_says_so() {
    let mut house = House::built();
    let right = house.read("pin");
    fs::write(house.path("pin"), "000000").unwrap();
    house.start();
    assert_eq!(house.health().pin, PinState::Stopped);
    let answer = fault(house.ask(Request::CreateKey { label: "badges".into() }));
    assert_eq!(answer.code, FaultCode::PinStopped);
    assert!(answer.sentence.contains("pin retry"));
    // The right PIN alone changes nothing: nobody logs in while the login marker is set.
    fs::write(house.path("pin"), &right).unwrap();
    for _ in 0..3 {
        house.kill_worker();
        house.start_worker();
        assert_eq!(house.health().pin, PinState::Stopped);
    }
    assert_eq!(house.read("worker.log").matches(REFUSED).count(), 1);
    let retry = house.command(&["pin", "retry"]).output().unwrap();
    assert!(retry.status.success() && String::from_utf8_lossy(&retry.stdout).contains("tries the PIN"));
    // The waiting worker goes on without a restart.
    assert_eq!(house.health().pin, PinState::Good);
    create_key(&house);
    assert_eq!(house.read("worker.log").matches(REFUSED).count(), 1);
    assert!(!house.path("state/worker/login-in-progress").exists());
}

#[test]
fn a_retry_with_the_wrong_pin_is_one_more_attempt_and_then_it_stops_again() {
    let mut house = House::built();
    fs::write(house.path("pin"), "000000").unwrap();
    house.start();
    assert!(house.command(&["pin", "retry"]).status().unwrap().success());
    for _ in 0..3 {
        assert_eq!(house.health().pin, PinState::Stopped);
    }
    assert_eq!(house.read("worker.log").matches(REFUSED).count(), 2);
}

#[test]
fn a_login_that_was_cut_short_counts_as_one_that_failed() {
    let mut house = House::built();
    fs::create_dir_all(house.path("state/worker")).unwrap();
    house.set_mode("state", 0o700);
    fs::write(house.path("state/worker/login-in-progress"), "").unwrap();
    house.start();
    assert_eq!(house.health().pin, PinState::Stopped);
    assert!(!house.read("worker.log").contains(REFUSED));
}

#[test]
fn a_pin_file_that_others_may_read_is_not_used() {
    let mut house = House::built();
    house.set_mode("pin", 0o640);
    house.start();
    assert_eq!(house.health().pin, PinState::Stopped);
    assert!(house.read("worker.log").contains("is open to others"));
    house.set_mode("pin", 0o600);
    assert_eq!(house.health().pin, PinState::Good);
}

#[test]
fn with_nothing_to_retry_pin_retry_says_so() {
    let house = House::built();
    let retry = house.command(&["pin", "retry"]).output().unwrap();
    assert!(retry.status.success());
    assert!(String::from_utf8_lossy(&retry.stdout).contains("nothing to do"));
}

#[test]
fn the_token_is_made_once_and_its_pins_are_private() {
    let house = House::built();
    let pin = house.read("pin");
    let again = house.command(&["token", "init"]).output().unwrap();
    assert!(again.status.success() && String::from_utf8_lossy(&again.stdout).contains("is there"));
    assert_eq!(house.read("pin"), pin);
    for file in ["pin", "softhsm/so-pin"] {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&house.path(file).metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn neither_pin_stands_in_any_log_or_answer() {
    let school = Institution::founded();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    for pin in [school.house.read("pin"), school.house.read("softhsm/so-pin")] {
        for log in ["run.log", "worker.log", "state/journal.jsonl"] {
            assert!(!school.house.read(log).contains(pin.trim()), "{log}");
        }
    }
}
