//! The page's answers to needs.

use credentials::verify::Supply;
use serde::Deserialize;

/// An answer, as JSON with the member `answer`.
#[derive(Debug, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Answer {
    /// The page read the document.
    Found,
    /// The installation read the document for the page.
    Relayed {
        /// Its host.
        by: String,
    },
    /// The profile of an issuer, from the installation that serves the page.
    Profile {
        /// Its address.
        by: String,
    },
    /// There is no document.
    Unavailable {
        /// The reason in a few words.
        why: String,
    },
}

impl Answer {
    pub(crate) fn into_supply(self, bytes: Vec<u8>) -> Supply {
        match self {
            Self::Found => Supply::Found(bytes),
            Self::Relayed { by } => Supply::Relayed { bytes, by },
            Self::Profile { by } => Supply::Profile { document: bytes, by },
            Self::Unavailable { why } => Supply::Unavailable(why),
        }
    }
}
