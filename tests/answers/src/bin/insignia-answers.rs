//! Answers questions line by line, from standard input to standard output, until the end of input.

use std::io::{self, BufRead as _, BufWriter, Write as _};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for question in io::stdin().lock().lines() {
        writeln!(out, "{}", insignia_answers::answer(&question?))?;
        // The caller waits for this line before its next question.
        out.flush()?;
    }
    Ok(())
}
