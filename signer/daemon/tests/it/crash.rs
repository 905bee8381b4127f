//! kill -9 at any point: nothing is lost, nothing is duplicated, and a retry completes the request.

use crate::documents::{Institution, created};
use crate::house::{House, PATIENCE, fault, until};
use protocol::{Answer, Ceilings, Envelope, FaultCode, Request};
use std::time::Duration;

/// Requests a signature while the worker is suspended, until the intent is on disk.
fn leave_an_open_intent(house: &mut House, request: Request) {
    house.suspend_worker();
    let mut stream = house.connect();
    let before = house.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    protocol::write_message(&mut stream, &Envelope::new(request)).unwrap();
    let journal = || house.read("state/journal.jsonl").matches("\"record\":\"intent\"").count();
    assert!(until(PATIENCE, || (journal() > before).then_some(())).is_some());
    house.kill_run();
    house.resume_worker();
}

#[test]
fn a_signer_killed_between_intent_and_signature_signs_the_same_statement_afterwards() {
    let mut school = Institution::founded();
    let credential = school.credential(1).to_value();
    leave_an_open_intent(
        &mut school.house,
        Request::SignCredentials { credentials: vec![credential.to_string()] },
    );
    let journal = school.house.read("state/journal.jsonl");
    let intent = journal.lines().rfind(|line| line.contains("\"record\":\"intent\"")).unwrap();
    let intent: serde_json::Value = serde_json::from_str(intent).unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    school.house.start_run();
    assert!(school.house.read("run.log").contains("1 statements were recorded and not signed"));
    let signed = school.house.sign(&credential).unwrap();
    assert_eq!(signed.ledger_index, intent["leaf"].as_u64().unwrap());
    let at = credentials::time::Timestamp::from_millis(intent["created"].as_i64().unwrap());
    assert_eq!(created(&signed.document), at.rfc3339());
    assert_eq!(school.house.health().ledger_size, 4);
    let mut other = school.credential(1);
    other.recipient.name = "Eve".into();
    assert!(school.house.sign(&other.to_value()).is_err());
}

/// The signatures of a revoked key are not trusted, so it signs nothing, not even earlier requests.
#[test]
fn what_was_recorded_is_not_signed_under_a_key_that_was_revoked_since() {
    let mut school = Institution::founded_on_the_web("[keys]\noverlap_hours = 0");
    let mut credential = school.credential(1);
    credential.valid_from = credential.valid_from.plus_seconds(-86_400);
    let text = credential.to_value().to_string();
    leave_an_open_intent(&mut school.house, Request::SignCredentials { credentials: vec![text] });
    school.house.start_run();
    school.revoke("badges");
    school.make_key("next");
    school.make(protocol::Change::RotateKey { issuer: school.did.clone(), key: "next".into() });
    let refusal = school.house.sign(&credential.to_value()).unwrap_err();
    assert_eq!(refusal.code, protocol::RefusalCode::KeyNotInUse, "{}", refusal.sentence);
    let mut anew = credential.clone();
    anew.valid_from = anew.valid_from.plus_seconds(3_600);
    anew.status.index = 7_000;
    let signed = crate::superseding::supersede(&school, &credential, &anew).unwrap();
    assert!(!signed.document.contains(&school.public_key));
}

#[test]
fn what_was_recorded_to_be_reissued_is_not_signed_under_a_key_that_was_revoked_since() {
    let (mut school, earlier, anew) = crate::superseding::lost_after(|_| ());
    let pair = protocol::Superseding {
        earlier: earlier.to_value().to_string(),
        credential: anew.to_value().to_string(),
    };
    leave_an_open_intent(&mut school.house, Request::SignSuperseding { credentials: vec![pair] });
    school.house.start_run();
    school.revoke("next");
    let third = school.make_key("third");
    school.make(protocol::Change::RotateKey { issuer: school.did.clone(), key: "third".into() });
    let refusal = crate::superseding::supersede(&school, &earlier, &anew).unwrap_err();
    assert_eq!(refusal.code, protocol::RefusalCode::KeyNotInUse, "{}", refusal.sentence);
    let mut again = anew.clone();
    again.valid_from = again.valid_from.plus_seconds(60);
    again.status.index = 7_001;
    let signed = crate::superseding::supersede(&school, &anew, &again).unwrap();
    assert!(signed.document.contains(&third.public_key));
}

