//! Presentations: the signing key, the challenge and the domain, and each credential in them.

use credentials::did;
use credentials::verify::{CheckName, Need, Outcome, PresentationVerification, Request, Verdict};
use messages::Language;
use messages::verification::PresentationReport;
use serde_json::{Value, json};

use crate::support::{ISSUER, KEYS_AT, World, assert_check, did_key, good, key, now, proof_with, public};

fn unsigned(credentials: &[Value]) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": did_key(&key(7)),
        "verifiableCredential": credentials,
    })
}

/// A presentation signed by the holder's key for a challenge and a domain.
fn presented(mut presentation: Value, members: &Value) -> Value {
    let method = did::verification_method(&did_key(&key(7)), &public(&key(7)));
    presentation["proof"] = json!([proof_with(&presentation, &key(7), &method, members)]);
    presentation
}

fn usual() -> Value {
    json!({"proofPurpose": "authentication", "challenge": "c-1", "domain": "verifier.example"})
}

fn request() -> Request {
    Request {
        challenge: Some("c-1".to_owned()),
        domain: Some("verifier.example".to_owned()),
        may_be_unsigned: false,
    }
}

fn verify_for(presentation: &Value, request: Request) -> (PresentationReport, Vec<Need>) {
    let text = presentation.to_string();
    let mut verification = PresentationVerification::begin(text.as_bytes(), request, now());
    let mut asked = Vec::new();
    while let Some(need) = verification.next_need() {
        verification.supply(World::usual().answer(&need));
        asked.push(need);
    }
    let report = PresentationReport::of(&verification.report(), Language::English);
    assert_eq!(
        report.checks.iter().map(|check| check.name).collect::<Vec<_>>(),
        CheckName::OF_A_PRESENTATION
    );
    (report, asked)
}

fn verify(presentation: &Value) -> PresentationReport {
    verify_for(presentation, request()).0
}

#[track_caller]
fn assert_found(report: &PresentationReport, name: CheckName, outcome: Outcome, code: &str) {
    let check = report.checks.iter().find(|check| check.name == name).unwrap();
    assert_eq!((check.outcome, check.code.as_str()), (outcome, code), "{report:#?}");
}

#[test]
fn a_presentation_by_its_holder_for_this_question_is_good_with_each_of_its_credentials() {
    let report = verify(&presented(unsigned(&[good(), good()]), &usual()));
    assert_eq!((report.verdict, report.credentials.len()), (Verdict::Valid, 2), "{report:#?}");
    assert_eq!(report.holder, Some(did_key(&key(7))));
    assert_found(&report, CheckName::Holder, Outcome::Passed, "by-the-holder");
    assert_found(&report, CheckName::Challenge, Outcome::Passed, "as-demanded");
    assert_found(&report, CheckName::Domain, Outcome::Passed, "as-demanded");
    assert!(report.credentials[0].badge.is_some());
}

#[test]
fn keys_of_one_issuer_are_asked_for_once_for_all_credentials() {
    let (_, asked) = verify_for(&presented(unsigned(&[good(), good()]), &usual()), request());
    assert_eq!(asked.iter().filter(|need| matches!(need, Need::DidDocument { .. })).count(), 1, "{asked:?}");
}

#[test]
fn one_that_was_made_for_another_question_or_site_is_refused() {
    for (member, value, name, code) in [
        ("challenge", json!("c-0"), CheckName::Challenge, "proof-challenge"),
        ("challenge", json!(null), CheckName::Challenge, "proof-challenge"),
        ("domain", json!("evil.example"), CheckName::Domain, "proof-domain"),
        ("domain", json!(null), CheckName::Domain, "proof-domain"),
    ] {
        let mut members = usual();
        members[member] = value;
        let report = verify(&presented(unsigned(&[good()]), &members));
        assert_found(&report, name, Outcome::Failed, code);
        assert_eq!((report.verdict, report.credentials.len()), (Verdict::NotValid, 0));
        assert_eq!(report.holder, None);
    }
}

