use super::{World, at, both};
use crate::storage::{RevokedIndex, StorageError};
use domain::{
    Actor, ApiToken, ApiTokenId, ClaimToken, CredentialState, Member, MemberId, Progress, ReasonReaders,
    Revocation, RevocationReason, Role, Version,
};

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let new = world.credential(1);
        let mut tx = storage.begin().await.unwrap();
        tx.add_credential(&new).await.unwrap();
        drop(tx);
        let found = storage.read().await.unwrap().credential(&new.record.id).await.unwrap();
        assert!(found.is_none(), "{engine}");
    }
}

#[tokio::test]
async fn what_is_written_is_read_back() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let new = world.credential(7);
        let tokens = [ClaimToken::new(1), ClaimToken::new(2)];
        let mut tx = storage.begin().await.unwrap();
        tx.add_credential(&new).await.unwrap();
        for token in &tokens {
            tx.add_claim_link(token, &new.record.id, at(4)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = storage.read().await.unwrap();
        for token in &tokens {
            let stored = tx.credential_by_token(token).await.unwrap().unwrap();
            assert_eq!(stored.record, new.record, "{engine}");
        }
        assert!(tx.credential_by_token(&ClaimToken::new(3)).await.unwrap().is_none(), "{engine}");
        assert_eq!(tx.credential_of_request("request-7").await.unwrap(), Some(new.record.id), "{engine}");
        let listed = tx.designs(&world.institution).await.unwrap().remove(0);
        assert_eq!((listed.design.published(), listed.issued), (Some(Version(1)), 1), "{engine}");
        assert_eq!(listed.design.wording, super::wording(), "{engine}");
        assert_eq!(tx.published_badges(&world.institution).await.unwrap().len(), 1, "{engine}");
        assert_eq!(tx.counts(&world.institution).await.unwrap().waiting, 1, "{engine}");
    }
}

#[tokio::test]
async fn a_form_and_a_status_index_are_used_once() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let first = world.credential(1);
        let mut tx = storage.begin().await.unwrap();
        tx.add_credential(&first).await.unwrap();
        tx.commit().await.unwrap();

        let mut same_form = world.credential(2);
        same_form.request.clone_from(&first.request);
        let error = storage.begin().await.unwrap().add_credential(&same_form).await.unwrap_err();
        assert_eq!(error.constraint().as_deref(), Some("issued_credential_request_key"), "{engine}");

        let mut same_index = world.credential(3);
        same_index.record.status.clone_from(&first.record.status);
        let error = storage.begin().await.unwrap().add_credential(&same_index).await.unwrap_err();
        let name = error.constraint();
        assert_eq!(name.as_deref(), Some("issued_credential_status_list_status_index_key"), "{engine}");
    }
}

#[tokio::test]
async fn no_step_of_a_credential_is_taken_twice() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let id = world.credential(1).record.id;
        let readers = ReasonReaders::Institution;
        let revocation = Revocation { at: at(9), reason: RevocationReason::Misconduct, readers };
        let revoker = Actor::Member(MemberId::new(at(0), 9));
        let mut tx = storage.begin().await.unwrap();
        tx.add_credential(&world.credential(1)).await.unwrap();
        assert!(
            is_changed(&tx.save_revoked(&id, revocation, &revoker).await),
            "{engine}: revoked before it was signed"
        );
        tx.credential_signed(&id, "{\"proof\":[]}", 5, at(5)).await.unwrap();
        assert!(is_changed(&tx.credential_signed(&id, "{}", 6, at(6)).await), "{engine}: signed twice");
        assert!(is_changed(&tx.credential_refused(&id, "no").await), "{engine}: refused after it was signed");
        tx.save_revoked(&id, revocation, &revoker).await.unwrap();
        assert!(is_changed(&tx.save_revoked(&id, revocation, &revoker).await), "{engine}: revoked twice");
        let stored = tx.credential(&id).await.unwrap().unwrap();
        assert_eq!(
            stored.record.progress,
            Progress::Signed { at: at(5), ledger_index: 5, mailed: None },
            "{engine}"
        );
        assert_eq!(stored.record.state, CredentialState::Revoked(revocation), "{engine}");
        assert_eq!(stored.document.as_deref(), Some("{\"proof\":[]}"), "{engine}");
        let index = RevokedIndex { credential: id, index: 1, published: false };
        assert_eq!(tx.revoked_in(&world.list).await.unwrap(), [index], "{engine}");
    }
}

#[tokio::test]
async fn a_published_version_is_never_skipped_and_an_address_never_replaced() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let mut tx = storage.begin().await.unwrap();
        assert!(is_changed(&tx.design_published(&world.design, Version(3), false).await), "{engine}");
        assert!(is_changed(&tx.version_registered(&world.design, Version(1), at(9)).await), "{engine}");
        tx.installation(b"key", at(0)).await.unwrap();
        tx.fix_address("http://localhost:3000").await.unwrap();
        tx.fix_address("http://localhost:3000").await.unwrap();
        assert!(is_changed(&tx.fix_address("http://localhost:4000").await), "{engine}");
        let again = tx.installation(b"other", at(1)).await.unwrap();
        assert_eq!(again.form_key, b"key", "{engine}: the key behind the forms was replaced");
    }
}

