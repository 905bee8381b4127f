//! Times canonicalisation against the second implementation, which must produce the same text length.
//! `tests/peers/run` prints the times of an optimised build; they are not asserted.

use std::hint::black_box;
use std::time::Instant;

use super::{HashSet, RdfcHash, SimpleTerm, Spog, read, theirs};
use crate::canonical::fast;
use crate::canonical::rdfc::canonicalise;
use crate::canonical::{Processing, Terms};
use crate::work::Work;

const DOCUMENTS: [(&str, &str); 2] = [
    ("minimal", include_str!("../../../../../vc/tests/fixtures/ob3-minimal.json")),
    ("full", include_str!("../../../../../vc/tests/fixtures/ob3-full.json")),
];

/// Microseconds per call: the median of 25 batches.
fn microseconds(mut task: impl FnMut()) -> f64 {
    const CALLS: u32 = if cfg!(debug_assertions) { 1 } else { 100 };
    let batch = |_| {
        let begun = Instant::now();
        (0..CALLS).for_each(|_| task());
        begun.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
    };
    let mut batches: Vec<f64> = (0..25).map(batch).collect();
    batches.sort_by(f64::total_cmp);
    batches[12]
}

#[test]
fn rdfc_beside_sophia() {
    for (name, text) in DOCUMENTS {
        let document: serde_json::Value = serde_json::from_str(text).unwrap();
        let members = document.as_object().unwrap();
        let context = &members["@context"];
        let work = Work::default();
        let terms = Terms::signed(Processing::default(), RdfcHash::Sha256, &work);
        let document = fast::Document { context, members, without: &["proof"] };
        let mut dataset = fast::statements(document, terms).unwrap().unwrap();
        let canonical = canonicalise(&mut dataset, RdfcHash::Sha256, &Work::default()).unwrap();
        let quads: Vec<_> = read(&canonical).iter().map(theirs).collect();
        let theirs: HashSet<Spog<SimpleTerm<'static>>> = quads.iter().cloned().collect();
        let ours = microseconds(|| {
            black_box(canonicalise(black_box(&mut dataset), RdfcHash::Sha256, &Work::default()).unwrap());
        });
        let normalise = |dataset: &HashSet<Spog<SimpleTerm<'static>>>| {
            let mut written = Vec::new();
            sophia_c14n::rdfc10::normalize(black_box(dataset), &mut written).unwrap();
            assert_eq!(written.len(), canonical.len());
        };
        let sophia = microseconds(|| normalise(&theirs));
        let with_dataset = microseconds(|| normalise(&quads.iter().cloned().collect()));
        println!(
            "RDFC-1.0, {name}, {} quads: ours {ours:.1} µs; sophia_c14n {sophia:.1} µs ({:.1} times), \
             its dataset built too {with_dataset:.1} µs ({:.1} times)",
            quads.len(),
            sophia / ours,
            with_dataset / ours,
        );
    }
}
