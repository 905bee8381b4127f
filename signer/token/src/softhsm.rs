//! The token of the embedded default: SoftHSM2, made at the first start.

use crate::config::Config;
use crate::{convert, kept, log};
use host_files::atomic_file::{self, PRIVATE_DIRECTORY, PRIVATE_FILE};
use pkcs11::{Module, TokenError};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use token_protocol::SoftHsm;
use token_protocol::pin_file::{self, PinFileError};

/// Variable by which SoftHSM finds its configuration.
const VARIABLE: &str = "SOFTHSM2_CONF";

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SoftHsmError {
    #[error("this is for SoftHSM: the configuration has no [token.softhsm]")]
    NotSoftHsm,
    #[error("[token] has no `label`, which a new token needs")]
    NoLabel,
    #[error("the token {0} exists, but its PIN file {1} is missing: the PIN cannot be recovered")]
    PinLost(String, PathBuf),
    #[error("writing {0}")]
    Write(PathBuf, #[source] io::Error),
    #[error("asking the system for random bytes")]
    Chance(#[source] getrandom::Error),
    #[error(transparent)]
    Pin(#[from] PinFileError),
    #[error(transparent)]
    Token(#[from] TokenError),
}

/// What `insignia-token init` found or did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// A new token.
    New,
    /// An existing token.
    There,
}

/// Makes sure that SoftHSM finds its configuration. A process cannot safely set its own variables once it has threads,
/// and a module may have started some. So the process executes itself again, once, with the variable set. Returns only
/// if the variable is set already, or with the error.
pub(crate) fn with_configuration(config: &Config) -> Result<(), io::Error> {
    let Some(softhsm) = &config.token.softhsm else { return Ok(()) };
    let conf = softhsm.conf();
    if std::env::var_os(VARIABLE).is_some_and(|set| set == conf.as_os_str()) {
        return Ok(());
    }
    let program = std::env::current_exe()?;
    Err(std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, conf).exec())
}

/// Repairs the files of a token whose process was killed during a login. To be called before the module is loaded.
pub(crate) fn keep(config: &Config) -> Result<(), SoftHsmError> {
    let Some(softhsm) = &config.token.softhsm else { return Ok(()) };
    kept::keep(softhsm).map_err(|e| SoftHsmError::Write(softhsm.kept(), e))
}

/// Makes the token, its PINs and its configuration. Safe to repeat after a crash at any point.
pub(crate) fn init(config: &Config) -> Result<Made, SoftHsmError> {
    let softhsm = config.token.softhsm.as_ref().ok_or(SoftHsmError::NotSoftHsm)?;
    write_configuration(softhsm)?;
    keep(config)?;
    let module = Module::load(&config.token.module)?;
    let name = convert::name(&config.token.name);
    let label = name.label.as_ref().ok_or(SoftHsmError::NoLabel)?;
    let made = match module.has_user_pin(&name) {
        Ok(true) => {
            pin_file::check(&config.token.pin_file)
                .map_err(|_| SoftHsmError::PinLost(name.to_string(), config.token.pin_file.clone()))?;
            return Ok(Made::There);
        }
        // A crash happened between making the token and setting its user PIN.
        Ok(false) => Made::There,
        Err(TokenError::NoToken(_)) => {
            write_pin(&softhsm.so_pin_file())?;
            module.make_token(label, pin_file::read(&softhsm.so_pin_file())?)?;
            Made::New
        }
        Err(e) => return Err(e.into()),
    };
    write_pin(&config.token.pin_file)?;
    let so_pin = pin_file::read(&softhsm.so_pin_file())?;
    module.set_user_pin(&name, so_pin, pin_file::read(&config.token.pin_file)?)?;
    Ok(made)
}

fn write_configuration(softhsm: &SoftHsm) -> Result<(), SoftHsmError> {
    make_directory(&softhsm.directory)?;
    make_directory(&softhsm.tokens())?;
    let text = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n",
        softhsm.tokens().display()
    );
    let conf = softhsm.conf();
    if std::fs::read_to_string(&conf).ok().as_ref() == Some(&text) {
        return Ok(());
    }
    log::say(&format!("writing {}", conf.display()));
    atomic_file::write(&conf, text.as_bytes(), PRIVATE_FILE).map_err(|e| SoftHsmError::Write(conf, e))
}

/// Writes 128 random bits, hex. An existing PIN is kept: a token may have been made with it.
fn write_pin(path: &Path) -> Result<(), SoftHsmError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(directory) = path.parent() {
        make_directory(directory)?;
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(SoftHsmError::Chance)?;
    log::say(&format!("writing a new random PIN to {}", path.display()));
    atomic_file::write(path, hex::encode(random).as_bytes(), PRIVATE_FILE)
        .map_err(|e| SoftHsmError::Write(PathBuf::from(path), e))
}

fn make_directory(path: &Path) -> Result<(), SoftHsmError> {
    atomic_file::make_directory(path, PRIVATE_DIRECTORY).map_err(|e| SoftHsmError::Write(path.into(), e))
}
