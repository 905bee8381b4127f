//! Judges documents from standard input for `tests/schemas`: one JSON text a line, `{"class": …, "document": …}`, where
//! the class is `Profile` or that of a credential. Answers a line each: a JSON array of the findings' codes and pointers.

use std::io::{self, BufRead as _, BufWriter, Write as _};

use credentials::lint;
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut answers = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let document = asked.get("document").unwrap_or(&Value::Null);
        let findings = match asked.get("class").and_then(Value::as_str) {
            Some("Profile") => lint::profile_structure(document),
            Some("Issuing") => lint::rules(document),
            _ => lint::structure(document),
        };
        let told: Vec<Value> = findings
            .iter()
            .map(|finding| json!({"code": finding.code, "pointer": finding.pointer}))
            .collect();
        writeln!(answers, "{}", Value::Array(told))?;
    }
    answers.flush()
}
