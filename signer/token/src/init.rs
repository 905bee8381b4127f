//! `insignia-token init`: makes the token of the embedded default.

use crate::config::Config;
use crate::softhsm::{self, Made};
use crate::{CONFIG, fail, log};
use std::process::ExitCode;

/// Makes the SoftHSM token that the configuration describes. Other tokens are made with their vendor's tools.
pub(crate) fn init(config: &Config) -> ExitCode {
    if let Err(e) = softhsm::with_configuration(config) {
        return fail(&e, CONFIG);
    }
    if let Err(e) = sandbox::give_up() {
        return fail(&e, 1);
    }
    match softhsm::init(config) {
        Ok(Made::New) => log::print(&format!(
            "Made the token {}. Its PINs are in files that only this user can read.\n",
            config.token.name
        )),
        Ok(Made::There) => log::print(&format!("The token {} is there.\n", config.token.name)),
        Err(e) => fail(&e, 1),
    }
}
