//! The private journal: JSON lines, appended and fsynced, never changed.

use serde::Serialize;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Name of the journal in the signer's directory.
pub const FILE: &str = "journal.jsonl";

/// Why the journal cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file cannot be opened or read.
    #[error("opening or reading the journal")]
    Read(#[source] io::Error),
    /// A line is no record, and others follow it: damage, not a torn end.
    #[error("line {0} of the journal cannot be understood, and others follow it")]
    Line(usize),
    /// The file cannot be written.
    #[error("writing the journal")]
    Write(#[source] io::Error),
    /// An earlier fsync failed: the content of the disk is unknown.
    #[error("the journal could not be synced before; restart the signer when the disk is well")]
    Unsure,
    /// An earlier record was not written, and this one was judged after it.
    #[error("what was to be written before it could not be")]
    Stale,
}

/// Content of a journal file.
#[derive(Debug)]
pub struct Contents<R> {
    /// Whole lines, parsed, in order.
    pub records: Vec<R>,
    /// Length in bytes of the whole lines.
    pub length: u64,
    /// Length in bytes of a torn end: a write cut short by a crash. It was never fsynced, so nothing acted upon it.
    pub torn: u64,
}

/// The journal, open for appending.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// Length in bytes of the whole lines.
    length: u64,
    /// An fsync failed: the disk's content is unknown (the kernel may have dropped the pages), so nothing is added.
    unsure: bool,
    #[cfg(test)]
    syncs: u32,
}

/// Records that are appended together: all or none.
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) lines: Vec<u8>,
    pub(crate) entries: Vec<String>,
}

impl Batch {
    /// Adds a record, serialised as one line of JSON. `entry`: the text of its leaf in the public tree, if it has one.
    ///
    /// # Errors
    /// [`JournalError::Write`] if the record cannot be serialised.
    pub fn push(&mut self, record: &impl Serialize, entry: Option<&str>) -> Result<(), JournalError> {
        serde_json::to_writer(&mut self.lines, record).map_err(|e| JournalError::Write(e.into()))?;
        self.lines.push(b'\n');
        self.entries.extend(entry.map(str::to_owned));
        Ok(())
    }
}

impl Journal {
    /// Reads a journal without changing it. A missing one is empty. `parse` returns `None` for a line that is no record.
    ///
    /// # Errors
    /// [`JournalError::Read`], and [`JournalError::Line`] for a line that is no record and has records after it.
    pub fn read<R>(
        directory: &Path,
        parse: impl FnMut(&[u8]) -> Option<R>,
    ) -> Result<Contents<R>, JournalError> {
        match File::open(directory.join(FILE)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Ok(Contents { records: Vec::new(), length: 0, torn: 0 })
            }
            Err(e) => Err(JournalError::Read(e)),
            Ok(mut file) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).map_err(JournalError::Read)?;
                contents(&bytes, parse)
            }
        }
    }

    /// Opens the journal, creates it if it is missing, and truncates a torn end. `parse`: as in [`Journal::read`].
    ///
    /// # Errors
    /// Those of [`Journal::read`], and [`JournalError::Write`].
    pub fn open<R>(
        directory: &Path,
        parse: impl FnMut(&[u8]) -> Option<R>,
    ) -> Result<(Self, Contents<R>), JournalError> {
        let contents = Self::read(directory, parse)?;
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(host_files::atomic_file::PRIVATE_FILE)
            .open(directory.join(FILE))
            .map_err(JournalError::Read)?;
        let ready = |file: &mut File| -> io::Result<()> {
            file.set_len(contents.length)?;
            file.seek(SeekFrom::Start(contents.length))?;
            file.sync_all()?;
            host_files::atomic_file::sync_directory(directory)
        };
        ready(&mut file).map_err(JournalError::Write)?;
        let journal = Self {
            file,
            length: contents.length,
            unsure: false,
            #[cfg(test)]
            syncs: 0,
        };
        Ok((journal, contents))
    }

    /// Is the disk's content unknown?
    pub(crate) fn is_unsure(&self) -> bool {
        self.unsure
    }

    /// Appends whole lines, all or none, with one fsync. They are on disk when this returns.
    pub(crate) fn append(&mut self, lines: &[u8]) -> Result<(), JournalError> {
        if self.unsure {
            return Err(JournalError::Unsure);
        }
        if let Err(e) = self.file.write_all(lines) {
            // Nothing was fsynced: undo the write (a full disk), so that the next attempt may succeed.
            let back =
                self.file.set_len(self.length).and_then(|()| self.file.seek(SeekFrom::Start(self.length)));
            self.unsure = back.is_err();
            return Err(JournalError::Write(e));
        }
        #[cfg(test)]
        {
            self.syncs += 1;
        }
        if let Err(e) = self.file.sync_data() {
            self.unsure = true;
            return Err(JournalError::Write(e));
        }
        self.length += lines.len() as u64;
        Ok(())
    }
}

fn contents<R>(bytes: &[u8], mut parse: impl FnMut(&[u8]) -> Option<R>) -> Result<Contents<R>, JournalError> {
    let mut contents = Contents { records: Vec::new(), length: 0, torn: 0 };
    for (number, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        let record = line.strip_suffix(b"\n").and_then(&mut parse);
        match record {
            Some(_) if contents.torn > 0 => return Err(JournalError::Line(number)),
            Some(record) => {
                contents.records.push(record);
                contents.length += line.len() as u64;
            }
            None => contents.torn += line.len() as u64,
        }
    }
    Ok(contents)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Serialize, Deserialize)]
    #[serde(tag = "record", rename_all = "kebab-case")]
    pub(crate) enum Record {
        SetupCode { sha256: String },
    }

    pub(crate) fn parse(line: &[u8]) -> Option<Record> {
        serde_json::from_slice(line).ok()
    }

    fn lines(records: &[Record]) -> Result<Vec<u8>, JournalError> {
        let mut batch = Batch::default();
        records.iter().try_for_each(|record| batch.push(record, None))?;
        Ok(batch.lines)
    }

    impl Journal {
        /// Number of fsyncs.
        pub(crate) fn syncs(&self) -> u32 {
            self.syncs
        }

        /// Makes every later write fail, as on a disk that went away.
        pub(crate) fn fail(&mut self) {
            self.file = File::open("/dev/null").unwrap();
        }
    }

    fn code(n: u8) -> Record {
        Record::SetupCode { sha256: n.to_string() }
    }

    #[test]
    fn a_torn_last_line_is_cut_and_the_next_line_stands_whole() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(scratch.path(), parse).unwrap();
        journal.append(&lines(&[code(1), code(2)]).unwrap()).unwrap();
        journal.file.write_all(br#"{"record":"setup-co"#).unwrap();
        drop(journal);
        let (mut journal, contents) = Journal::open(scratch.path(), parse).unwrap();
        assert_eq!((contents.records.len(), contents.torn), (2, 19));
        journal.append(&lines(&[code(3)]).unwrap()).unwrap();
        let contents = Journal::read(scratch.path(), parse).unwrap();
        assert_eq!((contents.records.len(), contents.torn), (3, 0));
    }

    #[test]
    fn damage_in_the_middle_is_not_a_torn_end() {
        let scratch = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::open(scratch.path(), parse).unwrap();
        journal.append(&lines(&[code(1), code(2), code(3)]).unwrap()).unwrap();
        let path = scratch.path().join(FILE);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen("setup-code", "setup_code", 1)).unwrap();
        assert!(matches!(Journal::open(scratch.path(), parse), Err(JournalError::Line(_))));
    }
}
