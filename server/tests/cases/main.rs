//! Real cases from `tests/vectors/cases`, each with the result that this project decided on.
//!
//! `tests/cases/<folder>/expect.json` lists the exit code of `insignia verify` for each file of a folder. It also lists
//! the sentences that the report must contain and those that it must never contain. Every mismatch is reported in one
//! run.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "these are tests: what is not as expected ends them"
)]

mod command;
mod expectation;
mod pictures;
mod site;

use command::Run;
use expectation::{Expectation, MAIL, PICTURES, folders};

/// Compares each run with its expectation, and fails with all mismatches together.
fn compare(runs: impl Fn(&str, &Expectation) -> Option<(Run, Expectation)>) {
    let mut mismatches = Vec::new();
    let mut compared = 0;
    for folder in folders() {
        for expectation in expectation::of(&folder) {
            let Some((run, wanted)) = runs(&folder, &expectation) else { continue };
            compared += 1;
            mismatches.extend(run.mismatch(&folder, &wanted));
        }
    }
    println!("{} passed, {} failed", compared - mismatches.len(), mismatches.len());
    assert!(mismatches.is_empty(), "\n{}", mismatches.join("\n"));
}

fn is_for_the_command(folder: &str) -> bool {
    !PICTURES.contains(&folder) && folder != MAIL
}

#[test]
fn every_case_ends_as_its_expectation_says() {
    compare(|folder, expectation| {
        is_for_the_command(folder).then(|| (command::verify(folder, expectation), expectation.clone()))
    });
}

/// `tests/vectors/README.md`: without `--trust` nobody vouches for the issuer, and a failed check stays failed.
#[test]
fn no_case_is_genuine_for_a_reader_who_trusts_nobody() {
    compare(|folder, expectation| {
        let untrusting = expectation.without_trust().filter(|_| is_for_the_command(folder))?;
        Some((command::verify(folder, &untrusting), untrusting))
    });
}

#[test]
fn every_folder_has_an_expectation_that_can_fail() {
    for folder in folders() {
        let expectations = expectation::of(&folder);
        assert!(!expectations.is_empty(), "{folder}: nothing is expected");
        for expectation in expectations {
            let file = &expectation.file;
            assert!(expectation::find(&folder, file).is_some(), "{folder}: there is no file {file}");
            let is_silent = expectation.says.is_empty() && matches!(expectation.exit, 1 | 2);
            assert!(!is_silent, "{folder}: no sentence is expected of {file}");
        }
    }
}