#[test]
fn the_challenge_is_covered_by_the_proof() {
    let mut replayed = presented(
        unsigned(&[good()]),
        &json!({"proofPurpose": "authentication", "challenge": "c-0",
        "domain": "verifier.example"}),
    );
    replayed["proof"][0]["challenge"] = json!("c-1");
    assert_found(&verify(&replayed), CheckName::Proof, Outcome::Failed, "changed");
}

#[test]
fn a_proof_for_issuing_or_by_another_key_presents_nothing() {
    let mut members = usual();
    members["proofPurpose"] = json!("assertionMethod");
    let report = verify(&presented(unsigned(&[good()]), &members));
    assert_found(&report, CheckName::Proof, Outcome::Failed, "proof-purpose");
    let mut other = unsigned(&[good()]);
    other["holder"] = json!(did_key(&key(8)));
    let report = verify(&presented(other, &usual()));
    assert_found(&report, CheckName::Holder, Outcome::Failed, "wrong-holder");
    assert_eq!((report.verdict, report.holder), (Verdict::NotValid, None));
}

#[test]
fn a_credential_that_is_not_good_makes_the_whole_not_good() {
    let mut bad = good();
    bad["name"] = json!("Other");
    let report = verify(&presented(unsigned(&[good(), bad]), &usual()));
    assert_found(&report, CheckName::Proof, Outcome::Passed, "unchanged");
    assert_eq!(report.verdict, Verdict::NotValid);
    let verdicts: Vec<Verdict> = report.credentials.iter().map(|report| report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Valid, Verdict::NotValid]);
}

#[test]
fn a_credential_added_or_taken_away_after_signing_is_found() {
    let signed = presented(unsigned(&[good()]), &usual());
    let mut more = signed.clone();
    more["verifiableCredential"].as_array_mut().unwrap().push(crate::support::list(&[]));
    let mut less = signed;
    less["verifiableCredential"] = json!([]);
    for changed in [more, less] {
        assert_found(&verify(&changed), CheckName::Proof, Outcome::Failed, "changed");
    }
}

#[test]
fn without_a_proof_it_counts_only_where_none_was_asked_for() {
    assert_found(&verify(&unsigned(&[good()])), CheckName::Proof, Outcome::Failed, "no-proof");
    let open = Request { may_be_unsigned: true, ..Request::default() };
    let (report, _) = verify_for(&unsigned(&[good()]), open.clone());
    assert_eq!((report.verdict, report.holder.is_none()), (Verdict::Valid, true), "{report:#?}");
    let demanding = Request { may_be_unsigned: true, ..request() };
    let (report, _) = verify_for(&unsigned(&[good()]), demanding);
    assert_found(&report, CheckName::Challenge, Outcome::Failed, "proof-challenge");
    let mut tampered = presented(unsigned(&[good()]), &usual());
    tampered["proof"][0]["created"] = json!("2026-11-19T08:20:13Z");
    let (report, _) = verify_for(&tampered, open);
    assert_eq!(report.verdict, Verdict::NotValid, "a proof that is there must be good");
}

#[test]
fn without_a_holder_nobody_is_called_one() {
    let mut anonymous = unsigned(&[good()]);
    anonymous.as_object_mut().unwrap().remove("holder");
    let report = verify(&presented(anonymous, &usual()));
    assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
    assert_found(&report, CheckName::Holder, Outcome::NotApplicable, "no-holder");
}

#[test]
fn that_a_credential_is_about_somebody_else_is_told() {
    let mut credential = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "issuer": crate::support::ISSUER, "credentialSubject": {"id": did_key(&key(7)), "name": "Maren"},
    });
    let own = crate::support::signed(credential.clone(), crate::support::ISSUER, &key(1));
    credential["credentialSubject"]["id"] = json!(did_key(&key(8)));
    let others = crate::support::signed(credential, crate::support::ISSUER, &key(1));
    let warned = |credential: Value| {
        let report = verify(&presented(unsigned(&[credential]), &usual()));
        assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
        !report.checks.iter().find(|check| check.name == CheckName::Holder).unwrap().remarks.is_empty()
    };
    assert_eq!((warned(own), warned(others)), (false, true));
}

