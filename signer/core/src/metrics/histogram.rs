//! Durations in buckets.

use super::exposition::Exposition;
use std::time::Duration;

/// Upper bounds in milliseconds. A request that the token answers takes a few; a batch takes seconds.
const BOUNDS: [u64; 12] = [2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

/// Counts by bucket.
#[derive(Clone, Debug, Default)]
pub(super) struct Histogram {
    /// Durations up to the bound, and above the previous one.
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: Duration,
}

impl Histogram {
    /// Adds one duration.
    pub(super) fn add(&mut self, took: Duration) {
        self.count += 1;
        self.sum += took;
        let mut places = BOUNDS.iter().zip(&mut self.buckets);
        if let Some((_, bucket)) = places.find(|(bound, _)| took <= Duration::from_millis(**bound)) {
            *bucket += 1;
        }
    }

    /// Writes its samples, under one label. Buckets are cumulative, in seconds.
    pub(super) fn write(&self, text: &mut Exposition, name: &str, label: (&str, &str)) {
        let bucket = format!("{name}_bucket");
        let mut so_far = 0;
        for (bound, count) in BOUNDS.iter().zip(&self.buckets) {
            so_far += count;
            let bound = Duration::from_millis(*bound).as_secs_f64().to_string();
            text.sample(&bucket, &[label, ("le", &bound)], so_far);
        }
        text.sample(&bucket, &[label, ("le", "+Inf")], self.count);
        text.sample(&format!("{name}_sum"), &[label], self.sum.as_secs_f64());
        text.sample(&format!("{name}_count"), &[label], self.count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative_and_what_is_longer_than_all_is_counted() {
        let mut histogram = Histogram::default();
        for millis in [1, 2, 3, 60_000] {
            histogram.add(Duration::from_millis(millis));
        }
        let mut text = Exposition::default();
        histogram.write(&mut text, "t_seconds", ("ask", "health"));
        let text = text.into_text();
        for line in [
            "t_seconds_bucket{ask=\"health\",le=\"0.002\"} 2",
            "t_seconds_bucket{ask=\"health\",le=\"0.005\"} 3",
            "t_seconds_bucket{ask=\"health\",le=\"10\"} 3",
            "t_seconds_bucket{ask=\"health\",le=\"+Inf\"} 4",
            "t_seconds_sum{ask=\"health\"} 60.006",
            "t_seconds_count{ask=\"health\"} 4",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
}
