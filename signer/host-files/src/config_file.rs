//! Reading a configuration file.

use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// Why the configuration could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("reading {0}")]
    Read(PathBuf, #[source] std::io::Error),
    /// The file cannot be parsed. The error has the line's number and not its text, since the line may contain a PIN.
    #[error("understanding {0}, line {1}: {2}")]
    Parse(PathBuf, usize, String),
    /// A path is relative. It would depend on the working directory, and might name another ledger at the next start.
    #[error("{0}: `{1}` must be an absolute path")]
    Relative(PathBuf, &'static str),
}

/// Reads and parses a configuration file whose paths are absolute. `relative` names the setting of the first path that
/// is not.
///
/// # Errors
/// [`ConfigError`].
pub fn read_absolute<T: DeserializeOwned>(
    path: &Path,
    relative: impl Fn(&T) -> Option<&'static str>,
) -> Result<T, ConfigError> {
    let config = read(path)?;
    match relative(&config) {
        Some(setting) => Err(ConfigError::Relative(path.into(), setting)),
        None => Ok(config),
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|e| ConfigError::Read(path.into(), e))?;
    toml::from_str(&text).map_err(|e| {
        let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        ConfigError::Parse(path.into(), 1 + before.matches('\n').count(), e.message().to_owned())
    })
}
