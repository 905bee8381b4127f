//! The operator's overrides in `server-own.toml` and `signer-own.toml`: read at each start and never written.

use crate::account::Account;
use crate::error::UpError;
use crate::private_file;
use std::path::Path;

/// Tables that the operator adds to the launcher's configuration.
#[derive(Debug, Default)]
pub(crate) struct Overrides(toml::Table);

impl Overrides {
    /// Reads the file, which must belong to `owner` and may set only the names in `allowed`. No file: nothing is added.
    ///
    /// # Errors
    /// [`UpError::Overrides`]. An existing file that is invalid is never skipped: the signer would run without a
    /// setting that the operator relies on.
    pub(crate) fn read(path: &Path, owner: &Account, allowed: &[&str]) -> Result<Self, UpError> {
        let refused = |why: String| UpError::Overrides { path: path.to_owned(), why };
        if path.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
            return Ok(Self::default());
        }
        let text = private_file::read(path, owner).ok_or_else(|| {
            refused(format!("it must be a file of at most 64 KiB that belongs to {} (chown)", owner.name))
        })?;
        Self::parse(&text, allowed).map_err(refused)
    }

    /// Parses the file's text.
    pub(crate) fn parse(text: &str, allowed: &[&str]) -> Result<Self, String> {
        let table: toml::Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        match table.keys().find(|name| !allowed.contains(&name.as_str())) {
            Some(name) => Err(format!("`{name}` is not set here, but only {}", allowed.join(", "))),
            None => Ok(Self(table)),
        }
    }

    /// The tables to add.
    pub(crate) fn into_table(self) -> toml::Table {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_accounts::me;
    use std::fs;
    use std::os::unix::fs::symlink;

    const ALLOWED: &[&str] = &["context"];

    #[test]
    fn without_a_file_nothing_is_added() {
        let top = tempfile::tempdir().unwrap();
        let read = Overrides::read(&top.path().join("signer-own.toml"), &me(top.path()), ALLOWED);
        assert!(read.unwrap().into_table().is_empty());
    }

    #[test]
    fn a_file_that_cannot_be_taken_stops_the_start_with_its_name() {
        let top = tempfile::tempdir().unwrap();
        let (path, me) = (top.path().join("signer-own.toml"), me(top.path()));
        for text in ["[[context]", "public_url = \"https://evil.example\"", "[token]\nmodule = \"/m.so\""] {
            fs::write(&path, text).unwrap();
            let error = Overrides::read(&path, &me, ALLOWED).unwrap_err().to_string();
            assert!(error.contains("signer-own.toml"), "{error}");
        }
        fs::write(&path, "[[context]]\nurl = \"https://a.example\"").unwrap();
        assert_eq!(Overrides::read(&path, &me, ALLOWED).unwrap().into_table().len(), 1);
        let other = Account { uid: me.uid + 1, ..me.clone() };
        assert!(Overrides::read(&path, &other, ALLOWED).is_err(), "another user's file was read");
        let link = top.path().join("link.toml");
        symlink(&path, &link).unwrap();
        assert!(Overrides::read(&link, &me, ALLOWED).is_err(), "a link was followed");
    }
}
