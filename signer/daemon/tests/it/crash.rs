//! kill -9 at any point: nothing is lost, nothing is duplicated, and a retry completes the request.

use crate::documents::{Institution, created};
use crate::test_signer::{PATIENCE, TestSigner, fault, says, until};
use protocol::{Ceilings, Events, FaultCode, Message, Request, SignedBatch, request};
use std::time::Duration;

/// Requests a signature while the worker is suspended, until the intent is on disk.
fn leave_an_open_intent(signer: &mut TestSigner, request: &impl Request) {
    signer.suspend_worker();
    let mut stream = signer.connect();
    let before = signer.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    protocol::write_message(&mut stream, &Message::new(request)).unwrap();
    let journal = || signer.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    assert!(until(PATIENCE, || (journal() > before).then_some(())).is_some());
    signer.kill_run();
    signer.resume_worker();
}

#[test]
fn a_signer_killed_between_intent_and_signature_signs_the_same_statement_afterwards() {
    let mut institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    leave_an_open_intent(
        &mut institution.signer,
        &request::SignCredentials { credentials: vec![credential.to_string()] },
    );
    let journal = institution.signer.read("state/journal.jsonl");
    let intent = journal.lines().rfind(|line| line.contains("\"record\":\"intent\"")).unwrap();
    let intent: serde_json::Value = serde_json::from_str(intent).unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    institution.signer.start_run();
    assert!(institution.signer.read("run.log").contains("1 statements were recorded and not signed"));
    let signed = institution.signer.sign(&credential).unwrap();
    assert_eq!(signed.ledger_index, intent["leaf"].as_u64().unwrap());
    let at = credentials::time::Timestamp::from_millis(intent["created"].as_i64().unwrap());
    assert_eq!(created(&signed.document), at.rfc3339());
    assert_eq!(institution.signer.health().ledger_size, 4);
    let mut other = institution.credential(1);
    other.recipient.name = "Eve".into();
    assert!(institution.signer.sign(&other.to_value()).is_err());
}

/// The signatures of a revoked key are not trusted, so it signs nothing, not even earlier requests.
#[test]
fn what_was_recorded_is_not_signed_under_a_key_that_was_revoked_since() {
    let mut institution = Institution::founded_on_the_web("[keys]\noverlap_hours = 0");
    let mut credential = institution.credential(1);
    credential.valid_from = credential.valid_from.plus_seconds(-86_400);
    let text = credential.to_value().to_string();
    leave_an_open_intent(&mut institution.signer, &request::SignCredentials { credentials: vec![text] });
    institution.signer.start_run();
    institution.revoke("badges");
    institution.make_key("next");
    institution.make(protocol::Change::RotateKey { issuer: institution.did.clone(), key: "next".into() });
    let refusal = institution.signer.sign(&credential.to_value()).unwrap_err();
    assert_eq!(refusal.code, protocol::RefusalCode::KeyNotInUse, "{}", says(&refusal));
    let mut reissued = credential.clone();
    reissued.valid_from = reissued.valid_from.plus_seconds(3_600);
    reissued.status.index = 7_000;
    let signed = crate::superseding::supersede(&institution, &credential, &reissued).unwrap();
    assert!(!signed.document.contains(&institution.public_key));
}

#[test]
fn what_was_recorded_to_be_reissued_is_not_signed_under_a_key_that_was_revoked_since() {
    let (mut institution, earlier, reissued) = crate::superseding::lost_after(|_| ());
    let pair = protocol::Superseding {
        earlier: earlier.to_value().to_string(),
        credential: reissued.to_value().to_string(),
    };
    leave_an_open_intent(&mut institution.signer, &request::SignSuperseding { credentials: vec![pair] });
    institution.signer.start_run();
    institution.revoke("next");
    let third = institution.make_key("third");
    institution.make(protocol::Change::RotateKey { issuer: institution.did.clone(), key: "third".into() });
    let refusal = crate::superseding::supersede(&institution, &earlier, &reissued).unwrap_err();
    assert_eq!(refusal.code, protocol::RefusalCode::KeyNotInUse, "{}", says(&refusal));
    let mut again = reissued.clone();
    again.valid_from = again.valid_from.plus_seconds(60);
    again.status.index = 7_001;
    let signed = crate::superseding::supersede(&institution, &reissued, &again).unwrap();
    assert!(signed.document.contains(&third.public_key));
}

