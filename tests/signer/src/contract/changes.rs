//! Changes that people approve.

use super::documents::{achievement, credential};
use super::signing::sign;
use super::{Installation, assert_refused};
use credentials::model::Class as _;
use protocol::{
    Ceilings, Change, Decision, Problem, RefusalCode, Waiting, WaitingChanges, Withdrawal, request,
};

pub(super) fn a_badge_version_is_registered_once_people_approve(signer: &impl Installation, did: &str) {
    let achievement = achievement(signer).to_value();
    let register = |issuer: &str| {
        signer.ask(&request::Propose {
            change: Change::RegisterBadge {
                issuer: issuer.to_owned(),
                achievement: achievement.to_string(),
                per_recipient: String::new(),
            },
        })
    };
    assert_refused(
        register("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"),
        RefusalCode::UnknownIssuer,
    );
    let waiting = waits(register(did));
    assert_eq!((waiting.given, waiting.needed), (0, 1));
    assert_eq!(waits(register(did)), waiting, "asked twice, it is one change");
    let Ok(WaitingChanges { waiting: listed }) = signer.ask(&request::ListWaiting) else { panic!("no list") };
    assert_eq!(listed, std::slice::from_ref(&waiting));
    signer.approve(&waiting);
    assert!(matches!(register(did), Ok(Decision::Done { .. })), "not registered");
}

pub(super) fn what_the_web_server_withdrew_waits_no_more(signer: &impl Installation, did: &str) {
    let ceilings = Ceilings { per_day: 2_001, ..Ceilings::default() };
    let change = Change::SetCeilings { issuer: did.to_owned(), ceilings };
    let withdraw = || signer.ask(&request::WithdrawChange { digest: change.digest() });
    let look_up = || signer.ask(&request::LookUpChange { digest: change.digest() });
    let propose = || signer.ask(&request::Propose { change: change.clone() });
    assert!(matches!(withdraw(), Ok(Withdrawal::Withdrawn)), "nothing waits");
    let first = waits(propose());
    assert!(matches!(withdraw(), Ok(Withdrawal::Withdrawn)));
    let Ok(WaitingChanges { waiting }) = signer.ask(&request::ListWaiting) else { panic!("no list") };
    assert_eq!(waiting, []);
    assert_refused(look_up(), RefusalCode::UnknownChange);
    assert!(matches!(withdraw(), Ok(Withdrawal::Withdrawn)), "a repeated request has the same answer");
    let second = waits(propose());
    assert_ne!(first.digest, second.digest, "approvals of the withdrawn request fit the new one");
    signer.approve(&second);
    assert!(matches!(withdraw(), Ok(Withdrawal::InForce)), "what is in force is not withdrawn");
    assert!(matches!(look_up(), Ok(Decision::Done { .. })));
}

pub(super) fn a_frozen_issuer_signs_again_once_people_approve(signer: &impl Installation, did: &str) {
    let freeze = request::Freeze { issuer: did.to_owned(), reason: "a laptop is gone".to_owned() };
    assert!(matches!(signer.ask(&freeze), Ok(())));
    let next = credential(signer, did, 3);
    assert_eq!(sign(signer, &next).unwrap_err().code, RefusalCode::Frozen);
    let unfreeze = Change::Unfreeze { issuer: did.to_owned() };
    let look_up = || signer.ask(&request::LookUpChange { digest: unfreeze.digest() });
    assert_refused(look_up(), RefusalCode::UnknownChange);
    let waiting = waits(signer.ask(&request::Propose { change: unfreeze.clone() }));
    assert_eq!(waits(look_up()), waiting);
    signer.approve(&waiting);
    assert!(matches!(look_up(), Ok(Decision::Done { .. })));
    assert!(sign(signer, &next).is_ok());
}

#[track_caller]
fn waits(answer: Result<Decision, Problem>) -> Waiting {
    match answer {
        Ok(Decision::Waiting(waiting)) => waiting,
        other => panic!("{other:?}"),
    }
}
