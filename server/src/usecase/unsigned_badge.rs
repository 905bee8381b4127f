//! The unsigned text of a badge. It is built once, in the transaction that records the badge.

use super::profile;
use crate::address::Addresses;
use crate::storage::StoredVersion;
use credentials::model::{
    AchievementCredential, AchievementSubject, Class as _, IdentityObject, SubjectAchievement,
};
use credentials::status::StatusEntry;
use domain::{Institution, IssuedCredential, StatusPlace};

/// The badge of this record as JSON text. `salt`: of the hashed e-mail address. The achievement is the registered one.
///
/// # Errors
/// When the registered achievement is not JSON.
pub(super) fn unsigned_badge(
    addresses: &Addresses,
    institution: &Institution,
    version: &StoredVersion,
    record: &IssuedCredential,
    place: &StatusPlace,
    salt: &str,
) -> Result<String, serde_json::Error> {
    let identifiers = vec![
        IdentityObject::hashed_email(&record.recipient.email, salt),
        IdentityObject::name(&record.recipient.name),
    ];
    let status = StatusEntry { list: addresses.status_list(&place.list), index: place.index };
    let registered = SubjectAchievement::Registered(serde_json::from_str(&version.achievement)?);
    let credential = AchievementCredential {
        name: Some(version.wording.name.clone()),
        credential_status: Some((&status).into()),
        ..AchievementCredential::new(
            &addresses.credential(&record.id),
            profile(addresses, institution),
            record.issued,
            AchievementSubject::identified(identifiers, registered),
        )
    };
    Ok(credential.to_value().to_string())
}