#[test]
fn what_is_unusual_is_on_disk_before_the_token_is_asked() {
    let mut institution = Institution::founded();
    let credential = institution.credential(1).to_value().to_string();
    institution.signer.suspend_worker();
    let mut stream = institution.signer.connect();
    let request = request::SignCredentials { credentials: vec![credential] };
    protocol::write_message(&mut stream, &Message::new(&request)).unwrap();
    let told =
        || institution.signer.read("state/journal.jsonl").contains("\"event\":\"first-use\"").then_some(());
    assert!(until(PATIENCE, told).is_some(), "a crash now would leave nothing to tell of it");
    institution.signer.kill_run();
    institution.signer.resume_worker();
    institution.signer.start_run();
    let Ok(Events { events }) = institution.signer.ask(&request::ListEvents) else { panic!() };
    assert!(events.iter().any(|event| event.alert.kind() == "first-use"), "{events:?}");
}

#[test]
fn a_status_list_killed_before_its_signature_is_finished_too() {
    let mut institution = Institution::founded();
    institution.signer.sign(&institution.credential(1).to_value()).unwrap();
    let list = institution.list(&[1001]).to_value();
    leave_an_open_intent(&mut institution.signer, &request::SignStatusList { credential: list.to_string() });
    institution.signer.start_run();
    // The bit counts from the moment it was recorded.
    assert!(institution.signer.sign_list(&institution.list(&[]).to_value()).is_err());
    assert_eq!(institution.signer.sign_list(&list).unwrap().ledger_index, 4);
    assert_eq!(institution.signer.health().ledger_size, 5);
}

#[test]
fn a_signer_killed_after_the_outcome_answers_the_same_document_without_the_token() {
    let mut institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    let first = institution.signer.sign(&credential).unwrap();
    institution.signer.kill_run();
    institution.signer.kill_worker();
    institution.signer.start_run();
    assert_eq!(institution.signer.sign(&credential).unwrap(), first);
    assert_eq!(institution.signer.health().ledger_size, 4);
}

#[test]
fn a_worker_that_is_away_is_a_fault_and_its_return_finishes_what_was_recorded() {
    let mut institution = Institution::founded();
    institution.signer.kill_worker();
    let credential = institution.credential(1).to_value();
    let request = request::SignCredentials { credentials: vec![credential.to_string()] };
    let answer = fault(institution.signer.ask(&request));
    assert_eq!(answer.code, FaultCode::WorkerAway);
    assert_eq!(institution.signer.health().ledger_size, 4);
    institution.signer.start_worker();
    assert_eq!(institution.signer.sign(&credential).unwrap().ledger_index, 3);
    assert_eq!(institution.signer.health().ledger_size, 4);
}

