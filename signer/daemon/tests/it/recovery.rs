//! Tokens that disappear and return, and modules that fail, hang or crash: nothing is lost and nothing is signed twice.

use crate::documents::Institution;
use crate::modules::compile;
use crate::test_signer::{MODULE, PATIENCE, TestSigner, fault, until};
use protocol::{Ceilings, FaultCode, Message, Reply, SignedBatch, request};
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
    let mut signer = TestSigner::built();
    let directory = signer.path("module");
    fs::create_dir(&directory).unwrap();
    let module = directory.join("faulty.so");
    let control = directory.join("control").display().to_string();
    compile("faulty_module.c", &module, &[("CONTROL", &control), ("MODULE", MODULE)]);
    let text = signer.read("signer.toml").replace(MODULE, &module.display().to_string());
    fs::write(signer.path("signer.toml"), text).unwrap();
    signer.add_token_settings(settings);
    signer.start();
    warmed_up(Institution::founded_in(signer))
}

/// Signatures count from here on: those that test the keys are made already.
fn tell(institution: &Institution, control: &str) {
    fs::write(institution.signer.path("module/new"), control).unwrap();
    fs::rename(institution.signer.path("module/new"), institution.signer.path("module/control")).unwrap();
}

/// These credentials, written once, so that a repeated request is the same.
fn batch(institution: &Institution, numbers: Range<u32>) -> Vec<Value> {
    numbers.map(|n| institution.credential(n).to_value()).collect()
}

fn request(batch: &[Value]) -> request::SignCredentials {
    request::SignCredentials { credentials: batch.iter().map(ToString::to_string).collect() }
}

/// Requests signatures, and checks that every one has a leaf of its own.
fn all_signed(institution: &Institution, batch: &[Value]) -> BTreeSet<u64> {
    let answer = institution.signer.ask(&request(batch));
    let Ok(SignedBatch { results }) = answer else {
        panic!("{answer:?}: {}", institution.signer.read("worker.log"))
    };
    let leaves: BTreeSet<u64> = results.into_iter().map(|one| one.unwrap().ledger_index).collect();
    assert_eq!(leaves.len(), batch.len());
    leaves
}

/// The token is open, the key was tested in every session that signs, and no failure was injected.
fn warmed_up(institution: Institution) -> Institution {
    let wide = Ceilings { per_batch: 500, per_minute: 10_000, per_day: 10_000 };
    institution.allow(wide);
    let first = batch(&institution, 0..60);
    all_signed(&institution, &first);
    institution
}

#[test]
fn each_error_that_a_fresh_session_mends_is_mended_in_the_middle_of_a_batch() {
    let mut institution = with_a_faulty_module();
    // SESSION_HANDLE_INVALID, SESSION_CLOSED, DEVICE_REMOVED, TOKEN_NOT_PRESENT, DEVICE_ERROR, GENERAL_ERROR,
    // OBJECT_HANDLE_INVALID, KEY_HANDLE_INVALID, USER_NOT_LOGGED_IN, FUNCTION_FAILED.
    let codes = ["b3", "b0", "32", "e0", "30", "5", "82", "60", "101", "6"];
    for (code, first) in codes.into_iter().zip((100..).step_by(30)) {
        let before = institution.signer.read("worker.log").matches("finding the token again").count();
        // The module counts its signatures; a new process starts the count again.
        institution.signer.kill_worker();
        institution.signer.start_worker();
        tell(&institution, &format!("{code} 17 once"));
        all_signed(&institution, &batch(&institution, first..first + 30));
        let log = institution.signer.read("worker.log");
        assert_eq!(log.matches("finding the token again").count(), before + 1, "{code}: {log}");
    }
    assert!(!institution.signer.read("worker.log").contains("restarting the module"));
}

#[test]
fn a_module_that_must_be_initialised_anew_is_and_the_batch_goes_on() {
    let institution = with_a_faulty_module();
    tell(&institution, "30 17 module");
    all_signed(&institution, &batch(&institution, 100..200));
    let log = institution.signer.read("worker.log");
    assert!(log.contains("restarting the module") && !log.contains("does not come back"), "{log}");
}

