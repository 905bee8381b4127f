//! A logged-in token, used through one session: its keys by label, its signatures.

use crate::key::{self, TokenKeyPair};
use crate::login_guard::LoginGuard;
use crate::names::{Keys, TokenName};
use crate::public_key::{KeyKind, PublicKey};
use crate::{Module, TokenError, attributes, device};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::session::Session;
use sha2::{Digest, Sha256, Sha384};
use std::collections::HashMap;
use std::sync::Arc;

/// Message that a key signs when it is first used in a session. No proof has this message, or its digest.
const TEST: &[u8] = b"insignia-signer: does this key belong to the public key that was pinned?";

/// An open session. It stays open as long as the token process runs: closing the last session logs out.
#[derive(Debug)]
pub struct Token {
    session: Session,
    login: Arc<LoginGuard>,
    /// The reader has a keypad for the PIN.
    asks_itself: bool,
    places: Keys,
    description: String,
    mechanisms: Vec<MechanismType>,
    /// Keys that were found, checked and tested in this session.
    keys: HashMap<String, TokenKeyPair>,
}

impl Token {
    /// Finds the token, opens a session and logs in, once. Only one thread opens a session at a time: the second
    /// session of a logged-in token needs no PIN.
    ///
    /// # Errors
    /// When the session cannot be opened.
    pub fn open(
        module: &Module,
        name: &TokenName,
        places: &Keys,
        login: &Arc<LoginGuard>,
    ) -> Result<Self, TokenError> {
        let alone = login.lock();
        let (slot, info) = module.find(name)?;
        let session = module.pkcs11.open_rw_session(slot)?;
        alone.login(&session, &info)?;
        Ok(Self {
            session,
            login: Arc::clone(login),
            asks_itself: info.protected_authentication_path(),
            places: places.clone(),
            description: module.describe(&info)?,
            mechanisms: module.pkcs11.get_mechanism_list(slot)?,
            keys: HashMap::new(),
        })
    }

    /// Module and token, for people.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Is the session alive?
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn check(&self) -> Result<(), TokenError> {
        self.session.get_session_info()?;
        Ok(())
    }

