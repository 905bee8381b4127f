//! Prints the cost of verifying the shapes of `tests/hostile`, in units of work and in milliseconds.
//!
//! `cargo run --release --package credentials --example hostile`. The times are not asserted: they depend on the
//! machine and its other load.

#![expect(clippy::print_stdout, reason = "the output is the result")]

#[path = "../tests/hostile/shapes.rs"]
mod shapes;

use std::time::{Duration, Instant};

use credentials::time::Timestamp;
use credentials::verify::{Supply, Verification};
use messages::Language;
use messages::verification::Report;

const ROUNDS: usize = 5;

fn verify(input: &[u8]) -> (u64, Report) {
    let mut verification = Verification::begin(input, Timestamp::from_millis(1_795_000_000_000));
    while verification.next_need().is_some() {
        verification.supply(Supply::Unavailable("no network here".to_owned()));
    }
    (verification.work(), Report::of(&verification.report(), Language::English))
}

fn main() {
    println!("| shape | bytes | units | longest | median | verdict |\n|---|---|---|---|---|---|");
    for (name, input) in shapes::all() {
        let mut times = Vec::new();
        let mut last = None;
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            last = Some(verify(&input));
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        let milliseconds = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
        let (longest, median) = (milliseconds(times.last()), milliseconds(times.get(ROUNDS / 2)));
        if let Some((work, report)) = last {
            println!(
                "| {name} | {} | {work} | {longest:.1} ms | {median:.1} ms | {} |",
                input.len(),
                report.headline
            );
        }
    }
}
