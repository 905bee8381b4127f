//! Prometheus' text exposition format 0.0.4
//! (<https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>).

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The media type of the format.
pub(crate) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A metric that an exposition already has: a reader would refuse the whole text.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the metric {0} is written twice")]
pub(crate) struct WrittenTwice(String);

/// A text that grows metric by metric. Each metric is in it once, with one HELP and one TYPE line.
#[derive(Debug, Default)]
pub(crate) struct Exposition {
    text: String,
    names: BTreeSet<String>,
}

/// A metric of an [`Exposition`]: its samples follow.
#[derive(Debug)]
pub(crate) struct Gauge<'a> {
    name: &'static str,
    text: &'a mut String,
}

impl Exposition {
    /// Begins a gauge.
    ///
    /// # Errors
    /// [`WrittenTwice`].
    pub(crate) fn gauge(&mut self, name: &'static str, help: &str) -> Result<Gauge<'_>, WrittenTwice> {
        if !self.names.insert(name.to_owned()) {
            return Err(WrittenTwice(name.to_owned()));
        }
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        // Writing to a String cannot fail.
        let _ = write!(self.text, "# HELP {name} {help}\n# TYPE {name} gauge\n");
        Ok(Gauge { name, text: &mut self.text })
    }

    /// Appends the exposition of another process.
    ///
    /// # Errors
    /// [`WrittenTwice`], if it has a metric that is here already.
    pub(crate) fn append(&mut self, other: &str) -> Result<(), WrittenTwice> {
        let names: BTreeSet<String> = other.lines().filter_map(name).map(str::to_owned).collect();
        if let Some(twice) = names.iter().find(|name| self.names.contains(*name)) {
            return Err(WrittenTwice(twice.clone()));
        }
        self.names.extend(names);
        for line in other.lines() {
            let _ = writeln!(self.text, "{line}");
        }
        Ok(())
    }

    /// The text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

impl Gauge<'_> {
    /// Adds a sample with its labels.
    pub(crate) fn sample(self, labels: &[(&'static str, &str)], value: i64) -> Self {
        self.text.push_str(self.name);
        for (place, (label, text)) in labels.iter().enumerate() {
            let _ = write!(self.text, "{}{label}=\"{}\"", if place == 0 { '{' } else { ',' }, escaped(text));
        }
        let _ = writeln!(self.text, "{} {value}", if labels.is_empty() { "" } else { "}" });
        self
    }
}

/// The name of the metric that a line is about: of a sample, or of HELP and TYPE.
fn name(line: &str) -> Option<&str> {
    let rest = match line.strip_prefix('#') {
        Some(comment) => {
            let comment = comment.trim_start();
            comment.strip_prefix("HELP ").or_else(|| comment.strip_prefix("TYPE "))?
        }
        None => line,
    };
    rest.trim_start().split(['{', ' ', '\t']).next().filter(|name| !name.is_empty())
}

/// Backslash, quotation mark and line feed would end a label's value, or the line.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_and_no_help_text_leaves_its_line() {
        let mut text = Exposition::default();
        let days = text.gauge("a_days", "Days \\ left,\nat least.").unwrap();
        days.sample(&[("key", "x\"} 9\nevil 1"), ("code", "\\")], 3).sample(&[("key", "ключ")], -1);
        text.gauge("b", "Things.").unwrap().sample(&[], 0);
        assert_eq!(
            text.into_text(),
            "# HELP a_days Days \\\\ left,\\nat least.\n# TYPE a_days gauge\n\
             a_days{key=\"x\\\"} 9\\nevil 1\",code=\"\\\\\"} 3\na_days{key=\"ключ\"} -1\n\
             # HELP b Things.\n# TYPE b gauge\nb 0\n"
        );
    }

    #[test]
    fn a_metric_is_written_once() {
        let mut text = Exposition::default();
        text.gauge("a", "One.").unwrap().sample(&[], 1);
        assert_eq!(text.gauge("a", "Two.").unwrap_err(), WrittenTwice("a".to_owned()));
        for other in ["a 1", "a{b=\"c\"} 1", "# TYPE a counter", "b 1\n#HELP a x\n"] {
            assert_eq!(text.append(other), Err(WrittenTwice("a".to_owned())), "{other}");
        }
        text.append("# a remark\n\nab{b=\"c\"} 1\nab{b=\"d\"} 2").unwrap();
        assert!(text.gauge("ab", "Two.").is_err());
        let text = text.into_text();
        assert!(text.ends_with("\na 1\n# a remark\n\nab{b=\"c\"} 1\nab{b=\"d\"} 2\n"), "{text}");
    }
}
