//! The text exposition format: a family with its help and kind, then its samples.

use std::fmt::{Display, Write};

/// Kind of a family.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Counter,
    Gauge,
    Histogram,
}

/// A text that grows family by family.
#[derive(Debug, Default)]
pub(super) struct Exposition(String);

impl Exposition {
    /// Begins a family: its samples follow.
    pub(super) fn family(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        let _ = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    /// Adds one sample.
    pub(super) fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        for (place, (label, text)) in labels.iter().enumerate() {
            let _ = write!(self.0, "{}{label}=\"{}\"", if place == 0 { '{' } else { ',' }, escaped(text));
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// Backslash, quotation mark and line feed would end a label's value, or the line.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_reads_as_the_format_says_and_no_label_breaks_out_of_its_line() {
        let mut text = Exposition::default();
        text.family("a_total", Kind::Counter, "Things.");
        text.sample("a_total", &[], 3);
        text.sample("a_total", &[("key", "x\"} 9\nevil 1"), ("code", "\\")], 0.5);
        assert_eq!(
            text.into_text(),
            "# HELP a_total Things.\n# TYPE a_total counter\na_total 3\n\
             a_total{key=\"x\\\"} 9\\nevil 1\",code=\"\\\\\"} 0.5\n"
        );
    }
}
