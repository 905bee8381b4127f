//! Status, schema, refresh service and terms of use: objects whose `type` defines their use (Open Badges 3.0, section
//! B.4; VC Data Model 2.0, sections 4.10, 4.11, 5.4 and 5.5).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::value;
use crate::status::StatusEntry;

/// An object with an `id` and a `type` of any kind.
macro_rules! service {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            /// Absolute address.
            pub id: Option<String>,
            /// The type, which defines the rules.
            #[serde(rename = "type")]
            pub kind: String,
            /// The members that those rules require.
            #[serde(flatten)]
            pub further: Map<String, Value>,
        }

        impl $name {
            /// With this address and type.
            #[must_use]
            pub fn new(id: &str, kind: &str) -> Self {
                Self { id: Some(id.to_owned()), kind: kind.to_owned(), further: Map::new() }
            }
        }
    };
}

service! {
    /// The place to check whether a credential was revoked.
    CredentialStatus
}

service! {
    /// The schema that a credential follows.
    CredentialSchema
}

service! {
    /// The place of a newer copy of a credential.
    RefreshService
}

service! {
    /// The terms under which a credential was issued.
    TermsOfUse
}

/// A further resource of a credential, with its digest (VC Data Model 2.0, section 5.3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RelatedResource {
    /// Absolute address of the resource.
    pub id: String,
    /// Its hash in the form of Subresource Integrity.
    #[serde(rename = "digestSRI")]
    pub digest_sri: Option<String>,
    /// Further members, such as `digestMultibase`, and those of another object with the same `id`.
    #[serde(flatten)]
    pub further: Map<String, Value>,
}

impl RelatedResource {
    /// A picture of the credential, which it repeats: two objects with one `id` are one node. `digest_sri`: its hash in
    /// the form of Subresource Integrity.
    #[must_use]
    pub fn of_image(image: &Map<String, Value>, digest_sri: &str) -> Self {
        let mut further = image.clone();
        let id = further.remove("id").and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default();
        Self { id, digest_sri: Some(digest_sri.to_owned()), further }
    }
}

/// An entry in a Bitstring Status List.
impl From<&StatusEntry> for CredentialStatus {
    fn from(entry: &StatusEntry) -> Self {
        value::from_value(&entry.to_value()).unwrap_or_default()
    }
}

impl CredentialSchema {
    /// The standard's own schema for badges. Its type needs the context `extensions.json`.
    #[must_use]
    pub fn of_achievement_credential() -> Self {
        Self::new(
            "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
            "1EdTechJsonSchemaValidator2019",
        )
    }
}
