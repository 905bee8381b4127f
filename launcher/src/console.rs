//! Terminal output: the launcher's lines, and each child's with its name as prefix.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The longest line that is passed on in one piece, in bytes: a child must not fill our memory.
const LONGEST: u64 = 16 * 1024;

/// How many of a child's last lines are kept for the message about its exit.
const KEPT: usize = 12;

/// The last lines of a child's output.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastLines(Arc<Mutex<Vec<String>>>);

impl LastLines {
    /// The lines, oldest first, each with a line end.
    pub(crate) fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().fold(String::new(), |text, line| text + "  " + line + "\n")
    }

    fn add(&self, line: &str) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.remove(0);
        }
        lines.push(line.to_owned());
    }
}

/// Standard output for the launcher, standard error for the children.
#[derive(Debug)]
pub(crate) struct Console;

impl Console {
    pub(crate) fn new() -> Self {
        Self
    }

    /// Prints one or more lines. A closed terminal is no reason to stop serving.
    #[expect(
        clippy::unused_self,
        reason = "output needs a console as argument, so that signatures show who prints"
    )]
    pub(crate) fn say(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _gone = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    /// Prints an error.
    #[expect(clippy::unused_self, reason = "as `say`")]
    pub(crate) fn complain(&self, text: &str) {
        let _gone = writeln!(io::stderr().lock(), "{text}");
    }
}

/// Forwards a child's output on a separate thread, each line with `prefix`.
pub(crate) fn forward(prefix: &'static str, from: impl Read + Send + 'static, last: LastLines) {
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        loop {
            line.clear();
            match from.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let text = String::from_utf8_lossy(&line);
            let text = text.trim_end_matches(['\n', '\r']);
            last.add(text);
            let _gone = writeln!(io::stderr().lock(), "{prefix:>6} | {text}");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_lines_are_kept() {
        let last = LastLines::default();
        for number in 0..20 {
            last.add(&format!("line {number}"));
        }
        assert!(last.text().starts_with("  line 8\n"));
        assert!(last.text().ends_with("  line 19\n"));
    }
}
