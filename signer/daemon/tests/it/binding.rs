//! The first binding needs only the code that the signer wrote; there is no second one.

use crate::documents::{bind, bound, create_key};
use crate::house::{House, INSTITUTION, refusal};
use protocol::{RefusalCode, Request};

#[test]
fn the_set_up_code_is_the_owner_s_alone_and_is_used_up_by_the_first_binding() {
    let house = House::started();
    let code = house.read("state/setup-code");
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &house.path("state/setup-code").metadata().unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
    assert!(!house.read("state/journal.jsonl").contains(code.trim()));
    assert!(!house.read("run.log").contains(code.trim()));
    let key = create_key(&house);
    let first = bound(bind(&house, "did:key", &code.to_lowercase()));
    assert_eq!(first.did, format!("did:key:{}", key.public_key));
    assert_eq!(first.verification_method, format!("{}#{}", first.did, key.public_key));
    assert!(!house.path("state/setup-code").exists());
    // The repeated request is answered with any code: nothing changes.
    assert_eq!(bound(bind(&house, "did:key", "")), first);
    assert_eq!(house.health().ledger_size, 2);
}

#[test]
fn a_wrong_set_up_code_binds_nothing_and_ten_of_them_bring_a_new_code() {
    let house = House::started();
    create_key(&house);
    let code = house.read("state/setup-code");
    for n in 0..10 {
        assert_eq!(house.read("state/setup-code"), code, "{n}");
        let wrong = format!("00000-00000-00000-00000-00000{n}");
        assert_eq!(refusal(bind(&house, "did:key", &wrong)).code, RefusalCode::WrongSetupCode);
    }
    let newer = house.read("state/setup-code");
    assert_ne!(newer, code);
    assert_eq!(refusal(bind(&house, "did:key", &code)).code, RefusalCode::WrongSetupCode);
    assert!(!house.health().issuer_bound);
    bound(bind(&house, "did:key", &newer));
}

#[test]
fn a_restart_keeps_the_code_and_a_lost_file_brings_a_new_one() {
    let mut house = House::started();
    create_key(&house);
    let code = house.read("state/setup-code");
    house.kill_run();
    house.start_run();
    assert_eq!(house.read("state/setup-code"), code);
    house.kill_run();
    std::fs::remove_file(house.path("state/setup-code")).unwrap();
    house.start_run();
    assert_eq!(refusal(bind(&house, "did:key", &code)).code, RefusalCode::WrongSetupCode);
    let newer = house.read("state/setup-code");
    // A crash between journal and file leaves a code that is not the journal's.
    std::fs::write(house.path("state/setup-code"), &code).unwrap();
    house.kill_run();
    house.start_run();
    assert_ne!(house.read("state/setup-code"), code);
    assert_eq!(refusal(bind(&house, "did:key", &newer)).code, RefusalCode::WrongSetupCode);
    bound(bind(&house, "did:key", &house.read("state/setup-code")));
}

#[test]
fn a_second_binding_needs_an_approval() {
    let house = House::started();
    create_key(&house);
    bound(bind(&house, "did:key", &house.read("state/setup-code")));
    house.ask(Request::CreateKey { label: "mine".into() });
    for (key, institution) in [("mine", INSTITUTION), ("badges", "01ARZ3NDEKTSV4RRFFQ69G5FZZ")] {
        let answer = house.ask(Request::BindIssuer {
            key: key.into(),
            did: "did:key".into(),
            institution: institution.into(),
            setup_code: String::new(),
            profile: String::new(),
        });
        assert_eq!(refusal(answer).code, RefusalCode::NeedsApproval);
    }
    assert!(!house.path("state/setup-code").exists());
}

#[test]
fn a_did_web_is_bound_only_at_the_institution_s_own_https_address() {
    let house = House::started();
    create_key(&house);
    let code = house.read("state/setup-code");
    let local = format!("did:web:localhost%3A3000:issuers:{INSTITUTION}");
    assert_eq!(refusal(bind(&house, &local, &code)).code, RefusalCode::BadDid);

    let mut house = House::built_at("https://badges.example.org");
    house.start();
    create_key(&house);
    let code = house.read("state/setup-code");
    for did in [
        "did:web:elsewhere.example",
        "did:web:badges.example.org",
        "did:web:badges.example.org:issuers:x",
        "did:jwk:e30",
    ] {
        assert_eq!(refusal(bind(&house, did, &code)).code, RefusalCode::BadDid, "{did}");
    }
    let own = format!("did:web:badges.example.org:issuers:{INSTITUTION}");
    assert_eq!(bound(bind(&house, &own, &code)).did, own);
}

#[test]
fn a_key_that_is_not_there_and_an_institution_that_is_a_path_are_refused() {
    let house = House::started();
    assert_eq!(refusal(bind(&house, "did:key", "")).code, RefusalCode::UnknownKey);
    create_key(&house);
    let answer = house.ask(Request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: "../../../../../../tmp/x".into(),
        setup_code: house.read("state/setup-code"),
        profile: String::new(),
    });
    assert_eq!(refusal(answer).code, RefusalCode::BadDid);
    let unknown = house.ask(Request::PublishDidDocument { issuer: "did:key:z6Mk".into() });
    assert_eq!(refusal(unknown).code, RefusalCode::UnknownIssuer);
}
