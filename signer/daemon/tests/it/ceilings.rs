//! How much may be signed without an approval, and what people allow beyond it.

use crate::clock_window::within_a_minute;
use crate::documents::Institution;
use credentials::lint::{UnsignedCredential, lint};
use protocol::{Ceilings, Change, RefusalCode, SignedDocument};
use serde_json::Value;
use sha2::{Digest, Sha256};

const FEW: Ceilings = Ceilings { per_batch: 3, per_minute: 4, per_day: 5 };

fn institution(ceilings: Ceilings) -> Institution {
    let institution = Institution::founded();
    institution.allow(ceilings);
    institution
}

fn batch(institution: &Institution, numbers: std::ops::RangeInclusive<u32>) -> Vec<Value> {
    numbers.map(|n| institution.credential(n).to_value()).collect()
}

fn signed(results: &[Result<SignedDocument, protocol::Refusal>]) -> usize {
    let refused = results.iter().filter_map(|result| result.as_ref().err());
    assert!(refused.into_iter().all(|refusal| refusal.code == RefusalCode::OverCeiling));
    results.iter().filter(|result| result.is_ok()).count()
}

#[test]
fn a_request_over_the_ceiling_is_refused_whole_and_a_minute_s_ceiling_across_requests() {
    within_a_minute(|| {
        let institution = institution(FEW);
        assert_eq!(signed(&institution.signer.sign_all(&batch(&institution, 1..=4))), 0);
        assert_eq!(signed(&institution.signer.sign_all(&batch(&institution, 1..=3))), 3);
        assert_eq!(signed(&institution.signer.sign_all(&batch(&institution, 4..=6))), 1);
        assert_eq!(signed(&institution.signer.sign_all(&batch(&institution, 6..=6))), 0);
    });
}

#[test]
fn a_restart_and_a_second_connection_free_nothing() {
    within_a_minute(|| {
        let mut institution = institution(FEW);
        assert_eq!(signed(&institution.signer.sign_all(&batch(&institution, 1..=3))), 3);
        institution.signer.kill_run();
        institution.signer.start_run();
        let signer = &institution.signer;
        let together = std::thread::scope(|threads| {
            let asked = [4, 5, 6, 7].map(|n| {
                let one = institution.credential(n).to_value();
                threads.spawn(move || signer.sign(&one).is_ok())
            });
            asked.into_iter().map(|one| one.join().unwrap()).filter(|ok| *ok).count()
        });
        assert_eq!(together, 1);
    });
}

#[test]
fn what_was_signed_before_is_answered_whatever_the_ceiling() {
    let institution = institution(Ceilings { per_batch: 3, per_minute: 3, per_day: 3 });
    let all = batch(&institution, 1..=3);
    let first = institution.signer.sign_all(&all);
    assert_eq!(signed(&first), 3);
    assert_eq!(institution.signer.sign_all(&all), first);
}

#[test]
fn people_allow_a_batch_above_the_ceilings_and_nothing_but_that_batch() {
    let institution = institution(FEW);
    let all = batch(&institution, 1..=10);
    let digests = all.iter().map(digest).collect();
    let change = Change::AllowBatch {
        issuer: institution.did.clone(),
        achievement: institution.achievement().id,
        digests,
    };
    let waiting = institution.signer.propose(change);
    assert_eq!(signed(&institution.signer.sign_all(&all)), 0, "a batch that waits is signed already");
    institution.signer.decide(&waiting);
    assert_eq!(signed(&institution.signer.sign_all(&all)), 10);
    let mut other = institution.credential(11);
    assert!(
        institution.signer.sign(&other.to_value()).is_ok(),
        "an allowed batch counts against the ceilings"
    );
    other.id = institution.credential(1).id;
    other.recipient.name = "Eve".into();
    other.status.index = 5000;
    assert_eq!(institution.signer.sign(&other.to_value()).unwrap_err().code, RefusalCode::SameIdOtherContent);
}

/// As the web server computes it: SHA-256 of the canonical form.
fn digest(credential: &Value) -> String {
    let unsigned = UnsignedCredential::parse(credential.to_string().as_bytes()).unwrap();
    hex::encode(Sha256::digest(lint(unsigned).unwrap().canonical()))
}