#[tokio::test]
async fn a_link_opens_once_and_a_session_ends() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let owner = Member { id: MemberId::new(at(0), 1), institution: None, role: Role::Owner };
        let mut tx = storage.begin().await.unwrap();
        tx.add_member(&owner, at(0)).await.unwrap();
        tx.add_owner_link("hash", at(0), at(60)).await.unwrap();
        assert!(!tx.use_owner_link("hash", at(60)).await.unwrap(), "{engine}: used after its end");
        assert!(tx.use_owner_link("hash", at(59)).await.unwrap(), "{engine}");
        assert!(!tx.use_owner_link("hash", at(59)).await.unwrap(), "{engine}: used twice");
        tx.add_session("s", &owner.id, at(0), at(100)).await.unwrap();
        assert_eq!(tx.session_member("s", at(99)).await.unwrap(), Some(owner), "{engine}");
        assert_eq!(tx.session_member("s", at(100)).await.unwrap(), None, "{engine}: outlived itself");
        tx.end_session("s").await.unwrap();
        assert_eq!(tx.session_member("s", at(99)).await.unwrap(), None, "{engine}");
    }
}

fn is_changed(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Changed { .. }))
}

#[tokio::test]
async fn a_token_is_found_by_its_hash_and_taken_back_once() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let token = ApiToken {
            id: ApiTokenId::new(at(0), 1),
            institution: world.institution.clone(),
            scopes: "credentials:issue credentials:verify".parse().unwrap(),
            created: at(0),
            expires: Some(at(60)),
            last_used: None,
            revoked: None,
        };
        let mut tx = storage.begin().await.unwrap();
        tx.add_api_token(&token, "hash").await.unwrap();
        assert_eq!(tx.api_token_by_hash("hash").await.unwrap(), Some(token.clone()), "{engine}");
        assert_eq!(tx.api_token_by_hash("other").await.unwrap(), None, "{engine}");
        tx.api_token_used(&token.id, at(9)).await.unwrap();
        tx.api_token_used(&token.id, at(8)).await.unwrap();
        tx.revoke_api_token(&token.id, at(10)).await.unwrap();
        assert!(is_changed(&tx.revoke_api_token(&token.id, at(11)).await), "{engine}: taken back twice");
        let now = ApiToken { last_used: Some(at(9)), revoked: Some(at(10)), ..token };
        assert_eq!(tx.api_tokens().await.unwrap(), [now], "{engine}");
    }
}

#[tokio::test]
async fn a_credential_need_be_no_badge_and_is_found_by_an_id_of_its_own() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let token = ApiToken {
            id: ApiTokenId::new(at(0), 1),
            institution: world.institution.clone(),
            scopes: "credentials:issue".parse().unwrap(),
            created: at(0),
            expires: None,
            last_used: None,
            revoked: None,
        };
        let mut new = world.credential(1);
        new.record.badge = None;
        new.record.status = None;
        new.record.foreign_id = Some("urn:uuid:1".to_owned());
        new.unsigned = "{}".to_owned();
        new.issuer = Actor::Token(token.id.clone());
        let mut tx = storage.begin().await.unwrap();
        tx.add_api_token(&token, "hash").await.unwrap();
        tx.add_credential(&new).await.unwrap();
        let stored = tx.credential_by_foreign_id("urn:uuid:1").await.unwrap().unwrap();
        assert_eq!((stored.record, stored.unsigned.as_deref()), (new.record, Some("{}")), "{engine}");
        assert_eq!(tx.counts(&world.institution).await.unwrap().waiting, 0, "{engine}: counted as a badge");
        tx.commit().await.unwrap();
        let mut same = world.credential(2);
        same.record.foreign_id = Some("urn:uuid:1".to_owned());
        let error = storage.begin().await.unwrap().add_credential(&same).await.unwrap_err();
        assert_eq!(error.constraint().as_deref(), Some("issued_credential_foreign_id_key"), "{engine}");
    }
}

#[tokio::test]
async fn a_list_of_designs_has_the_published_name_and_kind() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let mut tx = storage.begin().await.unwrap();
        let design = tx.design(&world.design).await.unwrap().unwrap();
        let mut draft = super::wording();
        draft.name = "Another name".to_owned();
        draft.achievement_type = "Course".to_owned();
        let design = design.edit(draft, domain::Art::Lamp, at(9));
        tx.save_design(&design).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = storage.read().await.unwrap();
        let listed = tx.designs(&world.institution).await.unwrap().remove(0);
        assert_eq!(listed.name(), "Coastal Flood Modelling", "{engine}");
        assert_eq!(listed.published.unwrap().achievement_type, "MicroCredential", "{engine}");
        assert_eq!(listed.design.wording.name, "Another name", "{engine}");
    }
}
