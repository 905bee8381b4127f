//! The arguments of `insignia-audit copy`.

use lexopt::prelude::*;
use std::path::PathBuf;

/// The options of a copy's check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyOrder {
    /// The copy.
    pub directory: PathBuf,
    /// The ledger's key, `name+id+key`.
    pub key: String,
}

impl CopyOrder {
    /// Parses the arguments after the command's name. `None`: help is wanted.
    ///
    /// # Errors
    /// If the arguments are invalid.
    pub fn parse(parser: &mut lexopt::Parser) -> Result<Option<Self>, lexopt::Error> {
        let (mut directory, mut key) = (None, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(None),
                Long("key") => key = Some(parser.value()?.string()?),
                Value(given) if directory.is_none() => directory = Some(PathBuf::from(given)),
                other => return Err(other.unexpected()),
            }
        }
        let directory = directory.ok_or("the directory of the copy is missing")?;
        let key = key.ok_or("--key is missing: `name+id+key`, as the institution publishes it")?;
        Ok(Some(Self { directory, key }))
    }
}