#[test]
fn what_is_unusual_is_on_disk_before_the_token_is_asked() {
    let mut school = Institution::founded();
    let credential = school.credential(1).to_value().to_string();
    school.house.suspend_worker();
    let mut stream = school.house.connect();
    let request = Request::SignCredentials { credentials: vec![credential] };
    protocol::write_message(&mut stream, &Envelope::new(request)).unwrap();
    let told = || school.house.read("state/journal.jsonl").contains("\"event\":\"first-use\"").then_some(());
    assert!(until(PATIENCE, told).is_some(), "a crash now would leave nothing to tell of it");
    school.house.kill_run();
    school.house.resume_worker();
    school.house.start_run();
    let Answer::Events { events } = school.house.ask(Request::ListEvents) else { panic!() };
    assert!(events.iter().any(|event| event.kind == "first-use"), "{events:?}");
}

#[test]
fn a_status_list_killed_before_its_signature_is_finished_too() {
    let mut school = Institution::founded();
    school.house.sign(&school.credential(1).to_value()).unwrap();
    let list = school.list(&[1001]).to_value();
    leave_an_open_intent(&mut school.house, Request::SignStatusList { credential: list.to_string() });
    school.house.start_run();
    // The bit counts from the moment it was recorded.
    assert!(school.house.sign_list(&school.list(&[]).to_value()).is_err());
    assert_eq!(school.house.sign_list(&list).unwrap().ledger_index, 4);
    assert_eq!(school.house.health().ledger_size, 5);
}

#[test]
fn a_signer_killed_after_the_outcome_answers_the_same_document_without_the_token() {
    let mut school = Institution::founded();
    let credential = school.credential(1).to_value();
    let first = school.house.sign(&credential).unwrap();
    school.house.kill_run();
    school.house.kill_worker();
    school.house.start_run();
    assert_eq!(school.house.sign(&credential).unwrap(), first);
    assert_eq!(school.house.health().ledger_size, 4);
}

#[test]
fn a_worker_that_is_away_is_a_fault_and_its_return_finishes_what_was_recorded() {
    let mut school = Institution::founded();
    school.house.kill_worker();
    let credential = school.credential(1).to_value();
    let request = Request::SignCredentials { credentials: vec![credential.to_string()] };
    let answer = fault(school.house.ask(request));
    assert_eq!(answer.code, FaultCode::WorkerAway);
    assert_eq!(school.house.health().ledger_size, 4);
    school.house.start_worker();
    assert_eq!(school.house.sign(&credential).unwrap().ledger_index, 3);
    assert_eq!(school.house.health().ledger_size, 4);
}