#[test]
fn what_is_no_presentation_and_one_that_carries_too_much_is_refused() {
    let report = verify(&good());
    assert_found(&report, CheckName::Format, Outcome::Failed, "not-a-presentation");
    assert_eq!(report.verdict, Verdict::NotACredential);
    let many: Vec<Value> = (0..17).map(|_| good()).collect();
    let report = verify(&presented(unsigned(&many), &usual()));
    assert_found(&report, CheckName::PlainForm, Outcome::NotChecked, "too-many-credentials");
    assert_eq!((report.verdict, report.credentials.len()), (Verdict::CouldNotCheck, 16));
}

#[test]
fn what_is_presented_and_no_credential_is_said_so_in_its_place() {
    let odd = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
        "holder": did_key(&key(8))});
    let report = verify(&presented(unsigned(&[good(), odd]), &usual()));
    assert_ne!(report.verdict, Verdict::Valid, "{report:#?}");
}

/// A statement by the holder about themselves, with this issuer and without its own proof.
fn own_statement(issuer: &str) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "issuer": issuer, "credentialSubject": {"id": issuer, "name": "Maren"},
    })
}

/// VC Data Model 2.0, section 4.13.4.
#[test]
fn a_credential_of_the_holders_own_is_secured_by_the_presentation() {
    let holder = did_key(&key(7));
    let presentation = presented(unsigned(&[own_statement(&holder)]), &usual());
    let report = verify(&presentation);
    assert_eq!(report.credentials[0].verdict, Verdict::Unvouched, "{report:#?}");
    assert_check(&report.credentials[0], CheckName::Proof, Outcome::Passed, "self-asserted");
    let mut tampered = presentation.clone();
    tampered["verifiableCredential"][0]["credentialSubject"]["name"] = json!("Ada");
    assert_found(&verify(&tampered), CheckName::Proof, Outcome::Failed, "changed");
    let no_proof = |presentation: &Value| {
        let report = verify(presentation);
        assert_check(&report.credentials[0], CheckName::Proof, Outcome::Failed, "no-proof");
        assert_eq!(report.verdict, Verdict::NotValid);
    };
    no_proof(&presented(unsigned(&[own_statement("did:example:acme")]), &usual()));
    let mut anonymous = unsigned(&[own_statement(&holder)]);
    anonymous.as_object_mut().unwrap().remove("holder");
    no_proof(&presented(anonymous, &usual()));
    let mut badge = crate::support::badge(&holder);
    badge.as_object_mut().unwrap().remove("proof");
    no_proof(&presented(unsigned(&[badge]), &usual()));
}

/// A presentation must not let a copied key bypass the ledger.
#[test]
fn an_issuer_with_a_ledger_states_nothing_in_presentations() {
    let method = did::verification_method(ISSUER, &public(&key(1)));
    let mut document = did::document(ISSUER, &[public(&key(1))]);
    document["authentication"] = json!([method]);
    let present = |document: &Value| {
        let mut presentation = unsigned(&[own_statement(ISSUER)]);
        presentation["holder"] = json!(ISSUER);
        presentation["proof"] = json!([proof_with(&presentation, &key(1), &method, &usual())]);
        let text = presentation.to_string();
        let mut verification = PresentationVerification::begin(text.as_bytes(), request(), now());
        let world = World::usual().with(KEYS_AT, document);
        while let Some(need) = verification.next_need() {
            verification.supply(world.answer(&need));
        }
        PresentationReport::of(&verification.report(), Language::English)
    };
    assert_eq!(present(&document).verdict, Verdict::Valid);
    document["service"] = json!([crate::ledgers::published().service(ISSUER)]);
    let report = present(&document);
    assert_check(&report.credentials[0], CheckName::Ledger, Outcome::Failed, "not-in-ledger");
    assert_eq!(report.verdict, Verdict::NotValid);
}
