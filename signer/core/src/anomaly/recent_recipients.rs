//! Recent recipients: detector state that no journal holds. It has a file of its own, written before the token is asked
//! and without fsync. A process that ends between its journal and this file loses the badges of one request, a power
//! failure perhaps more.

use credentials::time::Timestamp;
use host_files::atomic_file;
use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Name of the file.
const NAME: &str = "recipients";
/// How long a line counts, in milliseconds: an hour.
const COUNTS: i64 = 3_600_000;

/// Lines of a time and a digest, oldest first.
#[derive(Debug)]
pub(crate) struct RecentRecipients {
    path: PathBuf,
    /// Lines in the file that count.
    lines: VecDeque<(Timestamp, String)>,
    /// Lines that are not in the file yet.
    new: Vec<(Timestamp, String)>,
    /// Number of lines in the file that no longer count.
    over: usize,
}

impl RecentRecipients {
    /// Reads the file in the signer's directory. If that fails, logs it and starts empty; broken lines are skipped.
    pub(crate) fn open(directory: &Path, now: Timestamp) -> Self {
        let path = directory.join(NAME);
        let text = read(&path).unwrap_or_else(|e| {
            crate::log::say(&format!("reading {}: {e}", path.display()));
            String::new()
        });
        let mut recent =
            Self { path, lines: text.lines().filter_map(parse).collect(), new: Vec::new(), over: 0 };
        recent.forget(now);
        recent
    }

    /// The lines that count, oldest first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &(Timestamp, String)> {
        self.lines.iter()
    }

    /// Adds a line, in memory.
    pub(crate) fn add(&mut self, recipient: &str, at: Timestamp) {
        self.new.push((at, recipient.to_owned()));
    }

    /// Appends the new lines to the file, or rewrites it when most of it no longer counts.
    pub(crate) fn write(&mut self, now: Timestamp) -> io::Result<()> {
        if self.new.is_empty() {
            return Ok(());
        }
        self.forget(now);
        let new = std::mem::take(&mut self.new);
        if self.over > self.lines.len() + new.len() {
            self.lines.extend(new);
            self.over = 0;
            return atomic_file::write(&self.path, text(&self.lines).as_bytes(), atomic_file::PRIVATE_FILE);
        }
        let written = append(&self.path)?.write_all(text(&new).as_bytes());
        self.lines.extend(new);
        written
    }

    fn forget(&mut self, now: Timestamp) {
        while self.lines.pop_front_if(|(at, _)| now.millis() - at.millis() >= COUNTS).is_some() {
            self.over += 1;
        }
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    match File::open(path) {
        Ok(mut file) => file.read_to_end(&mut bytes)?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => 0,
        Err(e) => return Err(e),
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(atomic_file::PRIVATE_FILE).open(path)
}

fn text<'a>(lines: impl IntoIterator<Item = &'a (Timestamp, String)>) -> String {
    lines
        .into_iter()
        .fold(String::new(), |text, (at, recipient)| text + &at.millis().to_string() + " " + recipient + "\n")
}

/// Parses a complete line.
fn parse(line: &str) -> Option<(Timestamp, String)> {
    let (at, recipient) = line.split_once(' ')?;
    (recipient.len() == 64).then_some((Timestamp::from_millis(at.parse().ok()?), recipient.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_millis(1_772_355_600_000 + minute * 60_000)
    }

    #[test]
    fn what_was_written_is_there_again_for_an_hour_and_the_file_does_not_grow_for_ever() {
        let scratch = tempfile::tempdir().unwrap();
        let digest = |n: u32| format!("{n:064x}");
        let mut recent = RecentRecipients::open(scratch.path(), at(0));
        for minute in 0..300_u32 {
            recent.add(&digest(minute), at(minute.into()));
            recent.write(at(minute.into())).unwrap();
        }
        let path = scratch.path().join(NAME);
        let length = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!((60..=125).contains(&length), "{length}");
        let told: Vec<_> =
            RecentRecipients::open(scratch.path(), at(299)).lines().map(|(_, one)| one.clone()).collect();
        assert_eq!(told, (240..300).map(digest).collect::<Vec<_>>());
        assert_eq!(RecentRecipients::open(scratch.path(), at(400)).lines().count(), 0);
        assert_eq!(atomic_file::excess(&path, atomic_file::PRIVATE_FILE).unwrap(), 0);
    }

    #[test]
    fn a_torn_line_is_passed_over() {
        let scratch = tempfile::tempdir().unwrap();
        let whole = "ab".repeat(32);
        let text = format!("{} {whole}\n{} abab", at(0).millis(), at(1).millis());
        std::fs::write(scratch.path().join(NAME), text).unwrap();
        let recent = RecentRecipients::open(scratch.path(), at(1));
        assert_eq!(recent.lines().collect::<Vec<_>>(), [&(at(0), whole)]);
    }
}
