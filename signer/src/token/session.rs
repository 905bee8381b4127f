//! A token that is logged in: its keys by label, its signatures.

use super::key::{self, TokenKeyPair};
use super::{Module, TokenError, login};
use crate::config::TokenConfig;
use crate::worker::mark::Mark;
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::session::Session;
use std::collections::HashMap;

/// An open session. It stays open for as long as the worker lives: closing the last one logs out.
#[derive(Debug)]
pub(crate) struct Token {
    session: Session,
    description: String,
    /// Keys that were found and checked in this session.
    keys: HashMap<String, TokenKeyPair>,
}

impl Token {
    /// Finds the token, opens a session and logs in, once.
    pub(crate) fn open(module: &Module, config: &TokenConfig, mark: &Mark) -> Result<Self, TokenError> {
        let (slot, info) = module.find(config)?;
        let session = module.pkcs11.open_rw_session(slot)?;
        login::login(&session, &info, &config.pin_file, mark)?;
        Ok(Self { session, description: module.describe(&info)?, keys: HashMap::new() })
    }

    /// Module and token, for people.
    pub(crate) fn description(&self) -> &str {
        &self.description
    }

    /// Is the session alive?
    pub(crate) fn check(&self) -> Result<(), TokenError> {
        self.session.get_session_info()?;
        Ok(())
    }

    /// The key pair of this label; made, if there is none.
    pub(crate) fn create_key(&mut self, label: &str) -> Result<TokenKeyPair, TokenError> {
        match self.key(label) {
            Err(TokenError::NoKey(_)) => key::generate(&self.session, label)?,
            found => return found,
        }
        self.key(label)
    }

    /// Destroys the key pair of a label, and makes sure that it is gone.
    pub(crate) fn destroy(&mut self, label: &str) -> Result<(), TokenError> {
        self.keys.remove(label);
        key::destroy(&self.session, label)
    }

    /// Signs 64 bytes with Ed25519 (pure: the bytes are the message).
    pub(crate) fn sign(&mut self, label: &str, message: &[u8; 64]) -> Result<[u8; 64], TokenError> {
        let key = self.key(label)?;
        let mechanism = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure));
        let signature = self.session.sign(&mechanism, key.private, message)?;
        signature.try_into().map_err(|bytes: Vec<u8>| TokenError::SignatureLength(bytes.len()))
    }

    /// A key that was looked up and checked, once per session.
    fn key(&mut self, label: &str) -> Result<TokenKeyPair, TokenError> {
        if let Some(key) = self.keys.get(label) {
            return Ok(key.clone());
        }
        let key = key::find(&self.session, label)?;
        self.keys.insert(label.to_owned(), key.clone());
        Ok(key)
    }
}
