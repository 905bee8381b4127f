//! The environment of a process. It can contain other programs' secrets, and settings of the loader.

use std::ffi::OsStr;
use std::io;
use std::os::unix::process::CommandExt;

/// Variables that are kept. No variable that loads code (`LD_*`) is among them. Most name the configuration of a known
/// module.
const KEPT: [&str; 19] = [
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "RUST_BACKTRACE",
    "SOFTHSM2_CONF",
    "KRYOPTIC_CONF",
    "OPENSC_CONF",
    "PCSCLITE_CSOCK_NAME",
    "TPM2_PKCS11_STORE",
    "TPM2_PKCS11_TCTI",
    "TSS2_FAPICONF",
    "NSS_LIB_PARAMS",
    "YUBIHSM_PKCS11_CONF",
    "P11_KIT_SERVER_ADDRESS",
    "P11NETHSM_CONFIG_FILE",
    "ChrystokiConfigurationPath",
    "CS_PKCS11_R3_CFG",
    "NFAST_HOME",
];

/// Executes this program again, once, with the kept variables and those in `further`. A process cannot safely remove
/// its own variables once it has threads. Returns only if there is no variable to remove, or with the error.
///
/// # Errors
/// When the program cannot be executed again.
pub fn clean(further: &[String]) -> Result<(), io::Error> {
    let stays = |name: &OsStr| {
        KEPT.iter().any(|kept| name == *kept) || further.iter().any(|kept| name == kept.as_str())
    };
    if std::env::vars_os().all(|(name, _)| stays(&name)) {
        return Ok(());
    }
    let mut again = std::process::Command::new(std::env::current_exe()?);
    again.args(std::env::args_os().skip(1)).env_clear();
    again.envs(std::env::vars_os().filter(|(name, _)| stays(name)));
    Err(again.exec())
}
