//! Reissuing the credentials of a revoked key.

use crate::documents::{Badge, Institution};
use crate::test_signer::refusal;
use protocol::{Refusal, RefusalCode, SignedBatch, SignedByKey, SignedDocument, Superseding, request};

const AT_ONCE: &str = "[keys]\noverlap_hours = 0";

/// An institution whose key signed one badge, was revoked, and has a successor.
fn lost() -> (Institution, Badge, Badge) {
    lost_after(|_| ())
}

/// The same, with `before` called before the key is revoked. Returns the badge, and the one that may replace it.
pub(crate) fn lost_after(before: impl FnOnce(&Institution)) -> (Institution, Badge, Badge) {
    lost_with("", before)
}

/// The same with further settings of the signer.
pub(crate) fn lost_with(settings: &str, before: impl FnOnce(&Institution)) -> (Institution, Badge, Badge) {
    let institution = Institution::founded_on_the_web(&format!("{AT_ONCE}\n{settings}"));
    let mut earlier = institution.credential(1);
    earlier.valid_from = earlier.valid_from.plus_seconds(-86_400);
    institution.signer.sign(&earlier.to_value()).unwrap();
    before(&institution);
    institution.revoke("badges");
    institution.make_key("next");
    institution.make(protocol::Change::RotateKey { issuer: institution.did.clone(), key: "next".into() });
    let mut reissued = earlier.clone();
    reissued.valid_from = reissued.valid_from.plus_seconds(3_600);
    reissued.status.index = 7_000;
    (institution, earlier, reissued)
}

pub(crate) fn supersede(
    institution: &Institution,
    earlier: &Badge,
    reissued: &Badge,
) -> Result<SignedDocument, Refusal> {
    let one =
        Superseding { earlier: earlier.to_value().to_string(), credential: reissued.to_value().to_string() };
    match institution.signer.ask(&request::SignSuperseding { credentials: vec![one] }) {
        Ok(SignedBatch { results }) => results.into_iter().next().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_revoked_key_signed_is_listed_and_issued_anew_once() {
    let (institution, earlier, reissued) = lost();
    let listed =
        |key: &str| match institution.signer.ask(&request::ListSigned { key: key.into(), after: None }) {
            Ok(SignedByKey { credentials }) => credentials.into_iter().map(|one| one.id).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
    assert_eq!(listed("badges"), std::slice::from_ref(&earlier.id));
    let first = supersede(&institution, &earlier, &reissued).unwrap();
    assert!(!first.document.contains(&institution.public_key));
    assert_eq!(supersede(&institution, &earlier, &reissued).unwrap(), first);
    assert_eq!((listed("badges"), listed("next")), (vec![], vec![reissued.id.clone()]));
    let mut third = reissued.clone();
    third.valid_from = third.valid_from.plus_seconds(60);
    third.status.index = 7_001;
    assert_eq!(supersede(&institution, &earlier, &third).unwrap_err().code, RefusalCode::NotSuperseding);
    assert_eq!(supersede(&institution, &reissued, &third).unwrap_err().code, RefusalCode::NotSuperseding);
}

#[test]
fn its_leaf_names_the_approval_that_revoked_the_key() {
    let (institution, earlier, reissued) = lost();
    supersede(&institution, &earlier, &reissued).unwrap();
    let journal = institution.signer.read("state/journal.jsonl");
    let line = journal.lines().rfind(|line| line.contains("supersedes")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let approved = line["approved"]["change"].as_str().unwrap();
    assert!(line["entry"].as_str().unwrap().contains(approved));
}

#[test]
fn nothing_but_time_and_status_may_differ() {
    let (institution, earlier, reissued) = lost();
    let refused = |change: &dyn Fn(&mut Badge)| {
        let mut other = reissued.clone();
        change(&mut other);
        supersede(&institution, &earlier, &other).unwrap_err().code
    };
    assert_eq!(refused(&|b| b.recipient.name = "Eve".into()), RefusalCode::NotSuperseding);
    assert_eq!(refused(&|b| b.recipient.salt = "other".into()), RefusalCode::NotSuperseding);
    assert_eq!(refused(&|b| b.id = institution.credential(9).id), RefusalCode::NotSuperseding);
    assert_eq!(refused(&|b| b.valid_from = b.valid_from.plus_seconds(-7_200)), RefusalCode::NotSuperseding);
    assert_eq!(refused(&|b| b.status.index = 1_001), RefusalCode::StatusIndexTaken);
    assert_eq!(refused(&|b| b.achievement.criteria = "Pay.".into()), RefusalCode::UnregisteredBadge);
    let mut forged = earlier.clone();
    forged.recipient.name = "Eve".into();
    let mut for_eve = reissued.clone();
    for_eve.recipient.name = "Eve".into();
    assert_eq!(supersede(&institution, &forged, &for_eve).unwrap_err().code, RefusalCode::NotSuperseding);
}

#[test]
fn a_key_that_was_not_revoked_has_nothing_issued_anew() {
    let institution = Institution::founded_on_the_web(AT_ONCE);
    let earlier = institution.credential(1);
    institution.signer.sign(&earlier.to_value()).unwrap();
    let mut reissued = earlier.clone();
    reissued.valid_from = reissued.valid_from.plus_seconds(1);
    reissued.status.index = 7_000;
    assert_eq!(supersede(&institution, &earlier, &reissued).unwrap_err().code, RefusalCode::NotSuperseding);
    assert_eq!(
        institution.signer.sign(&reissued.to_value()).unwrap_err().code,
        RefusalCode::SameIdOtherContent
    );
    let list = request::ListSigned { key: "none".into(), after: None };
    assert_eq!(refusal(institution.signer.ask(&list)).code, RefusalCode::UnknownKey);
}
