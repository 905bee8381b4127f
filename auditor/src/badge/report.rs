//! The report of a verification, as text and as JSON.

use super::CheckedBadge;
use super::supply::Source;
use messages::Language;
use messages::verification::Report;
use serde_json::{Value, json};
use std::io::{self, Write};

impl CheckedBadge {
    /// Writes the report as text, with the file of each document that came from one.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        write_report(&self.report, out)?;
        let Source::Files(documents) = &self.source else { return Ok(()) };
        writeln!(out)?;
        for (url, file) in documents.used() {
            writeln!(out, "  Read from a file: {url} from {}", file.display())?;
        }
        Ok(())
    }

    /// Writes the report as JSON.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        let mut report = json!(self.report);
        if let (Source::Files(documents), Value::Object(members)) = (&self.source, &mut report) {
            let used = documents.used();
            let used = used.iter();
            let used = used.map(|(url, file)| json!({"url": url, "file": file.display().to_string()}));
            members.insert("documents".to_owned(), used.collect());
        }
        writeln!(out, "{report:#}")
    }
}

fn write_report(report: &Report, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", format!("{} {}", report.headline, report.sentence).trim())?;
    if let Some(detail) = &report.detail {
        writeln!(out, "{detail}")?;
    }
    writeln!(out)?;
    for check in &report.checks {
        let (outcome, name) = (Language::English.outcome(check.outcome), Language::English.check(check.name));
        writeln!(out, "  {outcome:<20} {name:<12} {}", check.says)?;
        for more in check.remarks.iter().map(|remark| &remark.says).chain(&check.next_step) {
            writeln!(out, "  {:<33} {more}", "")?;
        }
    }
    for endorsement in &report.endorsements {
        writeln!(out, "  Endorsement by {}: {}", endorsement.issuer_id, endorsement.sentence)?;
    }
    Ok(())
}