#[test]
fn a_torn_end_of_the_journal_is_cut_and_all_before_it_stands() {
    use std::io::Write;
    let mut school = Institution::founded();
    let credential = school.credential(1).to_value();
    let first = school.house.sign(&credential).unwrap();
    school.house.kill_run();
    let mut journal =
        std::fs::OpenOptions::new().append(true).open(school.house.path("state/journal.jsonl")).unwrap();
    journal.write_all(br#"{"record":"intent","leaf":4,"en"#).unwrap();
    school.house.start_run();
    assert!(school.house.read("run.log").contains("unfinished write"));
    assert_eq!(school.house.sign(&credential).unwrap(), first);
    school.house.sign(&school.credential(2).to_value()).unwrap();
    assert_eq!(school.house.health().ledger_size, 5);
}

#[test]
fn a_token_that_goes_away_ends_the_worker_and_a_token_that_is_back_loses_nothing() {
    let mut school = Institution::founded();
    school.house.published();
    std::fs::rename(school.house.path("softhsm/tokens"), school.house.path("softhsm/away")).unwrap();
    let credential = school.credential(1).to_value();
    let request = Request::SignCredentials { credentials: vec![credential.to_string()] };
    let answer = fault(school.house.ask(request));
    assert_eq!(answer.code, FaultCode::Token, "{}", school.house.read("worker.log"));
    assert_eq!(school.house.worker_s_end().code(), Some(75));
    std::fs::rename(school.house.path("softhsm/away"), school.house.path("softhsm/tokens")).unwrap();
    school.house.start_worker();
    assert_eq!(school.house.sign(&credential).unwrap().ledger_index, 3);
    assert_eq!(school.house.health().ledger_size, 4);
}

#[test]
fn a_worker_killed_while_softhsm_writes_its_token_anew_loses_no_key() {
    let mut school = Institution::founded();
    let credential = school.credential(1).to_value();
    school.house.sign(&credential).unwrap();
    school.house.kill_worker();
    // SoftHSM empties this file at each login, and writes it again.
    let tokens = std::fs::read_dir(school.house.path("softhsm/tokens")).unwrap();
    for token in tokens {
        std::fs::write(token.unwrap().path().join("token.object"), "").unwrap();
    }
    school.house.start_worker();
    assert!(school.house.read("worker.log").contains("putting its copy back"));
    school.house.sign(&school.credential(2).to_value()).unwrap();
    // The command that the launcher runs at each start does not take it for a missing token.
    let made = school.house.command(&["token", "init"]).output().unwrap();
    assert!(String::from_utf8_lossy(&made.stdout).contains("is there"), "{made:?}");
}

/// Number of kills: `INSIGNIA_KILLS=200` for the long run, whose result is in `docs/performance.md`.
fn kills() -> usize {
    option_env!("INSIGNIA_KILLS").map_or(10, |kills| kills.parse().unwrap())
}

#[test]
fn signer_and_worker_killed_at_random_points_of_a_batch_lose_nothing_and_double_nothing() {
    let mut school = Institution::founded();
    school.allow(Ceilings { per_batch: 500, per_minute: 2_000, per_day: 2_000 });
    let halves = [1..=500, 501..=1_000].map(|half: std::ops::RangeInclusive<u32>| {
        half.map(|n| school.credential(n).to_value().to_string()).collect::<Vec<_>>()
    });
    let request = |half: usize| Request::SignCredentials { credentials: halves[half].clone() };
    let before = school.house.health().ledger_size;
    // Points spread over the whole time of a batch, in a pseudo-random order that is the same each time.
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for n in 0..kills() {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut stream = school.house.connect();
        protocol::write_message(&mut stream, &Envelope::new(request(n % 2))).unwrap();
        std::thread::sleep(Duration::from_millis((chance >> 33) % 700));
        if (chance >> 20).is_multiple_of(3) {
            school.house.kill_worker();
            // Killed during a login: nobody logs in again until a person allows it.
            if school.house.path("state/worker/login-in-progress").exists() {
                assert!(school.house.command(&["pin", "retry"]).status().unwrap().success());
            }
            school.house.start_worker();
        } else {
            school.house.kill_run();
            school.house.start_run();
        }
    }
    let mut leaves = std::collections::BTreeSet::new();
    for half in [0, 1] {
        let results = until(PATIENCE, || match school.house.ask(request(half)) {
            Answer::Signed { results } => Some(results),
            _ => None,
        });
        leaves.extend(results.unwrap().into_iter().map(|one| one.unwrap().ledger_index));
    }
    // None twice, none lost, and none outside the ledger.
    assert_eq!(leaves, (before..before + 1_000).collect());
    assert_eq!(school.house.health().ledger_size, before + 1_000);
    let journal = school.house.read("state/journal.jsonl");
    assert_eq!(journal.matches(r#""kind":"credential","#).count(), 1_000);
    assert_eq!(journal.matches(r#""record":"outcome""#).count(), 1_000);
}
