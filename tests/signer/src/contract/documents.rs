//! The documents of the suite: an issuer's profile, a badge version, credentials, a status list.

use super::Installation;
use credentials::model::{
    Achievement, AchievementCredential, AchievementSubject, Class as _, IdentityObject, Profile,
    StatusListCredential,
};
use credentials::status::{StatusEntry, StatusList};
use serde_json::Value;

/// Label of the issuer's key.
pub(super) const KEY: &str = "badges";
/// Identifier of the institution.
pub(super) const INSTITUTION: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/// Status index of the `n`th credential.
pub(super) fn index(n: u32) -> u32 {
    1000 + n
}

/// Id of the `n`th credential.
pub(super) fn id(signer: &impl Installation, n: u32) -> String {
    format!("{}/credentials/01ARZ3NDEKTSV4RRFFQ6{n:06}", signer.public_url())
}

pub(super) fn profile(signer: &impl Installation, did: &str) -> Profile {
    Profile { url: Some(format!("{}/", signer.public_url())), ..Profile::new(did, "Vrijhaven") }
}

pub(super) fn achievement(signer: &impl Installation) -> Achievement {
    Achievement::new(
        &format!("{}/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1", signer.public_url()),
        "Welding, first level",
        "Can join two plates.",
        "Weld two plates.".into(),
    )
}

/// The `n`th credential.
pub(super) fn credential(signer: &impl Installation, did: &str, n: u32) -> Value {
    let status = StatusEntry::revocation(list_url(signer), index(n));
    let achievement = achievement(signer);
    let recipient = vec![IdentityObject::name("Ada Recipient")];
    let (name, subject) = (achievement.name.clone(), AchievementSubject::identified(recipient, achievement));
    AchievementCredential {
        name: Some(name),
        credential_status: Some((&status).into()),
        ..AchievementCredential::new(&id(signer, n), profile(signer, did), signer.now(), subject)
    }
    .to_value()
}

/// The status list with these indexes set.
pub(super) fn list(signer: &impl Installation, did: &str, revoked: &[u32]) -> String {
    let mut list = StatusList::new();
    for index in revoked {
        assert!(list.set(*index));
    }
    let list = StatusListCredential {
        id: list_url(signer),
        issuer: did.to_owned(),
        valid_from: signer.now(),
        valid_until: signer.now().plus_seconds(3600),
        list,
        ttl_ms: 30_000,
    };
    list.to_value().to_string()
}

fn list_url(signer: &impl Installation) -> String {
    format!("{}/status/01ARZ3NDEKTSV4RRFFQ69G5FB0", signer.public_url())
}
