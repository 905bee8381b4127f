//! `AchievementCredential`, its issuer and subject, and the status list credential.

use serde_json::{Map, Value, json};

use super::{Achievement, image, put};
use crate::contexts;
use crate::identity;
use crate::status::{StatusEntry, StatusList};
use crate::time::Timestamp;

/// An issuer's `Profile`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The DID.
    pub id: String,
    /// Name of the institution.
    pub name: String,
    /// Its web address.
    pub url: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// Absolute address of its logo.
    pub image: Option<String>,
}

impl Profile {
    /// The `Profile` object.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        object.insert("id".into(), self.id.as_str().into());
        object.insert("type".into(), json!(["Profile"]));
        put(&mut object, "name", Some(&self.name));
        put(&mut object, "url", Some(&self.url));
        put(&mut object, "description", self.description.as_deref());
        if let Some(logo) = &self.image {
            object.insert("image".into(), image(logo, None));
        }
        object.into()
    }
}

/// Whom the badge is for.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Name as it stands on the badge, in clear.
    pub name: String,
    /// E-mail address; only its salted hash goes into the badge.
    pub email: String,
    /// Random text, one for each badge, so that hashes of two badges cannot be compared.
    pub salt: String,
}

/// Keeps a person's name and address out of logs.
impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recipient(..)")
    }
}

impl Recipient {
    /// Two `IdentityObject`s: the hashed e-mail address and the name in clear (section B.6.3).
    #[must_use]
    pub fn to_value(&self) -> Value {
        let email = identity::normalise_email(&self.email);
        json!([
            {
                "type": "IdentityObject",
                "hashed": true,
                "identityHash": identity::identity_hash(&email, &self.salt),
                "identityType": "emailAddress",
                "salt": self.salt,
            },
            {"type": "IdentityObject", "hashed": false, "identityHash": self.name, "identityType": "name"},
        ])
    }
}

/// An unsigned badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AchievementCredential {
    /// Its own absolute address.
    pub id: String,
    /// Who issues it.
    pub issuer: Profile,
    /// What was achieved.
    pub achievement: Achievement,
    /// By whom.
    pub recipient: Recipient,
    /// From when it counts.
    pub valid_from: Timestamp,
    /// Until when, if it ends.
    pub valid_until: Option<Timestamp>,
    /// Its bit in a status list.
    pub status: StatusEntry,
}

impl AchievementCredential {
    /// The credential, without proof.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut object = Map::new();
        object.insert("@context".into(), json!([contexts::V2, contexts::OB_3_0_3]));
        object.insert("id".into(), self.id.as_str().into());
        object.insert("type".into(), json!(["VerifiableCredential", "OpenBadgeCredential"]));
        put(&mut object, "name", Some(&self.achievement.name));
        object.insert("issuer".into(), self.issuer.to_value());
        object.insert("validFrom".into(), self.valid_from.rfc3339().into());
        put(&mut object, "validUntil", self.valid_until.map(Timestamp::rfc3339).as_deref());
        object.insert(
            "credentialSubject".into(),
            json!({
                "type": ["AchievementSubject"],
                "identifier": self.recipient.to_value(),
                "achievement": self.achievement.to_value(),
            }),
        );
        object.insert("credentialStatus".into(), self.status.to_value());
        object.into()
    }
}

/// An unsigned `BitstringStatusListCredential` for revocation.
#[derive(Debug, Clone)]
pub struct StatusListCredential {
    /// Its own absolute address: what entries name as `statusListCredential`.
    pub id: String,
    /// DID of the issuer, the same as that of the badges.
    pub issuer: String,
    /// From when it counts.
    pub valid_from: Timestamp,
    /// When it must have been renewed.
    pub valid_until: Timestamp,
    /// The bits.
    pub list: StatusList,
    /// How long a copy may be kept, in milliseconds.
    pub ttl_ms: u64,
}

impl StatusListCredential {
    /// The credential, without proof (Bitstring Status List 1.0, section 2.2).
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "@context": [contexts::V2],
            "id": self.id,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": self.issuer,
            "validFrom": self.valid_from.rfc3339(),
            "validUntil": self.valid_until.rfc3339(),
            "credentialSubject": {
                "id": format!("{}#list", self.id),
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": self.list.encode(),
                "ttl": self.ttl_ms,
            },
        })
    }
}
