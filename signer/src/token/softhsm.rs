//! The token of the embedded default: SoftHSM2, made at the first start.

use super::{Module, TokenError, kept, login};
use crate::config::{Config, SoftHsm};
use crate::log;
use cryptoki::session::UserType;
use ipc::atomic_file::{self, PRIVATE_DIRECTORY, PRIVATE_FILE};
use std::io;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

/// SoftHSM finds its configuration by this variable.
const VARIABLE: &str = "SOFTHSM2_CONF";

/// What `token init` found or did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Made {
    /// A new token.
    New,
    /// It was there.
    There,
}

/// Makes sure that SoftHSM will find its configuration. Setting a variable of the own process is unsafe once it has
/// threads, and a module's threads are not ours to know; so the process starts itself again, once, with the variable
/// set. Returns only if nothing has to be done, or with why it could not be.
pub(crate) fn with_configuration(config: &Config) -> Result<(), io::Error> {
    let Some(softhsm) = &config.token.softhsm else { return Ok(()) };
    let conf = softhsm.conf();
    if std::env::var_os(VARIABLE).is_some_and(|set| set == conf.as_os_str()) {
        return Ok(());
    }
    let program = std::env::current_exe()?;
    Err(std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, conf).exec())
}

/// Before the module is loaded: what a login of a process that was killed left of the token is made good.
pub(crate) fn keep(config: &Config) -> Result<(), TokenError> {
    let Some(softhsm) = &config.token.softhsm else { return Ok(()) };
    kept::keep(softhsm).map_err(|e| TokenError::Write(softhsm.kept(), e))
}

/// Makes the token, its PINs and its configuration. Safe to repeat after a crash at any point.
pub(crate) fn init(config: &Config) -> Result<Made, TokenError> {
    let softhsm = config.token.softhsm.as_ref().ok_or(TokenError::NotSoftHsm)?;
    write_configuration(softhsm)?;
    keep(config)?;
    let module = Module::load(&config.token.module)?;
    let name = &config.token.name;
    let label = name.label.as_ref().ok_or(TokenError::NoLabel)?;
    let made = match module.find(name) {
        Ok((_, info)) if info.user_pin_initialized() => {
            login::check_pin_file(&config.token.pin_file)
                .map_err(|_| TokenError::PinLost(name.to_string(), config.token.pin_file.clone()))?;
            return Ok(Made::There);
        }
        // A crash came between the token and its user PIN.
        Ok(_) => Made::There,
        Err(TokenError::NoToken(_)) => {
            write_pin(&softhsm.so_pin_file())?;
            let mut slots = module.pkcs11.get_slots_with_token()?.into_iter();
            let free = slots
                .find(|slot| module.pkcs11.get_token_info(*slot).is_ok_and(|info| !info.token_initialized()));
            let so_pin = login::read_pin(&softhsm.so_pin_file())?;
            module.pkcs11.init_token(free.ok_or(TokenError::NoFreeSlot)?, &so_pin, label)?;
            Made::New
        }
        Err(e) => return Err(e),
    };
    write_pin(&config.token.pin_file)?;
    let (slot, _) = module.find(name)?;
    let session = module.pkcs11.open_rw_session(slot)?;
    session.login(UserType::So, Some(&login::read_pin(&softhsm.so_pin_file())?))?;
    session.init_pin(&login::read_pin(&config.token.pin_file)?)?;
    session.logout()?;
    Ok(made)
}

fn write_configuration(softhsm: &SoftHsm) -> Result<(), TokenError> {
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
    atomic_file::write(&conf, text.as_bytes(), PRIVATE_FILE).map_err(|e| TokenError::Write(conf, e))
}

/// 128 random bits, hex. A PIN that is there is kept: a token may have been made with it.
fn write_pin(path: &Path) -> Result<(), TokenError> {
    if path.exists() {
        return Ok(());
    }
    if let Some(directory) = path.parent() {
        make_directory(directory)?;
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(TokenError::Chance)?;
    log::say(&format!("writing a new random PIN to {}", path.display()));
    atomic_file::write(path, hex::encode(random).as_bytes(), PRIVATE_FILE)
        .map_err(|e| TokenError::Write(PathBuf::from(path), e))
}

fn make_directory(path: &Path) -> Result<(), TokenError> {
    atomic_file::make_directory(path, PRIVATE_DIRECTORY).map_err(|e| TokenError::Write(path.into(), e))
}
