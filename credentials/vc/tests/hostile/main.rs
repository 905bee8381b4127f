//! The cost of checking one input, counted and not timed: `examples/hostile.rs` prints the times.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

mod shapes;

use std::path::{Path, PathBuf};

use credentials::lint::{self, UnsignedCredential};
use credentials::time::Timestamp;
use credentials::verify::{Outcome, Supply, Verdict, Verification};
use credentials::work::Work;
use messages::Language;
use messages::verification::{Check, Report};

/// The last step may exceed the budget: hashing 8 MiB is one step.
const ONE_STEP: u64 = 10_000;

fn verify(input: &[u8]) -> (u64, Report) {
    let mut verification = Verification::begin(input, Timestamp::from_millis(1_795_000_000_000));
    while verification.next_need().is_some() {
        verification.supply(Supply::Unavailable("no network here".to_owned()));
    }
    (verification.work(), Report::of(&verification.report(), Language::English))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_shape_costs_more_than_the_budget_and_none_is_called_false_for_it() {
    for (name, input) in shapes::all() {
        let (work, report) = verify(&input);
        println!("{name}: {} bytes, {work} units, {:?}", input.len(), report.verdict);
        assert!(work <= Work::LIMIT + ONE_STEP, "{name}: {work}");
        assert_ne!(report.verdict, Verdict::Valid, "{name}");
        if work > Work::LIMIT {
            let left = |check: &&Check| check.code == "too-much-work" && check.outcome == Outcome::NotChecked;
            assert!(report.checks.iter().any(|check| left(&check)), "{name}: {report:#?}");
        }
    }
}

/// Without a budget, each of these costs minutes or more, or all memory of the machine.
#[test]
fn shapes_that_grow_without_bound_use_up_the_budget() {
    let beyond = [
        "2 twins with 8 children",
        "2 twins with 10 children",
        "8 twins with 8 children",
        "tree 5 deep and 3 wide",
        "tree 2 deep and 12 wide",
        "900,000 values",
        "values in a text of 8 MiB",
        "token of 120,000 values",
        "values in old elements of 8 MiB",
        "compressed JSON",
        "1,000 texts of compressed JSON",
        "compressed texts in 8 MiB",
    ];
    let shapes = shapes::all();
    for name in beyond {
        let (_, input) = shapes.iter().find(|(one, _)| one == name).unwrap();
        let (work, report) = verify(input);
        assert!(work > Work::LIMIT - 10, "{name}: {work}");
        assert!(report.checks.iter().any(|check| check.code == "too-much-work"), "{name}: {report:#?}");
    }
}

/// Without an allowance for the whole file, each of these inflates to several times the memory of a server.
#[test]
fn compressed_texts_end_at_the_allowance_of_the_file() {
    let shapes = shapes::all();
    for name in ["100 compressed texts", "100 compressed texts, old keyword", "100 broken compressed texts"] {
        let (_, input) = shapes.iter().find(|(one, _)| one == name).unwrap();
        let (work, report) = verify(input);
        // The allowance, and the bytes read to detect that there are more; each KiB inflated once and parsed at most
        // once.
        assert!((8 << 10..18 << 10).contains(&work), "{name}: {work}");
        assert_eq!(report.verdict, Verdict::CouldNotCheck, "{name}");
        assert!(report.checks.iter().any(|check| check.code == "too-much-work"), "{name}: {report:#?}");
    }
}

#[test]
fn the_signer_refuses_what_is_beyond_the_budget() {
    for (name, input) in shapes::all() {
        let Ok(credential) = UnsignedCredential::parse(&input) else { continue };
        let refused = lint::lint(credential).is_err();
        assert!(refused, "{name}: it carries a proof, so it is never signed");
    }
}

/// Real inputs stay far below the budget, so that it can be lowered and not only raised.
#[test]
fn real_inputs_need_a_small_part_of_the_budget() {
    let cases = Path::new("../../tests/vectors/cases");
    let mut found = Vec::new();
    files(cases, &mut found);
    let mut inputs = 0;
    for path in found.iter().filter(|path| path.extension().is_some_and(|end| end != "txt")) {
        let bytes = std::fs::read(path).unwrap();
        let (work, _) = verify(&bytes);
        // One unit for each KiB in each pass over a text.
        let most = 2_500 + 8 * u64::try_from(bytes.len() >> 10).unwrap();
        assert!(work <= most, "{}: {work} units for {} bytes", path.display(), bytes.len());
        inputs += 1;
    }
    assert!(inputs > 60, "{inputs}");
}
