//! Telemetry and alerts.

use crate::clock_window::within_one_hour;
use crate::documents::Institution;
use crate::test_signer::{PATIENCE, TestSigner, until};
use messages::Language;
use protocol::{Events, KeyUsage, MetricsText, Noticed, SignedBatch, SignedCounts, Superseding, request};

fn metrics(signer: &TestSigner) -> String {
    match signer.ask(&request::Metrics) {
        Ok(MetricsText { text }) => text,
        other => panic!("{other:?}"),
    }
}

fn events(signer: &TestSigner) -> Vec<Noticed> {
    match signer.ask(&request::ListEvents) {
        Ok(Events { events }) => events,
        other => panic!("{other:?}"),
    }
}

/// The only sample whose line begins with `begin`.
fn sample(text: &str, begin: &str) -> f64 {
    let line = text.lines().find(|line| line.starts_with(begin));
    line.unwrap_or_else(|| panic!("no {begin} in {text}")).rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn signatures_and_refusals_are_counted_by_key_badge_and_reason() {
    let mut institution = Institution::founded();
    for number in 1..=3 {
        institution.signer.sign(&institution.credential(number).to_value()).unwrap();
    }
    let mut other = institution.credential(1);
    other.recipient.name = "Eve".into();
    institution.signer.sign(&other.to_value()).unwrap_err();
    let text = metrics(&institution.signer);
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
    let published = || metrics(&institution.signer).contains(checkpoint).then_some(());
    assert!(until(PATIENCE, published).is_some(), "no checkpoint is told");
    institution.signer.kill_worker();
    assert!(metrics(&institution.signer).contains("insignia_signer_worker_up 0"));
    institution.signer.start_worker();
    let text = metrics(&institution.signer);
    assert!((sample(&text, "insignia_signer_worker_restarts_total") - 1.0).abs() < 0.1, "{text}");
}

#[test]
fn the_file_holds_what_is_told_and_nothing_private() {
    let institution = Institution::founded();
    let credential = institution.credential(1).to_value();
    institution.signer.sign(&credential).unwrap();
    let path = institution.signer.path("state/metrics.prom");
    let written = || {
        let text = std::fs::read_to_string(&path).ok()?;
        text.contains("insignia_signer_signatures_total{").then_some(text)
    };
    let text = until(PATIENCE, written).expect("the file is not written");
    let told = metrics(&institution.signer);
    for private in [credential["id"].as_str().unwrap(), "localhost", "did:"] {
        assert!(!text.contains(private) && !told.contains(private), "{private} in {text}");
    }
}

#[test]
fn what_is_unusual_is_told_recorded_and_known_after_a_restart() {
    let mut institution = Institution::founded();
    for number in 1..=3 {
        institution.signer.sign(&institution.credential(number).to_value()).unwrap();
    }
    let kinds = |events: &[Noticed]| events.iter().map(|event| event.alert.kind()).collect::<Vec<_>>();
    assert_eq!(kinds(&events(&institution.signer)), ["first-use"]);
    for _ in 0..25 {
        let mut other = institution.credential(1);
        other.recipient.name = "Eve".into();
        institution.signer.sign(&other.to_value()).unwrap_err();
    }
    let noticed = events(&institution.signer);
    assert_eq!(kinds(&noticed), ["first-use", "repeated-refusals"]);
    assert_eq!(noticed.iter().map(|event| event.number).collect::<Vec<_>>(), [0, 1]);
    assert!(
        noticed[0].alert.badge().is_some_and(|digest| digest.len() == 64)
            && noticed[1].alert.badge().is_none()
    );
    assert!(
        noticed.iter().all(|event| !serde_json::to_string(event).unwrap().contains("localhost")),
        "{noticed:?}"
    );
    institution.signer.kill_run();
    institution.signer.start_run();
    institution.signer.sign(&institution.credential(4).to_value()).unwrap();
    assert_eq!(events(&institution.signer), noticed, "a version that was issued before is told as new");
}

fn kinds(signer: &TestSigner) -> Vec<String> {
    events(signer).into_iter().map(|event| event.alert.kind().to_owned()).collect()
}

#[test]
fn what_was_signed_and_refused_before_a_restart_counts_after_it() {
    within_one_hour(signed_and_refused_before_a_restart);
}

fn signed_and_refused_before_a_restart() {
    let mut institution = Institution::founded();
    let batch = |institution: &Institution, numbers: std::ops::RangeInclusive<u32>| -> Vec<_> {
        numbers.map(|number| institution.credential(number).to_value()).collect()
    };
    institution.signer.sign_all(&batch(&institution, 1..=45));
    let mut other = institution.credential(1);
    other.recipient.name = "Eve".into();
    institution.signer.sign_all(&vec![other.to_value(); 15]);
    assert!(!kinds(&institution.signer).iter().any(|kind| kind == "rate-over-baseline"));
    let recorded = || {
        // The first of a second is recorded at once, the others with the next request after it.
        institution.signer.health();
        let journal = institution.signer.read("state/journal.jsonl");
        let counts = journal.lines().filter_map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            (line["record"] == "refused").then(|| line["count"].as_u64().unwrap())
        });
        (counts.sum::<u64>() == 15).then_some(())
    };
    assert!(until(PATIENCE, recorded).is_some());
    institution.signer.kill_run();
    institution.signer.start_run();
    institution.signer.sign_all(&batch(&institution, 46..=50));
    institution.signer.sign_all(&vec![other.to_value(); 4]);
    let told = |kind: &str| kinds(&institution.signer).iter().filter(|one| *one == kind).count();
    assert_eq!((told("rate-over-baseline"), told("repeated-refusals")), (0, 0));
    institution.signer.sign_all(&batch(&institution, 51..=51));
    institution.signer.sign_all(&[other.to_value()]);
    assert_eq!((told("rate-over-baseline"), told("repeated-refusals")), (1, 1));
}

