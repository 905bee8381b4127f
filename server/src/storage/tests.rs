//! The storage contract, run on both engines. Without PostgreSQL, a note is printed and only SQLite is tested.

mod contract;
mod event_marks;
mod jobs;
mod migrations;
pub(crate) mod postgres;
mod profiles;
mod statements;

use super::{NewCredential, Preparation, Storage, StoredVersion};
use domain::badge_design::Wording;
use domain::{
    Actor, Art, Artwork, BadgeDesign, BadgeDesignId, BadgeVersionId, CredentialId, CredentialState,
    DesignState, Institution, InstitutionId, IssuedCredential, MemberId, Progress, Recipient, StatusListId,
    StatusPlace, Timestamp, Version,
};
use tempfile::TempDir;

/// A new, empty database on each available engine, with its name.
async fn both() -> (Vec<(&'static str, Storage)>, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("insignia.db");
    let sqlite = Storage::open(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
    let mut storages = vec![("SQLite", sqlite)];
    match postgres::new_database().await {
        Some(url) => storages.push(("PostgreSQL", Storage::open(&url).await.unwrap())),
        None => println!("PostgreSQL is not installed: only SQLite is judged"),
    }
    (storages, directory)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_millis(1_772_000_000_000).plus_seconds(second)
}

fn wording() -> Wording {
    Wording {
        name: "Coastal Flood Modelling".to_owned(),
        description: "Builds a model.".to_owned(),
        criteria: "1. Calibrate it.".to_owned(),
        achievement_type: "MicroCredential".to_owned(),
        tags: vec!["water".to_owned(), "coast".to_owned()],
        caption: String::new(),
    }
}

/// An institution with a list, a published design and its version 1.
struct World {
    institution: InstitutionId,
    list: StatusListId,
    design: BadgeDesignId,
}

impl World {
    async fn make(storage: &Storage) -> Self {
        let names = Preparation { institution: InstitutionId::new(at(0), 1), key_label: "key-1".to_owned() };
        let design = BadgeDesign {
            id: BadgeDesignId::new(at(0), 3),
            institution: names.institution.clone(),
            wording: wording(),
            art: Art::Bridge,
            state: DesignState::Draft,
            pending: None,
            saved: at(0),
        };
        let version = StoredVersion {
            design: design.id.clone(),
            institution: names.institution.clone(),
            version: Version(1),
            wording: wording(),
            art: Art::Bridge,
            picture: "0".repeat(64),
            achievement: "{}".to_owned(),
            per_recipient: String::new(),
            frozen: at(1),
            registered: None,
        };
        let institution = Institution {
            id: names.institution.clone(),
            name: "Vrijhaven".to_owned(),
            url: "https://www.vrijhaven.example".to_owned(),
            description: String::new(),
            email: None,
            logo: None,
            first_logo: None,
            did: "did:key:z6Mk".to_owned(),
            verification_method: "did:key:z6Mk#z6Mk".to_owned(),
        };
        let list = StatusListId::new(at(0), 2);
        let mut tx = storage.begin().await.unwrap();
        tx.add_institution(&institution, &names.key_label, at(0)).await.unwrap();
        tx.add_status_list(&list, &institution.id, at(0)).await.unwrap();
        tx.add_picture(&"0".repeat(64), &Artwork::Svg("<svg/>".to_owned()), at(0)).await.unwrap();
        tx.add_design(&design).await.unwrap();
        tx.add_version(&version).await.unwrap();
        tx.version_registered(&design.id, Version(1), at(2)).await.unwrap();
        tx.design_published(&design.id, Version(1), false).await.unwrap();
        tx.commit().await.unwrap();
        Self { institution: institution.id, list, design: design.id }
    }

    fn credential(&self, number: u128) -> NewCredential {
        let index = u32::try_from(number).unwrap();
        NewCredential {
            record: IssuedCredential {
                id: CredentialId::new(at(3), number),
                institution: self.institution.clone(),
                badge: Some(BadgeVersionId { design: self.design.clone(), version: Version(1) }),
                foreign_id: None,
                recipient: Recipient { name: "Maren 王".to_owned(), email: "m@example.edu".to_owned() },
                issued: at(3),
                status: Some(StatusPlace { list: self.list.clone(), index }),
                progress: Progress::Waiting { last_problem: None },
                state: CredentialState::Active,
                public: false,
            },
            salt: "salt".to_owned(),
            request: format!("request-{number}"),
            unsigned: "{}".to_owned(),
            issuer: Actor::Member(MemberId::new(at(0), 9)),
        }
    }
}
