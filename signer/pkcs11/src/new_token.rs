//! Making a token with its user PIN.

use crate::{Module, TokenError, TokenName};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;

impl Module {
    /// Does the token have a user PIN?
    ///
    /// # Errors
    /// [`TokenError::NoToken`], [`TokenError::ManyTokens`], or an error of the module.
    pub fn has_user_pin(&self, name: &TokenName) -> Result<bool, TokenError> {
        Ok(self.find(name)?.1.user_pin_initialized())
    }

    /// Makes a token in a free slot.
    ///
    /// # Errors
    /// [`TokenError::NoFreeSlot`], or an error of the module.
    pub fn make_token(&self, label: &str, so_pin: String) -> Result<(), TokenError> {
        let mut slots = self.pkcs11.get_slots_with_token()?.into_iter();
        let free =
            slots.find(|slot| self.pkcs11.get_token_info(*slot).is_ok_and(|info| !info.token_initialized()));
        self.pkcs11.init_token(free.ok_or(TokenError::NoFreeSlot)?, &secret(so_pin), label)?;
        Ok(())
    }

    /// Sets the user PIN as the token's security officer.
    ///
    /// # Errors
    /// [`TokenError::NoToken`], [`TokenError::ManyTokens`], or an error of the module.
    pub fn set_user_pin(&self, name: &TokenName, so_pin: String, pin: String) -> Result<(), TokenError> {
        let (slot, _) = self.find(name)?;
        let session = self.pkcs11.open_rw_session(slot)?;
        session.login(UserType::So, Some(&secret(so_pin)))?;
        session.init_pin(&secret(pin))?;
        session.logout()?;
        Ok(())
    }
}

/// A PIN whose memory is overwritten when it is dropped.
pub(crate) fn secret(pin: String) -> AuthPin {
    AuthPin::new(pin.into_boxed_str())
}