#[test]
fn status_lists_are_counted_and_revoking_many_is_told_across_a_restart() {
    within_one_hour(revoking_many_across_a_restart);
}

fn revoking_many_across_a_restart() {
    let mut institution = Institution::founded();
    let credentials: Vec<_> = (1..=30).map(|number| institution.credential(number).to_value()).collect();
    assert!(institution.signer.sign_all(&credentials).iter().all(Result::is_ok));
    let revoke = |institution: &Institution, most: u32| {
        let revoked: Vec<u32> = (1_001..=1_000 + most).collect();
        let list = institution.list(&revoked).to_value();
        assert_eq!(
            institution.signer.sign_list(&list).unwrap(),
            institution.signer.sign_list(&list).unwrap(),
            "asked again"
        );
    };
    revoke(&institution, 0);
    revoke(&institution, 12);
    institution.signer.kill_run();
    institution.signer.start_run();
    revoke(&institution, 20);
    assert!(!kinds(&institution.signer).iter().any(|kind| kind == "mass-revocation"));
    revoke(&institution, 21);
    revoke(&institution, 30);
    let told: Vec<_> = events(&institution.signer)
        .into_iter()
        .filter(|event| event.alert.kind() == "mass-revocation")
        .collect();
    assert!(
        matches!(told.as_slice(), [only] if Language::English.alert(&only.alert).contains("revoked 21 badges")),
        "{told:?}"
    );
    let text = metrics(&institution.signer);
    let lists = text.lines().find(|line| line.contains("kind=\"status-list\"")).unwrap();
    assert!(lists.contains("key=\"badges\",badge=\"\"") && lists.ends_with(" 3"), "{lists}");
}

#[test]
fn badges_that_are_issued_anew_are_counted_apart_and_told_once() {
    let institution = Institution::founded_on_the_web("[keys]\noverlap_hours = 0");
    let mut pairs = Vec::new();
    for number in 1..=3 {
        let mut earlier = institution.credential(number);
        earlier.valid_from = earlier.valid_from.plus_seconds(-86_400);
        institution.signer.sign(&earlier.to_value()).unwrap();
        let mut reissued = earlier.clone();
        reissued.valid_from = reissued.valid_from.plus_seconds(3_600);
        reissued.status.index = 7_000 + number;
        let (earlier, credential) = (earlier.to_value().to_string(), reissued.to_value().to_string());
        pairs.push(Superseding { earlier, credential });
    }
    institution.revoke("badges");
    institution.make_key("next");
    institution.make(protocol::Change::RotateKey { issuer: institution.did.clone(), key: "next".into() });
    for _ in 0..2 {
        let answer = institution.signer.ask(&request::SignSuperseding { credentials: pairs.clone() });
        let Ok(SignedBatch { results }) = answer else { panic!("{answer:?}") };
        assert!(results.iter().all(Result::is_ok), "{results:?}");
    }
    let text = metrics(&institution.signer);
    let reissued = text.lines().find(|line| line.contains("kind=\"superseding\"")).unwrap();
    assert!(reissued.contains("key=\"next\"") && reissued.ends_with(" 3"), "{reissued}");
    assert_eq!(kinds(&institution.signer).iter().filter(|kind| *kind == "reissue").count(), 1);
}

#[test]
fn six_badges_to_one_person_are_told_even_if_the_signer_was_started_anew_between_them() {
    let mut institution = Institution::founded();
    for number in 1..=6 {
        let mut badge = institution.credential(number);
        badge.recipient.salt = "one".into();
        assert!(!kinds(&institution.signer).iter().any(|kind| kind == "recipient-burst"), "before the sixth");
        // A repeated request is the same badge.
        for _ in 0..3 {
            institution.signer.sign(&badge.to_value()).unwrap();
        }
        institution.signer.kill_run();
        institution.signer.start_run();
    }
    assert_eq!(kinds(&institution.signer).iter().filter(|kind| *kind == "recipient-burst").count(), 1);
    let kept = institution.signer.read("state/recipients");
    assert!(kept.lines().count() == 6 && !kept.contains("sha256$") && !kept.contains("example"), "{kept}");
}

fn counted(signer: &TestSigner, days: u16) -> (u64, Vec<KeyUsage>) {
    match signer.ask(&request::CountSigned { days }) {
        Ok(SignedCounts { credentials, keys }) => (credentials, keys),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_each_key_signed_is_counted_by_day_and_known_after_a_restart() {
    let mut institution = Institution::founded();
    for number in 1..=3 {
        institution.signer.sign(&institution.credential(number).to_value()).unwrap();
    }
    // A repeated request returns the same signature.
    institution.signer.sign(&institution.credential(3).to_value()).unwrap();
    let (all, keys) = counted(&institution.signer, 30);
    assert_eq!((all, keys.len()), (3, 1));
    assert_eq!(keys[0].days.len(), 30);
    // A test that runs at midnight signs on two days.
    let lately: u32 = keys[0].days.iter().rev().take(2).map(|day| day.credentials).sum();
    assert_eq!(lately, 3, "{keys:?}");
    assert!(keys[0].days.iter().take(28).all(|day| day.credentials == 0));
    institution.signer.kill_run();
    institution.signer.start_run();
    assert_eq!(counted(&institution.signer, 30).0, 3, "the count began again");
    assert_eq!(counted(&institution.signer, 0).1[0].days, []);
    assert_eq!(counted(&institution.signer, u16::MAX).1[0].days.len(), usize::from(protocol::MAX_DAYS));
}
