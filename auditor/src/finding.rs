//! Printed findings of an audit, and their exit code.

use audit_facts::{Finding, Outcome};
use messages::Language;
use std::io::{self, Write};

/// The language of the printed findings.
const LANGUAGE: Language = Language::English;

/// Writes one line for each finding, in English.
///
/// # Errors
/// Those of `out`.
pub fn write_findings(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let (outcome, says) = (LANGUAGE.audit_outcome(finding.outcome), LANGUAGE.audit(&finding.fact));
        writeln!(out, "{outcome:<10} {says}")?;
    }
    Ok(())
}

/// 0 all is well, 1 something is wrong, 2 something could not be checked.
#[must_use]
pub fn exit_code(findings: &[Finding]) -> u8 {
    let has = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
    if has(Outcome::Wrong) {
        1
    } else if has(Outcome::Unchecked) {
        2
    } else {
        0
    }
}
