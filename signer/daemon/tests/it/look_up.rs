//! Looking up a change without proposing it.

use crate::documents::Institution;
use crate::test_signer::refusal;
use credentials::model::Class as _;
use protocol::{Change, Decision, RefusalCode, WaitingChanges, request};
use serde_json::json;

#[test]
fn a_change_is_looked_up_without_being_asked_for_again() {
    let institution = Institution::founded();
    let mut achievement = institution.achievement();
    achievement.id = format!("{}2", achievement.id);
    let achievement = achievement.to_value().to_string();
    let change =
        Change::RegisterBadge { issuer: institution.did.clone(), achievement, per_recipient: String::new() };
    let signer = &institution.signer;
    let look_up = || signer.ask(&request::LookUpChange { digest: change.digest() });
    assert_eq!(refusal(look_up()).code, RefusalCode::UnknownChange, "nobody asked for it");

    let waiting = signer.propose(change.clone());
    assert!(matches!(look_up(), Ok(Decision::Waiting(found)) if found == waiting));
    signer.ask_at("state/host.sock", &json!({"ask": "decline", "change": waiting.digest}));
    assert_eq!(refusal(look_up()).code, RefusalCode::UnknownChange, "declined");
    let Ok(WaitingChanges { waiting }) = signer.ask(&request::ListWaiting) else { panic!() };
    assert!(waiting.is_empty(), "looking asked for it: {waiting:?}");

    signer.approve_on_host(&signer.propose(change.clone()));
    assert!(matches!(look_up(), Ok(Decision::Done { .. })));
}