    /// The key pair of this label, made if it is missing.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn create_key(&mut self, label: &str, kind: KeyKind) -> Result<TokenKeyPair, TokenError> {
        match self.find(label) {
            Err(TokenError::NoKey(_)) if self.places.makes(label) => {
                self.check_mechanisms(kind)?;
                key::generate(&self.session, label, kind)?;
                self.find(label)?;
            }
            found => found?,
        }
        self.key(label).cloned()
    }

    /// Destroys the key pair of a label, and checks that no private key is left.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn destroy(&mut self, label: &str) -> Result<(), TokenError> {
        self.keys.remove(label);
        key::destroy(&self.session, label, &self.places.address(label))
    }

    /// A signature over the message of a proof with this key: [`KeyKind::message_length`] bytes. The key must be the
    /// pinned one.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn sign(&mut self, label: &str, pinned: &PublicKey, message: &[u8]) -> Result<Vec<u8>, TokenError> {
        if message.len() != pinned.kind().message_length() {
            return Err(TokenError::MessageLength(message.len()));
        }
        self.sign_any(label, pinned, message)
    }

    /// A signature over a whole text, of which ECDSA signs the digest. The key must be the pinned one.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn sign_text(&mut self, label: &str, pinned: &PublicKey, text: &[u8]) -> Result<Vec<u8>, TokenError> {
        self.sign_any(label, pinned, &signed_form(pinned.kind(), text))
    }

    fn sign_any(&mut self, label: &str, pinned: &PublicKey, message: &[u8]) -> Result<Vec<u8>, TokenError> {
        self.find(label)?;
        let key = self.key(label)?;
        if key.public_key != *pinned {
            return Err(TokenError::OtherKey(label.to_owned()));
        }
        self.signature(label, key, message)
    }

    /// A key's current attributes as the token reports them, in words.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn describe_key(&mut self, label: &str) -> Result<Vec<String>, TokenError> {
        self.find(label)?;
        Ok(attributes::check(&self.session, label, self.key(label)?.private)?.words)
    }

    /// Finds, checks and tests a key, once per session.
    fn find(&mut self, label: &str) -> Result<(), TokenError> {
        if self.keys.contains_key(label) {
            return Ok(());
        }
        let key = key::find(&self.session, label, &self.places.address(label))?;
        self.try_out(label, &key)?;
        self.keys.insert(label.to_owned(), key);
        Ok(())
    }

    /// A key that [`Self::find`] found.
    fn key(&self, label: &str) -> Result<&TokenKeyPair, TokenError> {
        self.keys.get(label).ok_or_else(|| TokenError::NoKey(label.to_owned()))
    }

    fn check_mechanisms(&self, kind: KeyKind) -> Result<(), TokenError> {
        let (makes, signs) = match kind {
            KeyKind::Ed25519 => (MechanismType::ECC_EDWARDS_KEY_PAIR_GEN, MechanismType::EDDSA),
            KeyKind::P256 | KeyKind::P384 => (MechanismType::ECC_KEY_PAIR_GEN, MechanismType::ECDSA),
        };
        if self.mechanisms.contains(&makes) && self.mechanisms.contains(&signs) {
            return Ok(());
        }
        Err(device::no_kind(kind))
    }

    /// Do the private and the public key belong together, and does the token sign as expected?
    fn try_out(&self, label: &str, key: &TokenKeyPair) -> Result<(), TokenError> {
        let message = signed_form(key.public_key.kind(), TEST);
        let made = self.signature(label, key, &message)?;
        if key.public_key.verifies(TEST, &made) { Ok(()) } else { Err(TokenError::Halves(label.to_owned())) }
    }

    /// Ed25519 is pure, without parameters. ECDSA takes a digest, the form that every module supports.
    fn signature(&self, label: &str, key: &TokenKeyPair, message: &[u8]) -> Result<Vec<u8>, TokenError> {
        let mechanism = match key.public_key.kind() {
            KeyKind::Ed25519 => Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure)),
            KeyKind::P256 | KeyKind::P384 => Mechanism::Ecdsa,
        };
        let signature = if key.wants_pin {
            self.signature_with_pin(label, key, &mechanism, message)?
        } else {
            self.session.sign(&mechanism, key.private, message)?
        };
        if signature.len() == key.public_key.signature_length() {
            Ok(signature)
        } else {
            Err(TokenError::SignatureLength(signature.len()))
        }
    }

    /// Passes the PIN between the beginning and the end of a signature (PKCS#11 3.1, 5.6.8 `C_Login` with
    /// `CKU_CONTEXT_SPECIFIC`); no other session logs in meanwhile. `cryptoki` begins and ends in one call, except for
    /// messages in parts. So the message is passed as the only part, which not every module supports.
    fn signature_with_pin(
        &self,
        label: &str,
        key: &TokenKeyPair,
        mechanism: &Mechanism<'_>,
        message: &[u8],
    ) -> Result<Vec<u8>, TokenError> {
        let alone = self.login.lock();
        alone.check()?;
        self.session.sign_init(mechanism, key.private)?;
        alone.allow(&self.session, self.asks_itself)?;
        let refused = |error| match error {
            Error::Pkcs11(RvError::FunctionNotSupported | RvError::OperationNotInitialized, _) => {
                TokenError::OneCall(label.to_owned())
            }
            other => TokenError::Device(other),
        };
        self.session.sign_update(message).map_err(refused)?;
        Ok(self.session.sign_final()?)
    }
}

/// The bytes that a token signs: the message itself for Ed25519, its digest for ECDSA.
fn signed_form(kind: KeyKind, message: &[u8]) -> Vec<u8> {
    match kind {
        KeyKind::Ed25519 => message.to_vec(),
        KeyKind::P256 => Sha256::digest(message).to_vec(),
        KeyKind::P384 => Sha384::digest(message).to_vec(),
    }
}
