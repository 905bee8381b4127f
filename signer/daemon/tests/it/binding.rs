//! The first binding needs only the code that the signer wrote; there is no second one.

use crate::documents::{bind, bound, create_key};
use crate::test_signer::{INSTITUTION, TestSigner, refusal};
use protocol::{RefusalCode, request};

#[test]
fn the_set_up_code_is_the_owner_s_alone_and_is_used_up_by_the_first_binding() {
    let signer = TestSigner::started();
    let code = signer.read("state/setup-code");
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &signer.path("state/setup-code").metadata().unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
    assert!(!signer.read("state/journal.jsonl").contains(code.trim()));
    assert!(!signer.read("run.log").contains(code.trim()));
    let key = create_key(&signer);
    let first = bound(bind(&signer, "did:key", &code.to_lowercase()));
    assert_eq!(first.did, format!("did:key:{}", key.public_key));
    assert_eq!(first.verification_method, format!("{}#{}", first.did, key.public_key));
    assert!(!signer.path("state/setup-code").exists());
    // The repeated request is answered with any code: nothing changes.
    assert_eq!(bound(bind(&signer, "did:key", "")), first);
    assert_eq!(signer.health().ledger_size, 2);
}

#[test]
fn a_wrong_set_up_code_binds_nothing_and_ten_of_them_bring_a_new_code() {
    let signer = TestSigner::started();
    create_key(&signer);
    let code = signer.read("state/setup-code");
    for n in 0..10 {
        assert_eq!(signer.read("state/setup-code"), code, "{n}");
        let wrong = format!("00000-00000-00000-00000-00000{n}");
        assert_eq!(refusal(bind(&signer, "did:key", &wrong)).code, RefusalCode::WrongSetupCode);
    }
    let newer = signer.read("state/setup-code");
    assert_ne!(newer, code);
    assert_eq!(refusal(bind(&signer, "did:key", &code)).code, RefusalCode::WrongSetupCode);
    assert!(!signer.health().issuer_bound);
    bound(bind(&signer, "did:key", &newer));
}

#[test]
fn a_restart_keeps_the_code_and_a_lost_file_brings_a_new_one() {
    let mut signer = TestSigner::started();
    create_key(&signer);
    let code = signer.read("state/setup-code");
    signer.kill_run();
    signer.start_run();
    assert_eq!(signer.read("state/setup-code"), code);
    signer.kill_run();
    std::fs::remove_file(signer.path("state/setup-code")).unwrap();
    signer.start_run();
    assert_eq!(refusal(bind(&signer, "did:key", &code)).code, RefusalCode::WrongSetupCode);
    let newer = signer.read("state/setup-code");
    // A crash between journal and file leaves a code that is not the journal's.
    std::fs::write(signer.path("state/setup-code"), &code).unwrap();
    signer.kill_run();
    signer.start_run();
    assert_ne!(signer.read("state/setup-code"), code);
    assert_eq!(refusal(bind(&signer, "did:key", &newer)).code, RefusalCode::WrongSetupCode);
    bound(bind(&signer, "did:key", &signer.read("state/setup-code")));
}

#[test]
fn a_second_binding_needs_an_approval() {
    let signer = TestSigner::started();
    create_key(&signer);
    bound(bind(&signer, "did:key", &signer.read("state/setup-code")));
    signer.ask(&request::CreateKey { label: "mine".into() }).unwrap();
    for (key, institution) in [("mine", INSTITUTION), ("badges", "01ARZ3NDEKTSV4RRFFQ69G5FZZ")] {
        let answer = signer.ask(&request::BindIssuer {
            key: key.into(),
            did: "did:key".into(),
            institution: institution.into(),
            setup_code: String::new(),
            profile: String::new(),
        });
        assert_eq!(refusal(answer).code, RefusalCode::NeedsApproval);
    }
    assert!(!signer.path("state/setup-code").exists());
}

#[test]
fn a_did_web_is_bound_only_at_the_institution_s_own_https_address() {
    let signer = TestSigner::started();
    create_key(&signer);
    let code = signer.read("state/setup-code");
    let local = format!("did:web:localhost%3A3000:issuers:{INSTITUTION}");
    assert_eq!(refusal(bind(&signer, &local, &code)).code, RefusalCode::BadDid);

    let mut signer = TestSigner::built_at("https://badges.example.org");
    signer.start();
    create_key(&signer);
    let code = signer.read("state/setup-code");
    for did in [
        "did:web:elsewhere.example",
        "did:web:badges.example.org",
        "did:web:badges.example.org:issuers:x",
        "did:jwk:e30",
    ] {
        assert_eq!(refusal(bind(&signer, did, &code)).code, RefusalCode::BadDid, "{did}");
    }
    let own = format!("did:web:badges.example.org:issuers:{INSTITUTION}");
    assert_eq!(bound(bind(&signer, &own, &code)).did, own);
}

#[test]
fn a_key_that_is_not_there_and_an_institution_that_is_a_path_are_refused() {
    let signer = TestSigner::started();
    assert_eq!(refusal(bind(&signer, "did:key", "")).code, RefusalCode::UnknownKey);
    create_key(&signer);
    let answer = signer.ask(&request::BindIssuer {
        key: "badges".into(),
        did: "did:key".into(),
        institution: "../../../../../../tmp/x".into(),
        setup_code: signer.read("state/setup-code"),
        profile: String::new(),
    });
    assert_eq!(refusal(answer).code, RefusalCode::BadDid);
    let unknown = signer.ask(&request::PublishDidDocument { issuer: "did:key:z6Mk".into() });
    assert_eq!(refusal(unknown).code, RefusalCode::UnknownIssuer);
}
