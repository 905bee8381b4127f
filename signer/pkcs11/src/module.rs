//! The vendor's module, loaded into this process.

use crate::{TokenError, TokenName};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::slot::{Slot, TokenInfo};
use std::path::Path;

/// A loaded and initialised module. `C_Initialize` applies to the whole process, so a process has only one `Module`.
#[derive(Debug)]
pub struct Module {
    pub(crate) pkcs11: Pkcs11,
}

fn arguments() -> CInitializeArgs {
    CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)
}

impl Module {
    /// Loads and initialises the module.
    ///
    /// # Errors
    /// [`TokenError::Load`].
    pub fn load(path: &Path) -> Result<Self, TokenError> {
        let failed = |e| TokenError::Load(path.into(), e);
        let pkcs11 = Pkcs11::new(path).map_err(failed)?;
        pkcs11.initialize(arguments()).map_err(failed)?;
        Ok(Self { pkcs11 })
    }

    /// Finalises and initialises the module in this process. Some modules need that to see a reinserted token. No
    /// thread may have a session open.
    ///
    /// # Errors
    /// An error of the module.
    pub fn restart(&self, log: impl FnOnce(&str)) -> Result<(), TokenError> {
        if let Err(e) = self.pkcs11.clone().finalize() {
            log(&format!("ending the module: {e}"));
        }
        Ok(self.pkcs11.initialize(arguments())?)
    }

    /// Number of sessions: as configured, or fewer if the token reports a lower maximum.
    ///
    /// # Errors
    /// [`TokenError::NoToken`], [`TokenError::ManyTokens`], or an error of the module.
    pub fn sessions(&self, name: &TokenName, wanted: usize) -> Result<usize, TokenError> {
        let (_, info) = self.find(name)?;
        let most =
            Option::<u64>::from(info.max_rw_session_count()).and_then(|most| usize::try_from(most).ok());
        Ok(most.map_or(wanted, |most| wanted.min(most.max(1))))
    }

    /// The slot of the only token with this name. Slot numbers change with each start.
    pub(crate) fn find(&self, name: &TokenName) -> Result<(Slot, TokenInfo), TokenError> {
        let mut found = Vec::new();
        for slot in self.pkcs11.get_slots_with_initialized_token()? {
            let info = self.pkcs11.get_token_info(slot)?;
            let is =
                |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
            if is(&name.label, info.label())
                && is(&name.serial, info.serial_number())
                && is(&name.manufacturer, info.manufacturer_id())
                && is(&name.model, info.model())
            {
                found.push((slot, info));
            }
        }
        match (found.pop(), found.len()) {
            (Some(only), 0) => Ok(only),
            (Some(_), more) => Err(TokenError::ManyTokens(name.to_string(), more + 1)),
            (None, _) => Err(TokenError::NoToken(name.to_string())),
        }
    }

    /// Module and token, for people.
    pub(crate) fn describe(&self, info: &TokenInfo) -> Result<String, TokenError> {
        let library = self.pkcs11.get_library_info()?;
        let version = library.library_version();
        Ok(format!(
            "{} {}.{}, token {}, serial {}",
            library.library_description(),
            version.major(),
            version.minor(),
            info.label(),
            info.serial_number()
        ))
    }
}
