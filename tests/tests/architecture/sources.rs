//! Our own source files.

use std::fs;
use std::path::{Path, PathBuf};

/// The project's directory.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file of the project, relative to its directory, sorted.
pub(super) fn rust_files() -> Vec<String> {
    let mut files = Vec::new();
    collect(&root(), &mut files);
    files.sort();
    files
}

/// A file's lines.
pub(super) fn lines(file: &str) -> Vec<String> {
    fs::read_to_string(root().join(file)).unwrap().lines().map(str::to_owned).collect()
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let made = name.starts_with('.')
            || name.starts_with("target")
            || ["data", "node_modules", "site"].contains(&name.as_str());
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() && !made {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path.strip_prefix(root()).unwrap().to_string_lossy().into_owned());
        }
    }
}
