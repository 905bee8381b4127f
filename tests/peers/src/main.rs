//! Measures `credentials` on one document, given as a file. Prints JSON: for each task microseconds per call, as wall
//! time (median and least of all batches) and CPU time (median). One thread; nothing is fetched.
//!
//! `insignia-measure FILE [BATCHES] [MILLISECONDS]`
#![expect(clippy::unwrap_used, reason = "a measurement stops at the first surprise")]

mod batches;
mod document;
mod tasks;

use std::io::{self, Write as _};

use serde_json::{Map, Value};

use batches::Batches;
use document::Signed;

/// The same allocator as in the released program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u32| arguments.get(at).map_or(usual, |text| text.parse().unwrap());
    let text = std::fs::read_to_string(arguments.first().unwrap())?;
    let batches = Batches { count: number(1, 25), milliseconds: number(2, 40) };
    let signed = Signed::new(&text);
    let measured: Map<String, Value> = tasks::all(&signed)
        .into_iter()
        .map(|(name, task)| (name.to_owned(), batches.measure(task)))
        .collect();
    writeln!(io::stdout().lock(), "{}", Value::Object(measured))
}
