//! The signer's disk: copies of it, and changes that an operator or a restore makes to it.

use crate::TestSigner;
use serde_json::Value;
use signer_core::{JOURNAL_FILE, OtherCredentials};
use std::path::{Path, PathBuf};

/// A copy of the signer's directories.
#[derive(Debug)]
pub struct Copy {
    directory: PathBuf,
    public: PathBuf,
}

impl TestSigner {
    /// Copies journal and public files as they are now. The copy is a sibling of the directory of the signer.
    pub fn copy(&self) -> Copy {
        let (directory, public) = (self.directory(), self.public());
        self.publish();
        let copied = Copy {
            directory: directory.with_extension("copy"),
            public: directory.with_extension("public-copy"),
        };
        copy(&directory, &copied.directory);
        copy(&public, &copied.public);
        copied
    }

    /// The signer ends, its disk is restored from the copy, and it starts: entries since then are lost.
    pub fn restore(&self, copied: &Copy) {
        self.restart_after(|settings| {
            for (place, from) in
                [(&settings.directory, &copied.directory), (&settings.public, &copied.public)]
            {
                std::fs::remove_dir_all(place).unwrap();
                copy(from, place);
            }
        });
    }

    /// The active key signs credentials of these types from the next start on, which is now.
    pub fn admit(&self, types: &[&str]) {
        let key = self.signing_key();
        let types = types.iter().map(|name| (*name).to_owned()).collect();
        self.restart_after(|settings| {
            settings.policy.other_credentials.push(OtherCredentials { key, types });
        });
    }

    /// The signer starts with a journal from before profiles were registered.
    pub fn forget_profile(&self) {
        self.restart_after(|settings| {
            let file = settings.directory.join(JOURNAL_FILE);
            let lines = std::fs::read_to_string(&file).unwrap();
            let lines = lines.lines().map(|line| {
                let mut record: Value = serde_json::from_str(line).unwrap();
                let statement = record.get_mut("statement").and_then(Value::as_object_mut);
                statement.and_then(|statement| statement.shift_remove("profile"));
                format!("{record}\n")
            });
            std::fs::write(file, lines.collect::<String>()).unwrap();
        });
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}
