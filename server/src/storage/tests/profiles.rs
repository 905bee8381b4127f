use super::{World, at, both};
use crate::storage::StorageError;
use domain::{
    Approval, ApprovalEnd, Artwork, InstitutionProfile, Member, MemberId, NumberedProfile, PendingProfile,
    Role, Version, WaitingApproval,
};

fn profile(number: u32, member: &MemberId) -> NumberedProfile {
    let logo = Some("0".repeat(64));
    NumberedProfile {
        number: Version(number),
        profile: InstitutionProfile {
            name: "Vrijhaven 王".to_owned(),
            url: "https://new.example".to_owned(),
            description: "Teaches.".to_owned(),
            email: Some("badges@vrijhaven.example".to_owned()),
            logo,
        },
        member: Some(member.clone()),
        asked: at(10),
        in_force: None,
    }
}

fn waiting() -> Approval {
    Approval::Waiting(WaitingApproval {
        digest: "0a".repeat(32),
        desk: "http://localhost:3001".to_owned(),
        given: 1,
        needed: 2,
        asked: at(10),
        expires: at(99),
    })
}

#[tokio::test]
async fn a_profile_waits_is_in_force_and_stays_in_the_history() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let of = World::make(&storage).await.institution;
        let owner = Member { id: MemberId::new(at(0), 1), institution: Some(of.clone()), role: Role::Owner };
        let new = profile(2, &owner.id);
        let digest = "0".repeat(64);
        let mut tx = storage.begin().await.unwrap();
        tx.add_member(&owner, at(0)).await.unwrap();
        let first = tx.profiles(&of).await.unwrap().remove(0);
        assert_eq!((first.number, first.in_force, first.member), (Version(1), Some(at(0)), None), "{engine}");
        assert_eq!(tx.pending_profile(&of).await.unwrap(), None, "{engine}");
        tx.add_profile(&of, &new).await.unwrap();
        assert!(!tx.is_shown_logo(&of, &digest).await.unwrap(), "{engine}: shown before it is sent");
        tx.add_profile_approval(&of, Version(2), at(11)).await.unwrap();
        let ended = Approval::Ended { how: ApprovalEnd::Refused { says: "No.".to_owned() }, at: at(12) };
        for (approval, shown) in [
            (Approval::Asking { last_problem: Some("Away.".to_owned()) }, true),
            (waiting(), true),
            (ended, false),
        ] {
            tx.save_profile_approval(&of, Version(2), &approval, at(12)).await.unwrap();
            let pending = PendingProfile { new: new.clone(), approval };
            assert_eq!(tx.pending_profile(&of).await.unwrap(), Some(pending), "{engine}");
            assert_eq!(tx.is_shown_logo(&of, &digest).await.unwrap(), shown, "{engine}");
        }
        assert_eq!(tx.institution(&of).await.unwrap().unwrap().name, "Vrijhaven", "{engine}");
        assert!(tx.remove_profile_approval(&of, Version(2)).await.unwrap(), "{engine}");
        assert!(!tx.remove_profile_approval(&of, Version(2)).await.unwrap(), "{engine}: removed twice");
        tx.profile_in_force(&of, &new, at(13)).await.unwrap();
        let institution = tx.institution(&of).await.unwrap().unwrap();
        assert_eq!(institution.profile(), new.profile, "{engine}");
        assert_eq!(institution.first_logo, None, "{engine}: the set-up had no logo");
        let numbers: Vec<_> =
            tx.profiles(&of).await.unwrap().iter().map(|p| (p.number.0, p.in_force)).collect();
        assert_eq!(numbers, [(2, Some(at(13))), (1, Some(at(0)))], "{engine}");
        let again = tx.profile_in_force(&of, &new, at(14)).await;
        assert!(matches!(again, Err(StorageError::Changed { .. })), "{engine}: in force twice");
        let removed = tx.remove_profile(&of, Version(2)).await;
        assert!(
            matches!(removed, Err(StorageError::Changed { .. })),
            "{engine}: a profile of badges was removed"
        );
    }
}

#[tokio::test]
async fn an_institution_has_one_pending_profile() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let of = World::make(&storage).await.institution;
        let owner = Member { id: MemberId::new(at(0), 1), institution: Some(of.clone()), role: Role::Owner };
        let mut tx = storage.begin().await.unwrap();
        tx.add_member(&owner, at(0)).await.unwrap();
        tx.add_picture(&"1".repeat(64), &Artwork::Svg("<svg/>".to_owned()), at(0)).await.unwrap();
        for number in [2, 3] {
            tx.add_profile(&of, &profile(number, &owner.id)).await.unwrap();
        }
        tx.add_profile_approval(&of, Version(2), at(11)).await.unwrap();
        let error = tx.add_profile_approval(&of, Version(3), at(11)).await.unwrap_err();
        assert_eq!(error.constraint().as_deref(), Some("profile_approval_pkey"), "{engine}");
    }
}

#[tokio::test]
async fn a_waiting_credential_is_rebuilt_once_and_a_signed_one_never() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let world = World::make(&storage).await;
        let id = world.credential(1).record.id;
        let mut tx = storage.begin().await.unwrap();
        tx.add_credential(&world.credential(1)).await.unwrap();
        tx.credential_rebuilt(&id, "{}", "new").await.unwrap();
        tx.credential_rebuilt(&id, "{}", "other").await.unwrap();
        let text = tx.credential(&id).await.unwrap().unwrap().unsigned;
        assert_eq!(text.as_deref(), Some("new"), "{engine}");
        tx.credential_signed(&id, "{}", 5, at(5)).await.unwrap();
        tx.credential_rebuilt(&id, "new", "later").await.unwrap();
        let text = tx.credential(&id).await.unwrap().unwrap().unsigned;
        assert_ne!(text.as_deref(), Some("later"), "{engine}");
    }
}
