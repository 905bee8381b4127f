//! The needs of a verification, for the page.

use credentials::verify::Need;
use serde_json::json;

pub(crate) fn to_json(need: &Need) -> String {
    let (kind, did) = match need {
        Need::DidDocument { did, .. } => ("did-document", Some(did)),
        Need::KeySet { .. } => ("key-set", None),
        Need::StatusList { .. } => ("status-list", None),
        Need::RevocationList { .. } => ("revocation-list", None),
        Need::Refresh { .. } => ("refresh", None),
        Need::IssuerProfile { did } => ("issuer-profile", Some(did)),
        Need::LedgerProof { .. } => ("ledger-proof", None),
        Need::RevocationNotice { .. } => ("revocation-notice", None),
    };
    json!({"kind": kind, "url": need.url(), "did": did}).to_string()
}
