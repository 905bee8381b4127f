//! `insignia-signer token init`: the embedded default's token.

use super::{CONFIG, configuration, fail, print};
use crate::hardening;
use crate::token::softhsm::{self, Made};
use std::path::Path;
use std::process::ExitCode;

/// Makes the SoftHSM token that the configuration describes. Other tokens are made with their vendor's tools.
pub(crate) fn init(path: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    if let Err(e) = softhsm::with_configuration(&config) {
        return fail(&e, CONFIG);
    }
    if let Err(e) = hardening::give_up() {
        return fail(&e, 1);
    }
    match softhsm::init(&config) {
        Ok(Made::New) => print(&format!(
            "Made the token {}. Its PINs are in files that only this user can read.\n",
            config.token.name
        )),
        Ok(Made::There) => print(&format!("The token {} is there.\n", config.token.name)),
        Err(e) => fail(&e, 1),
    }
}
