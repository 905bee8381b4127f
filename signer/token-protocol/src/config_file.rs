//! Reading a configuration file.

use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("reading {0}")]
    Read(PathBuf, #[source] std::io::Error),
    /// The line's number and not the line: a PIN may stand there that somebody tried to set.
    #[error("understanding {0}, line {1}: {2}")]
    Parse(PathBuf, usize, String),
    /// A path that depends on where the process was started would name another ledger another day.
    #[error("{0}: `{1}` must be an absolute path")]
    Relative(PathBuf, &'static str),
}

/// Reads a file of settings.
///
/// # Errors
/// [`ConfigError::Read`], [`ConfigError::Parse`].
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|e| ConfigError::Read(path.into(), e))?;
    toml::from_str(&text).map_err(|e| {
        let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        ConfigError::Parse(path.into(), 1 + before.matches('\n').count(), e.message().to_owned())
    })
}