#[test]
fn a_torn_end_of_the_journal_is_cut_and_all_before_it_stands() {
    use std::io::Write;
    let mut institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    let first = institution.signer.sign(&credential).unwrap();
    institution.signer.kill_run();
    let mut journal = std::fs::OpenOptions::new()
        .append(true)
        .open(institution.signer.path("state/journal.jsonl"))
        .unwrap();
    journal.write_all(br#"{"record":"intent","leaf":4,"en"#).unwrap();
    institution.signer.start_run();
    assert!(institution.signer.read("run.log").contains("unfinished write"));
    assert_eq!(institution.signer.sign(&credential).unwrap(), first);
    institution.signer.sign(&institution.credential(2).to_value()).unwrap();
    assert_eq!(institution.signer.health().ledger_size, 5);
}

#[test]
fn a_token_that_goes_away_ends_the_worker_and_a_token_that_is_back_loses_nothing() {
    let mut institution = Institution::founded();
    institution.signer.published();
    std::fs::rename(institution.signer.path("softhsm/tokens"), institution.signer.path("softhsm/away"))
        .unwrap();
    let credential = institution.credential(1).to_value();
    let request = request::SignCredentials { credentials: vec![credential.to_string()] };
    let answer = fault(institution.signer.ask(&request));
    assert_eq!(answer.code, FaultCode::Token, "{}", institution.signer.read("worker.log"));
    assert_eq!(institution.signer.worker_s_end().code(), Some(75));
    std::fs::rename(institution.signer.path("softhsm/away"), institution.signer.path("softhsm/tokens"))
        .unwrap();
    institution.signer.start_worker();
    assert_eq!(institution.signer.sign(&credential).unwrap().ledger_index, 3);
    assert_eq!(institution.signer.health().ledger_size, 4);
}

#[test]
fn a_worker_killed_while_softhsm_writes_its_token_anew_loses_no_key() {
    let mut institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    institution.signer.sign(&credential).unwrap();
    institution.signer.kill_worker();
    // SoftHSM empties this file at each login, and writes it again.
    let tokens = std::fs::read_dir(institution.signer.path("softhsm/tokens")).unwrap();
    for token in tokens {
        std::fs::write(token.unwrap().path().join("token.object"), "").unwrap();
    }
    institution.signer.start_worker();
    assert!(institution.signer.read("worker.log").contains("putting its copy back"));
    institution.signer.sign(&institution.credential(2).to_value()).unwrap();
    // The command that the launcher runs at each start does not take it for a missing token.
    let made = institution.signer.command(&["token", "init"]).output().unwrap();
    assert!(String::from_utf8_lossy(&made.stdout).contains("is there"), "{made:?}");
}

/// Number of kills: `INSIGNIA_KILLS=200` for the long run, whose result is in `docs/performance.md`.
fn kills() -> usize {
    option_env!("INSIGNIA_KILLS").map_or(10, |kills| kills.parse().unwrap())
}

#[test]
fn signer_and_worker_killed_at_random_points_of_a_batch_lose_nothing_and_double_nothing() {
    let mut institution = Institution::founded();
    institution.allow(Ceilings { per_batch: 500, per_minute: 2_000, per_day: 2_000 });
    let halves = [1..=500, 501..=1_000].map(|half: std::ops::RangeInclusive<u32>| {
        half.map(|n| institution.credential(n).to_value().to_string()).collect::<Vec<_>>()
    });
    let request = |half: usize| request::SignCredentials { credentials: halves[half].clone() };
    let before = institution.signer.health().ledger_size;
    // Points spread over the whole time of a batch, in a pseudo-random order that is the same each time.
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for n in 0..kills() {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut stream = institution.signer.connect();
        protocol::write_message(&mut stream, &Message::new(&request(n % 2))).unwrap();
        std::thread::sleep(Duration::from_millis((chance >> 33) % 700));
        if (chance >> 20).is_multiple_of(3) {
            institution.signer.kill_worker();
            // Killed during a login: nobody logs in again until a person allows it.
            if institution.signer.path("state/worker/login-in-progress").exists() {
                assert!(institution.signer.command(&["pin", "retry"]).status().unwrap().success());
            }
            institution.signer.start_worker();
        } else {
            institution.signer.kill_run();
            institution.signer.start_run();
        }
    }
    let mut leaves = std::collections::BTreeSet::new();
    for half in [0, 1] {
        let results = until(PATIENCE, || match institution.signer.ask(&request(half)) {
            Ok(SignedBatch { results }) => Some(results),
            _ => None,
        });
        leaves.extend(results.unwrap().into_iter().map(|one| one.unwrap().ledger_index));
    }
    // None twice, none lost, and none outside the ledger.
    assert_eq!(leaves, (before..before + 1_000).collect());
    assert_eq!(institution.signer.health().ledger_size, before + 1_000);
    let journal = institution.signer.read("state/journal.jsonl");
    assert_eq!(journal.matches(r#""kind":"credential","#).count(), 1_000);
    assert_eq!(journal.matches(r#""record":"outcome""#).count(), 1_000);
}
