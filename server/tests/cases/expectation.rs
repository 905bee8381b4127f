//! The expected results, and the location of the files.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Folders whose files are pictures for upload. No command reads them.
pub(crate) const PICTURES: [&str; 2] = ["51-picture-inkscape-windows", "52-picture-illustrator"];
/// The folder about link scanners of mail programs: `server/tests/it/claiming.rs` tests it.
pub(crate) const MAIL: &str = "56-mail-link-scanners";

/// Folders of other tests: pages (50, 53, 54), batches (57), devices that keep keys (60 to 70).
fn is_elsewhere(folder: &str) -> bool {
    let number = folder.split('-').next().and_then(|number| number.parse().ok());
    matches!(number, Some(50 | 53 | 54 | 57 | 60..=70))
}

/// One run of the program.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expectation {
    /// A file in the folder.
    pub(crate) file: String,
    /// Further arguments. A file's name becomes its path.
    pub(crate) arguments: Vec<String>,
    /// Documents at the address after `--own`: path and file.
    #[serde(default)]
    pub(crate) served: BTreeMap<String, String>,
    /// The exit code.
    pub(crate) exit: i32,
    /// Parts of sentences that must be printed, without regard to case.
    pub(crate) says: Vec<String>,
    /// Parts of sentences that must not be printed.
    pub(crate) never_says: Vec<String>,
}

impl Expectation {
    /// The same run for a reader who trusts no issuer: exit code 2 in place of 0. `None` for a run without trust.
    pub(crate) fn without_trust(&self) -> Option<Self> {
        let at = self.arguments.iter().position(|argument| argument == "--trust")?;
        let mut untrusting = self.clone();
        untrusting.arguments.drain(at..at + 2);
        if self.exit == 0 {
            untrusting.exit = 2;
            untrusting.says = vec!["nobody vouches for the issuer".to_owned()];
        }
        Some(untrusting)
    }
}

fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The names of all folders with inputs or an expectation. A folder with inputs alone fails in [`of`].
pub(crate) fn folders() -> Vec<String> {
    let mut names = BTreeSet::new();
    for place in ["tests/vectors/cases", "tests/cases"] {
        let found = std::fs::read_dir(project().join(place)).unwrap().map(|entry| entry.unwrap());
        let folders = found.filter(|entry| entry.path().is_dir());
        names.extend(folders.map(|entry| entry.file_name().into_string().unwrap()));
    }
    names.into_iter().filter(|name| !is_elsewhere(name)).collect()
}

/// All expectations for a folder's files.
pub(crate) fn of(folder: &str) -> Vec<Expectation> {
    let file = project().join("tests/cases").join(folder).join("expect.json");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The path of a file: next to the expectation, among the inputs, or common to all folders.
pub(crate) fn find(folder: &str, name: &str) -> Option<PathBuf> {
    let ours = project().join("tests/cases");
    [ours.join(folder), project().join("tests/vectors/cases").join(folder), ours]
        .iter()
        .map(|place| place.join(name))
        .find(|path| path.is_file())
}
