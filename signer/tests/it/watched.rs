//! What is counted, and what is noticed.

use crate::documents::Institution;
use crate::house::{House, until};
use protocol::{Answer, KeyUsage, Noticed, Request};
use std::time::Duration;

fn metrics(house: &House) -> String {
    match house.ask(Request::Metrics) {
        Answer::Metrics { text } => text,
        other => panic!("{other:?}"),
    }
}

fn events(house: &House) -> Vec<Noticed> {
    match house.ask(Request::ListEvents) {
        Answer::Events { events } => events,
        other => panic!("{other:?}"),
    }
}

/// The one sample whose line begins so.
fn sample(text: &str, begin: &str) -> f64 {
    let line = text.lines().find(|line| line.starts_with(begin));
    line.unwrap_or_else(|| panic!("no {begin} in {text}")).rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn signatures_and_refusals_are_counted_by_key_badge_and_reason() {
    let mut school = Institution::founded();
    for number in 1..=3 {
        school.house.sign(&school.credential(number).to_value()).unwrap();
    }
    let mut other = school.credential(1);
    other.recipient.name = "Eve".into();
    school.house.sign(&other.to_value()).unwrap_err();
    let text = metrics(&school.house);
    assert!((sample(&text, "insignia_signer_signatures_total{key=") - 3.0).abs() < 0.1);
    let refused = text.lines().find(|line| line.contains("code=\"same-id-other-content\"")).unwrap();
    assert!(
        refused.contains("badge=\"") && !refused.contains("badge=\"\"") && refused.ends_with(" 1"),
        "{refused}"
    );
    for (begin, value) in [
        ("insignia_signer_worker_up", 1.0),
        ("insignia_signer_worker_restarts_total", 0.0),
        ("insignia_signer_pin_tries", 3.0),
        ("insignia_signer_ledger_unsigned", 0.0),
    ] {
        assert!((sample(&text, begin) - value).abs() < 0.1, "{begin} in {text}");
    }
    for begin in [
        "insignia_signer_ledger_leaves",
        "insignia_signer_answer_seconds_count{ask=\"sign-credentials\"}",
        "insignia_signer_key_created_timestamp_seconds{key=",
    ] {
        assert!(sample(&text, begin) >= 1.0, "{begin} in {text}");
    }
    let checkpoint = "insignia_signer_checkpoint_timestamp_seconds ";
    let published = || metrics(&school.house).contains(checkpoint).then_some(());
    assert!(until(Duration::from_secs(10), published).is_some(), "no checkpoint is told");
    school.house.kill_worker();
    assert!(metrics(&school.house).contains("insignia_signer_worker_up 0"));
    school.house.start_worker();
    let text = metrics(&school.house);
    assert!((sample(&text, "insignia_signer_worker_restarts_total") - 1.0).abs() < 0.1, "{text}");
}

#[test]
fn the_file_holds_what_is_told_and_nothing_private() {
    let school = Institution::founded();
    let credential = school.credential(1).to_value();
    school.house.sign(&credential).unwrap();
    let path = school.house.path("state/metrics.prom");
    let written = || {
        let text = std::fs::read_to_string(&path).ok()?;
        text.contains("insignia_signer_signatures_total{").then_some(text)
    };
    let text = until(Duration::from_secs(40), written).expect("the file is not written");
    let told = metrics(&school.house);
    for private in [credential["id"].as_str().unwrap(), "localhost", "did:"] {
        assert!(!text.contains(private) && !told.contains(private), "{private} in {text}");
    }
}

#[test]
fn what_is_unusual_is_told_recorded_and_known_after_a_restart() {
    let mut school = Institution::founded();
    for number in 1..=3 {
        school.house.sign(&school.credential(number).to_value()).unwrap();
    }
    let kinds = |events: &[Noticed]| events.iter().map(|event| event.kind.clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&events(&school.house)), ["first-use"]);
    for _ in 0..25 {
        let mut other = school.credential(1);
        other.recipient.name = "Eve".into();
        school.house.sign(&other.to_value()).unwrap_err();
    }
    let noticed = events(&school.house);
    assert_eq!(kinds(&noticed), ["first-use", "repeated-refusals"]);
    assert_eq!(noticed.iter().map(|event| event.number).collect::<Vec<_>>(), [0, 1]);
    assert!(noticed[0].badge.as_ref().is_some_and(|digest| digest.len() == 64) && noticed[1].badge.is_none());
    assert!(noticed.iter().all(|event| !event.says.contains("localhost")), "{noticed:?}");
    school.house.kill_run();
    school.house.start_run();
    school.house.sign(&school.credential(4).to_value()).unwrap();
    assert_eq!(events(&school.house), noticed, "a version that was issued before is told as new");
}

fn counted(house: &House, days: u16) -> (u64, Vec<KeyUsage>) {
    match house.ask(Request::CountSigned { days }) {
        Answer::SignedCounts { credentials, keys } => (credentials, keys),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_each_key_signed_is_counted_by_day_and_known_after_a_restart() {
    let mut school = Institution::founded();
    for number in 1..=3 {
        school.house.sign(&school.credential(number).to_value()).unwrap();
    }
    // Asked again, it is the same signature.
    school.house.sign(&school.credential(3).to_value()).unwrap();
    let (all, keys) = counted(&school.house, 30);
    assert_eq!((all, keys.len()), (3, 1));
    assert_eq!(keys[0].days.len(), 30);
    // A test that runs at midnight signs on two days.
    let lately: u32 = keys[0].days.iter().rev().take(2).map(|day| day.credentials).sum();
    assert_eq!(lately, 3, "{keys:?}");
    assert!(keys[0].days.iter().take(28).all(|day| day.credentials == 0));
    school.house.kill_run();
    school.house.start_run();
    assert_eq!(counted(&school.house, 30).0, 3, "the count began anew");
    assert_eq!(counted(&school.house, 0).1[0].days, []);
    assert_eq!(counted(&school.house, u16::MAX).1[0].days.len(), usize::from(protocol::MAX_DAYS));
}