#[test]
fn a_module_that_nothing_helps_ends_its_process_and_a_fresh_one_finishes_the_batch() {
    let mut institution = with_a_faulty_module();
    let asked = batch(&institution, 100..160);
    let before = institution.signer.health().ledger_size;
    tell(&institution, "30 17 process");
    // Requests that were still on their way find no worker.
    let code = fault(institution.signer.ask(&request(&asked))).code;
    assert!(matches!(code, FaultCode::Token | FaultCode::WorkerAway), "{code:?}");
    assert_eq!(institution.signer.worker_s_end().code(), Some(75));
    fs::remove_file(institution.signer.path("module/control")).unwrap();
    institution.signer.start_worker();
    let leaves = all_signed(&institution, &asked);
    assert_eq!(leaves, (before..before + 60).collect());
    assert_eq!(institution.signer.health().ledger_size, before + 60);
}

#[test]
fn a_call_that_hangs_ends_the_worker_and_not_the_signer() {
    // In seconds: short for a test, and longer than a call takes on a busy machine.
    let mut institution = with_settings("sessions = 2\ndeadline = 10");
    let asked = batch(&institution, 100..130);
    tell(&institution, "0 5 hang");
    let answer = fault(institution.signer.ask(&request(&asked)));
    assert!(matches!(answer.code, FaultCode::Token | FaultCode::WorkerAway), "{answer:?}");
    assert!(institution.signer.worker_s_end().signal().is_some(), "an orderly exit may hang as well");
    assert!(institution.signer.read("worker.log").contains("the module hangs"));
    fs::remove_file(institution.signer.path("module/control")).unwrap();
    institution.signer.start_worker();
    all_signed(&institution, &asked);
}

#[test]
fn a_module_that_crashes_takes_neither_policy_nor_ledger_along() {
    let mut institution = with_a_faulty_module();
    let asked = batch(&institution, 100..130);
    let run = institution.signer.run_id();
    tell(&institution, "0 5 crash");
    assert_eq!(fault(institution.signer.ask(&request(&asked))).code, FaultCode::WorkerAway);
    assert!(institution.signer.worker_s_end().signal().is_some());
    fs::remove_file(institution.signer.path("module/control")).unwrap();
    institution.signer.start_worker();
    all_signed(&institution, &asked);
    assert_eq!(institution.signer.run_id(), run);
}

#[test]
fn a_signature_that_does_not_verify_is_not_released_and_the_rest_of_the_batch_is_finished_later() {
    let institution = with_a_faulty_module();
    let asked = batch(&institution, 100..130);
    let before = institution.signer.health().ledger_size;
    tell(&institution, "0 17 flip");
    assert_eq!(fault(institution.signer.ask(&request(&asked))).code, FaultCode::SelfCheck);
    fs::remove_file(institution.signer.path("module/control")).unwrap();
    assert_eq!(all_signed(&institution, &asked), (before..before + 30).collect());
}

#[test]
fn an_error_that_no_session_mends_is_told_at_once() {
    let institution = with_a_faulty_module();
    let asked = batch(&institution, 100..110);
    // MECHANISM_INVALID.
    tell(&institution, "70 5 once");
    assert_eq!(fault(institution.signer.ask(&request(&asked))).code, FaultCode::Token);
    assert!(!institution.signer.read("worker.log").contains("finding the token again"));
    all_signed(&institution, &asked);
}

#[test]
fn a_token_taken_out_and_put_back_in_the_middle_of_a_batch_loses_nothing() {
    let mut institution = warmed_up(Institution::founded());
    let asked = batch(&institution, 100..500);
    let before = institution.signer.health().ledger_size;
    let mut stream = institution.signer.connect();
    protocol::write_message(&mut stream, &Message::new(&request(&asked))).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    let (tokens, away) = (institution.signer.path("softhsm/tokens"), institution.signer.path("softhsm/away"));
    fs::rename(&tokens, &away).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    fs::rename(&away, &tokens).unwrap();
    let answer: Reply<SignedBatch> = protocol::read_message(&mut stream).unwrap();
    match Result::from(answer) {
        Ok(SignedBatch { results }) => assert!(results.iter().all(Result::is_ok)),
        // It was away for too long: a supervisor would restart the worker.
        answer => {
            let code = fault(answer).code;
            assert!(matches!(code, FaultCode::Token | FaultCode::WorkerAway), "{code:?}");
        }
    }
    let recovered = until(PATIENCE, || {
        if institution.signer.worker_has_ended() {
            institution.signer.start_worker();
        }
        matches!(institution.signer.ask(&request(&asked)), Ok(SignedBatch { .. })).then_some(())
    });
    assert!(recovered.is_some(), "{}", institution.signer.read("worker.log"));
    let leaves = all_signed(&institution, &asked);
    assert_eq!(leaves, (before..before + 400).collect());
    assert_eq!(institution.signer.health().ledger_size, before + 400);
}
