//! The known JSON-LD contexts: embedded, pinned by digest, never fetched.
//!
//! The files come from npm packages (`make contexts`), each in one layout. Each entry has two digests: of the
//! embedded file and of the file that the standard publishes. `contexts/README.md` lists the differences.

mod further;

pub use further::{ContextFile, ContextFileError, FurtherContexts};

/// An embedded JSON-LD context.
#[derive(Debug)]
pub struct PinnedContext {
    /// The address by which documents name it. Never fetched.
    pub url: &'static str,
    /// The JSON text.
    pub text: &'static str,
    /// SHA-256 of `text`, in hex.
    pub sha256: &'static str,
    /// SHA-256, in hex, of the file that the standard publishes, where known; the newest first. A file that its
    /// publisher changed in place has several.
    pub published_sha256: &'static [&'static str],
}

impl PinnedContext {
    /// Whether this SHA-256, in lower-case hex, identifies this context: in `relatedResource` and in ledger entries
    /// (VC Data Model 2.0, section 5.3).
    #[must_use]
    pub fn has_digest(&self, sha256: &str) -> bool {
        self.sha256 == sha256 || self.published_sha256.contains(&sha256)
    }
}

/// Verifiable Credentials 2.0.
pub const V2: &str = "https://www.w3.org/ns/credentials/v2";
/// Verifiable Credentials 1.1, read only.
pub const V1: &str = "https://www.w3.org/2018/credentials/v1";
/// Open Badges 3.0.3: the version that Insignia issues.
pub const OB_3_0_3: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Open Badges 3.0.2, read only.
pub const OB_3_0_2: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json";
/// Open Badges 3.0.1, read only.
pub const OB_3_0_1: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json";
/// Open Badges 3.0 under its address without a version, as badges under VC 1.1 name it; read only.
pub const OB_3_0: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
/// 1EdTech's type names for schema, status and refresh.
pub const OB_EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
/// Data Integrity v2; its terms are in [`V2`] already.
pub const DATA_INTEGRITY_V2: &str = "https://w3id.org/security/data-integrity/v2";
/// Data Integrity v1; its terms are in [`V2`] already.
pub const DATA_INTEGRITY_V1: &str = "https://w3id.org/security/data-integrity/v1";
/// The suite `Ed25519Signature2020`, read only.
pub const ED25519_2020: &str = "https://w3id.org/security/suites/ed25519-2020/v1";
/// Bitstring Status List; its terms are in [`V2`] already.
pub const STATUS_LIST_V1: &str = "https://www.w3.org/ns/credentials/status/v1";
/// `StatusList2021`, the predecessor of Bitstring Status List, as badges under VC 1.1 name it; read only.
pub const STATUS_LIST_2021: &str = "https://w3id.org/vc/status-list/2021/v1";

static CONTEXTS: [PinnedContext; 12] = [
    PinnedContext {
        url: V2,
        text: include_str!("../../../contexts/credentials-v2.jsonld"),
        sha256: "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
        published_sha256: &["59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"],
    },
    PinnedContext {
        url: V1,
        text: include_str!("../../../contexts/credentials-v1.jsonld"),
        sha256: "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8",
        published_sha256: &["ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc"],
    },
    PinnedContext {
        url: OB_3_0_3,
        text: include_str!("../../../contexts/ob-3.0.3.jsonld"),
        sha256: "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
        published_sha256: &[
            "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
            "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
        ],
    },
    PinnedContext {
        url: OB_3_0_2,
        text: include_str!("../../../contexts/ob-3.0.2.jsonld"),
        sha256: "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
        published_sha256: &["00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53"],
    },
    PinnedContext {
        url: OB_3_0_1,
        text: include_str!("../../../contexts/ob-3.0.1.jsonld"),
        sha256: "af095468326d3449160509b26ca71576e6321d13c85b0369cfe3b654c9a48fba",
        published_sha256: &["d582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355"],
    },
    PinnedContext {
        url: OB_3_0,
        text: include_str!("../../../contexts/ob-3.0.jsonld"),
        sha256: "9f1c8f9f361ba2994b9b50701f41149919542c50c7b7455b2846d87959295d72",
        published_sha256: &[],
    },
    PinnedContext {
        url: OB_EXTENSIONS,
        text: include_str!("../../../contexts/ob-extensions.jsonld"),
        sha256: "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e",
        published_sha256: &["146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3"],
    },
    PinnedContext {
        url: DATA_INTEGRITY_V2,
        text: include_str!("../../../contexts/data-integrity-v2.jsonld"),
        sha256: "0f77743daf5b4e8fc067fc5ba5b21044283053aa717fc6b0219843bed3b00363",
        published_sha256: &["67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"],
    },
    PinnedContext {
        url: DATA_INTEGRITY_V1,
        text: include_str!("../../../contexts/data-integrity-v1.jsonld"),
        sha256: "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
        published_sha256: &["b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554"],
    },
    PinnedContext {
        url: ED25519_2020,
        text: include_str!("../../../contexts/ed25519-2020-v1.jsonld"),
        sha256: "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
        published_sha256: &[],
    },
    PinnedContext {
        url: STATUS_LIST_V1,
        text: include_str!("../../../contexts/status-list-v1.jsonld"),
        sha256: "fd08cbf28ddd829ab2f1978c48f43ab07a112c1c90245a0cfac7ba721c65170c",
        published_sha256: &["fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7"],
    },
    PinnedContext {
        url: STATUS_LIST_2021,
        text: include_str!("../../../contexts/status-list-2021-v1.jsonld"),
        sha256: "fbed35e8a8f01448db4c2db7fa37496f71588aa9cf1e64f71a50fe58677f1c53",
        published_sha256: &[],
    },
];

/// Every pinned context.
#[must_use]
pub fn all() -> &'static [PinnedContext] {
    &CONTEXTS
}

/// The pinned context of exactly this address.
#[must_use]
pub fn get(url: &str) -> Option<&'static PinnedContext> {
    CONTEXTS.iter().find(|context| context.url == url)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn every_context_has_the_digest_that_is_pinned_for_it() {
        for context in all() {
            assert_eq!(hex::encode(Sha256::digest(context.text)), context.sha256, "{}", context.url);
        }
    }

    /// A default vocabulary would turn every misspelt member into a statement.
    #[test]
    fn no_context_has_a_default_vocabulary() {
        for context in all() {
            assert!(!context.text.contains("\"@vocab\":"), "{}", context.url);
        }
    }

    #[test]
    fn contexts_are_found_by_their_exact_address_only() {
        assert!(get(V2).is_some() && get(OB_3_0_3).is_some());
        assert!(get("https://www.w3.org/ns/credentials/v2/").is_none());
        assert!(get("http://www.w3.org/ns/credentials/v2").is_none());
    }
}
