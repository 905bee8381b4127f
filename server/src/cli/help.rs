//! The part of a command's help below its options.

/// Exit codes of a command that works on an installation.
pub(super) const DONE: &[&str] = &["0 done", "1 not done: standard error has the reason", "3 wrong usage"];

/// Examples and exit codes.
pub(super) fn after_help(examples: &[&str], codes: &[&str]) -> String {
    let heading = if examples.len() == 1 { "Example" } else { "Examples" };
    format!("{heading}:\n  {}\n\nExit codes:\n  {}", examples.join("\n  "), codes.join("\n  "))
}
