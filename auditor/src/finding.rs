//! Findings of an audit.

use std::io::{self, Write};

/// The outcome of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was checked and is right.
    Good,
    /// A note; nothing is wrong.
    Note,
    /// It could not be checked.
    Unchecked,
    /// It is wrong.
    Wrong,
}

impl Outcome {
    /// The outcome in one word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Unchecked => "unchecked",
            Self::Wrong => "WRONG",
        }
    }
}

/// One finding, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The outcome.
    pub outcome: Outcome,
    /// The sentence for users.
    pub says: String,
}

impl Finding {
    /// A check that found what it should.
    pub fn good(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Good, says: says.into() }
    }

    /// A note.
    pub fn note(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Note, says: says.into() }
    }

    /// A check that could not be made.
    pub fn unchecked(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Unchecked, says: says.into() }
    }

    /// A check that failed.
    pub fn wrong(says: impl Into<String>) -> Self {
        Self { outcome: Outcome::Wrong, says: says.into() }
    }
}

/// Writes one line for each finding.
///
/// # Errors
/// Those of `out`.
pub fn write_findings(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        writeln!(out, "{:<10} {}", finding.outcome.word(), finding.says)?;
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
