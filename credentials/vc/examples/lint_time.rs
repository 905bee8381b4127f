//! Times the model's checks of a credential, without its canonical form: microseconds, the best of 50 rounds.
//! `cargo run --release -p credentials --example lint_time -- FILE…`

use std::hint::black_box;
use std::io::{self, Write as _};
use std::time::Instant;

use credentials::lint;
use serde_json::Value;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for file in std::env::args().skip(1) {
        let document: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
        let structure = best(|| lint::structure(black_box(&document)).len());
        let rules = best(|| lint::rules(black_box(&document)).len());
        let found = lint::rules(&document).len();
        writeln!(out, "{file}: structure {structure:.1} us, rules {rules:.1} us ({found} findings)")?;
    }
    Ok(())
}

fn best(mut check: impl FnMut() -> usize) -> f64 {
    const CALLS: u32 = 1000;
    let round = |_| {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(check());
        }
        start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
    };
    (0..50).map(round).fold(f64::INFINITY, f64::min)
}
