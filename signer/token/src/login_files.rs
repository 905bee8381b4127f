//! The PIN file and the login marker.

use pkcs11::{LoginFiles, TokenError};
use std::io;
use std::path::PathBuf;
use token_protocol::{LoginMarker, pin_file};

/// Location of the PIN file and the login marker.
#[derive(Debug)]
pub(crate) struct Files {
    pub(crate) pin_file: PathBuf,
    pub(crate) marker: LoginMarker,
}

impl LoginFiles for Files {
    fn pin(&self) -> Result<String, TokenError> {
        pin_file::read(&self.pin_file).map_err(|e| TokenError::Pin(Box::new(e)))
    }

    fn is_marked(&self) -> bool {
        self.marker.stands()
    }

    fn mark(&self) -> io::Result<()> {
        self.marker.set()
    }

    fn unmark(&self) -> io::Result<()> {
        self.marker.clear().map(drop)
    }
}
