//! Times a task in batches, so that a busy machine shows in the spread and not in the result.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The size of a measurement.
pub(crate) struct Batches {
    pub(crate) count: u32,
    /// Intended wall time of one batch.
    pub(crate) milliseconds: u32,
}

impl Batches {
    /// Microseconds per call: `{"median", "least", "cpu", "calls"}`.
    pub(crate) fn measure(&self, mut task: Box<dyn FnMut() + '_>) -> Value {
        task();
        let begun = Instant::now();
        let mut calls: u32 = 0;
        while begun.elapsed() < Duration::from_millis(self.milliseconds.into()) {
            task();
            calls += 1;
        }
        let (mut wall, mut cpu) = (Vec::new(), Vec::new());
        for _ in 0..self.count {
            let (begun, spent) = (Instant::now(), cpu_time());
            (0..calls).for_each(|_| task());
            wall.push(begun.elapsed().as_secs_f64() * 1e6 / f64::from(calls));
            cpu.push(cpu_time().saturating_sub(spent).as_secs_f64() * 1e6 / f64::from(calls));
        }
        let least = wall.iter().copied().fold(f64::INFINITY, f64::min);
        json!({"median": median(wall), "least": least, "cpu": median(cpu), "calls": calls * self.count})
    }
}

/// CPU time of this thread, by Linux (`/proc/thread-self/schedstat`, the first number: nanoseconds).
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap()
}
