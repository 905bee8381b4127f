//! Answers for `tests/schemas`: one JSON text per line on standard input, `{"ask": …, "document": …}`; one line each
//! on standard output. For `structure`, `profile` or `rules`: an array of the findings' codes and pointers. For
//! `written`: the badge as the model writes it after reading it, or null when it cannot be read.

use std::io::{self, BufRead as _, BufWriter, Write as _};

use credentials::lint::{self, Finding};
use credentials::model::{AchievementCredential, Class as _, from_value};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut answers = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let document = asked.get("document").unwrap_or(&Value::Null);
        let answer = match asked.get("ask").and_then(Value::as_str) {
            Some("profile") => told(lint::profile_structure(document)),
            Some("rules") => told(lint::rules(document)),
            Some("written") => {
                from_value::<AchievementCredential>(document).map_or(Value::Null, |badge| badge.to_value())
            }
            _ => told(lint::structure(document)),
        };
        writeln!(answers, "{answer}")?;
    }
    answers.flush()
}

fn told(findings: Vec<Finding>) -> Value {
    findings.into_iter().map(|finding| json!({"code": finding.code(), "pointer": finding.pointer})).collect()
}
