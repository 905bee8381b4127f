//! The credential that holds a status list (Bitstring Status List 1.0, section 2.2).

use serde_json::{Value, json};

use crate::contexts;
use crate::status::StatusList;
use crate::time::Timestamp;

/// An unsigned `BitstringStatusListCredential` for revocation.
#[derive(Debug, Clone)]
pub struct StatusListCredential {
    /// Its own absolute address, which entries name as `statusListCredential`.
    pub id: String,
    /// DID of the issuer, the same as that of the badges.
    pub issuer: String,
    /// The start of its validity.
    pub valid_from: Timestamp,
    /// The end of its validity: the list must be renewed before.
    pub valid_until: Timestamp,
    /// The bits.
    pub list: StatusList,
    /// The maximum time that a copy may be cached, in milliseconds.
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
