//! The unsigned text of a badge. It is built once, in the transaction that records the badge.

use crate::address::Addresses;
use crate::storage::StoredVersion;
use crate::usecase::profile;
use crate::usecase::status_indexes::status_entry;
use credentials::model::{
    AchievementCredential, AchievementSubject, Class as _, IdentityObject, RelatedResource,
    SubjectAchievement,
};
use domain::{Institution, IssuedCredential, StatusPlace};
use serde_json::Value;

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
    let achievement: Value = serde_json::from_str(&version.achievement)?;
    let picture = bound_picture(version, &achievement);
    let registered = SubjectAchievement::Registered(achievement);
    let credential = AchievementCredential {
        name: Some(version.wording.name.clone()),
        credential_status: Some((&status_entry(addresses, place)).into()),
        related_resource: picture.into_iter().collect(),
        ..AchievementCredential::new(
            &addresses.credential(&record.id),
            profile(addresses, institution),
            record.issued,
            AchievementSubject::identified(identifiers, registered),
        )
    };
    Ok(credential.to_value().to_string())
}

/// The picture of a badge version with its digest; `None` for a version without a bound picture. `achievement`: the
/// registered one.
pub(super) fn bound_picture(version: &StoredVersion, achievement: &Value) -> Option<RelatedResource> {
    let digest = version.picture_digest()?;
    Some(RelatedResource::of_image(achievement.get("image")?.as_object()?, &digest))
}
