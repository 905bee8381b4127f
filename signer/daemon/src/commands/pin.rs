//! `insignia-signer pin retry`: a person allows one more attempt with the PIN.

use super::{configuration, fail, print};
use std::path::Path;
use std::process::ExitCode;
use token_protocol::LoginMarker;

/// Removes the login marker.
pub(crate) fn retry(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let marker = LoginMarker::of(&config.directory);
    match marker.clear() {
        Ok(true) => print(&format!(
            "Removed {}. The worker now tries the PIN in {} once, at the next request. If that PIN is wrong too, the worker stops again. Most tokens lock after three wrong PINs.\n",
            marker.path().display(),
            config.token.pin_file.display()
        )),
        Ok(false) => print("No login had failed: there was nothing to do.\n"),
        Err(e) => fail(&e, 1),
    }
}
