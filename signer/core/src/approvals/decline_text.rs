//! The text with which a passkey declines a change.

use credentials::json;
use serde_json::json;

/// The text whose SHA-256 is the challenge of a passkey that declines the change with this digest: JSON in JCS form
/// (RFC 8785). Its type differs from that of every statement that people approve, so no assertion is both.
pub(crate) fn decline_text(signer: &str, digest: &str) -> String {
    json::jcs(&json!({
        "type": "InsigniaDecline",
        "version": 1,
        "decision": "decline",
        "signer": signer,
        "statement": digest,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approvals::proposal::Proposal;
    use credentials::time::Timestamp;
    use protocol::Change;
    use protocol::summary::{ChangeSummary, ChangeTitle};

    const SIGNER: &str = "http://localhost:3000";

    #[test]
    fn a_decline_names_the_statement_and_is_none() {
        let summary = ChangeSummary { title: ChangeTitle::Unfreeze, facts: Vec::new() };
        let change = Change::Unfreeze { issuer: "did:key:z6Mk".into() };
        let now = Timestamp::from_millis(1_772_355_600_000);
        let proposal = Proposal::new(change, summary, false, SIGNER, [1; 32], now);
        let decline = decline_text(SIGNER, &proposal.digest);
        assert!(decline.contains(&format!(r#""statement":"{}","type":"InsigniaDecline""#, proposal.digest)));
        assert!(proposal.text.contains(r#""type":"InsigniaApproval""#));
        assert_ne!(decline, proposal.text);
        assert_ne!(decline, decline_text("http://localhost:4000", &proposal.digest));
    }
}
