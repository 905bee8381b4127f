//! Findings of the lint in a refusal.

use credentials::lint::Finding;

/// Findings as the protocol carries them.
pub(crate) fn carried(findings: impl IntoIterator<Item = Finding>) -> Vec<protocol::Finding> {
    let carried = |finding: Finding| protocol::Finding {
        code: finding.code().to_owned(),
        // A fault of closed enums and texts always has a JSON form.
        fault: serde_json::to_value(&finding.fault).unwrap_or_default(),
        pointer: finding.pointer,
    };
    findings.into_iter().map(carried).collect()
}
