//! Tokens that disappear and return, and modules that fail, hang or crash: nothing is lost and nothing is signed twice.

use crate::documents::Institution;
use crate::house::{House, MODULE, PATIENCE, fault, until};
use crate::modules::compile;
use protocol::{Answer, Ceilings, Envelope, FaultCode, Request};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

/// An institution whose module fails on demand, with the usual time limit for a call.
fn with_a_faulty_module() -> Institution {
    with_settings("sessions = 2")
}

fn with_settings(settings: &str) -> Institution {
    let mut house = House::built();
    let directory = house.path("module");
    fs::create_dir(&directory).unwrap();
    let module = directory.join("faulty.so");
    let control = directory.join("control").display().to_string();
    compile("faulty_module.c", &module, &[("CONTROL", &control), ("MODULE", MODULE)]);
    let text = house.read("signer.toml").replace(MODULE, &module.display().to_string());
    fs::write(house.path("signer.toml"), text).unwrap();
    house.add_token_settings(settings);
    house.start();
    warmed_up(Institution::founded_in(house))
}

/// Signatures count from here on: those that test the keys are made already.
fn tell(school: &Institution, control: &str) {
    fs::write(school.house.path("module/new"), control).unwrap();
    fs::rename(school.house.path("module/new"), school.house.path("module/control")).unwrap();
}

/// These credentials, written once, so that a repeated request is the same.
fn batch(school: &Institution, numbers: Range<u32>) -> Vec<Value> {
    numbers.map(|n| school.credential(n).to_value()).collect()
}

fn request(batch: &[Value]) -> Request {
    Request::SignCredentials { credentials: batch.iter().map(ToString::to_string).collect() }
}

/// Requests signatures, and checks that every one has a leaf of its own.
fn all_signed(school: &Institution, batch: &[Value]) -> BTreeSet<u64> {
    let answer = school.house.ask(request(batch));
    let Answer::Signed { results } = answer else {
        panic!("{answer:?}: {}", school.house.read("worker.log"))
    };
    let leaves: BTreeSet<u64> = results.into_iter().map(|one| one.unwrap().ledger_index).collect();
    assert_eq!(leaves.len(), batch.len());
    leaves
}

/// The token is open, the key was tested in every session that signs, and no failure was injected.
fn warmed_up(school: Institution) -> Institution {
    let wide = Ceilings { per_batch: 500, per_minute: 10_000, per_day: 10_000 };
    school.allow(wide);
    let first = batch(&school, 0..60);
    all_signed(&school, &first);
    school
}

#[test]
fn each_error_that_a_fresh_session_mends_is_mended_in_the_middle_of_a_batch() {
    let mut school = with_a_faulty_module();
    // SESSION_HANDLE_INVALID, SESSION_CLOSED, DEVICE_REMOVED, TOKEN_NOT_PRESENT, DEVICE_ERROR, GENERAL_ERROR,
    // OBJECT_HANDLE_INVALID, KEY_HANDLE_INVALID, USER_NOT_LOGGED_IN, FUNCTION_FAILED.
    let codes = ["b3", "b0", "32", "e0", "30", "5", "82", "60", "101", "6"];
    for (code, first) in codes.into_iter().zip((100..).step_by(30)) {
        let before = school.house.read("worker.log").matches("finding the token again").count();
        // The module counts its signatures; a new process starts the count again.
        school.house.kill_worker();
        school.house.start_worker();
        tell(&school, &format!("{code} 17 once"));
        all_signed(&school, &batch(&school, first..first + 30));
        let log = school.house.read("worker.log");
        assert_eq!(log.matches("finding the token again").count(), before + 1, "{code}: {log}");
    }
    assert!(!school.house.read("worker.log").contains("starting the module anew"));
}

#[test]
fn a_module_that_must_be_initialised_anew_is_and_the_batch_goes_on() {
    let school = with_a_faulty_module();
    tell(&school, "30 17 module");
    all_signed(&school, &batch(&school, 100..200));
    let log = school.house.read("worker.log");
    assert!(log.contains("starting the module anew") && !log.contains("does not come back"), "{log}");
}

