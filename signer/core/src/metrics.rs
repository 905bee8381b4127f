//! The signer's counters and measurements in Prometheus' text exposition format 0.0.4.
//!
//! Labels are key labels, digests and codes: never an id, a name or an address.

mod counts;
mod exposition;
mod gauges;
mod histogram;

pub(crate) use counts::{About, Counts};
pub(crate) use gauges::{Gauges, KeyGauge};

/// Name of the file in the signer's directory, for the textfile collector of `node_exporter`.
pub(crate) const FILE: &str = "metrics.prom";