#[test]
fn a_module_that_nothing_helps_ends_its_process_and_a_fresh_one_finishes_the_batch() {
    let mut school = with_a_faulty_module();
    let asked = batch(&school, 100..160);
    let before = school.house.health().ledger_size;
    tell(&school, "30 17 process");
    // Requests that were still on their way find no worker.
    let code = fault(school.house.ask(request(&asked))).code;
    assert!(matches!(code, FaultCode::Token | FaultCode::WorkerAway), "{code:?}");
    assert_eq!(school.house.worker_s_end().code(), Some(75));
    fs::remove_file(school.house.path("module/control")).unwrap();
    school.house.start_worker();
    let leaves = all_signed(&school, &asked);
    assert_eq!(leaves, (before..before + 60).collect());
    assert_eq!(school.house.health().ledger_size, before + 60);
}

#[test]
fn a_call_that_hangs_ends_the_worker_and_not_the_signer() {
    // In seconds: short for a test, and longer than a call takes on a busy machine.
    let mut school = with_settings("sessions = 2\ndeadline = 10");
    let asked = batch(&school, 100..130);
    tell(&school, "0 5 hang");
    let answer = fault(school.house.ask(request(&asked)));
    assert!(matches!(answer.code, FaultCode::Token | FaultCode::WorkerAway), "{answer:?}");
    assert!(school.house.worker_s_end().signal().is_some(), "an orderly exit may hang as well");
    assert!(school.house.read("worker.log").contains("the module hangs"));
    fs::remove_file(school.house.path("module/control")).unwrap();
    school.house.start_worker();
    all_signed(&school, &asked);
}

#[test]
fn a_module_that_crashes_takes_neither_policy_nor_ledger_along() {
    let mut school = with_a_faulty_module();
    let asked = batch(&school, 100..130);
    let run = school.house.run_id();
    tell(&school, "0 5 crash");
    assert_eq!(fault(school.house.ask(request(&asked))).code, FaultCode::WorkerAway);
    assert!(school.house.worker_s_end().signal().is_some());
    fs::remove_file(school.house.path("module/control")).unwrap();
    school.house.start_worker();
    all_signed(&school, &asked);
    assert_eq!(school.house.run_id(), run);
}

#[test]
fn a_signature_that_does_not_verify_is_not_released_and_the_rest_of_the_batch_is_finished_later() {
    let school = with_a_faulty_module();
    let asked = batch(&school, 100..130);
    let before = school.house.health().ledger_size;
    tell(&school, "0 17 flip");
    assert_eq!(fault(school.house.ask(request(&asked))).code, FaultCode::SelfCheck);
    fs::remove_file(school.house.path("module/control")).unwrap();
    assert_eq!(all_signed(&school, &asked), (before..before + 30).collect());
}

#[test]
fn an_error_that_no_session_mends_is_told_at_once() {
    let school = with_a_faulty_module();
    let asked = batch(&school, 100..110);
    // MECHANISM_INVALID.
    tell(&school, "70 5 once");
    assert_eq!(fault(school.house.ask(request(&asked))).code, FaultCode::Token);
    assert!(!school.house.read("worker.log").contains("finding the token again"));
    all_signed(&school, &asked);
}

#[test]
fn a_token_taken_out_and_put_back_in_the_middle_of_a_batch_loses_nothing() {
    let mut school = warmed_up(Institution::founded());
    let asked = batch(&school, 100..500);
    let before = school.house.health().ledger_size;
    let mut stream = school.house.connect();
    protocol::write_message(&mut stream, &Envelope::new(request(&asked))).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    let (tokens, away) = (school.house.path("softhsm/tokens"), school.house.path("softhsm/away"));
    fs::rename(&tokens, &away).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    fs::rename(&away, &tokens).unwrap();
    match protocol::read_message(&mut stream).unwrap() {
        Answer::Signed { results } => assert!(results.iter().all(Result::is_ok)),
        // It was away for too long: a supervisor would restart the worker.
        answer => {
            let code = fault(answer).code;
            assert!(matches!(code, FaultCode::Token | FaultCode::WorkerAway), "{code:?}");
        }
    }
    let recovered = until(PATIENCE, || {
        if school.house.worker_has_ended() {
            school.house.start_worker();
        }
        matches!(school.house.ask(request(&asked)), Answer::Signed { .. }).then_some(())
    });
    assert!(recovered.is_some(), "{}", school.house.read("worker.log"));
    let leaves = all_signed(&school, &asked);
    assert_eq!(leaves, (before..before + 400).collect());
    assert_eq!(school.house.health().ledger_size, before + 400);
}
