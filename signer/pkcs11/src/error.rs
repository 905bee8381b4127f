//! Errors of a token.

use cryptoki::error::{Error, RvError};
use std::path::PathBuf;

/// Why an operation of the token failed.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The module could not be loaded.
    #[error("loading the module {0}")]
    Load(PathBuf, #[source] Error),
    /// The module failed.
    #[error("asking the token")]
    Device(#[source] Error),
    /// No token has this name.
    #[error(
        "the module shows no token {0} (with whatever else is set of serial number, manufacturer and model)"
    )]
    NoToken(String),
    /// Several tokens have this name.
    #[error("the module shows {1} tokens {0}; set `serial` too")]
    ManyTokens(String, usize),
    /// The program could not supply the PIN; the cause is the program's error.
    #[error(transparent)]
    Pin(Box<dyn std::error::Error + Send + Sync>),
    /// A wrong PIN, or a login that failed.
    #[error(
        "the token refused the PIN, which was tried once. Correct the PIN file, then run `insignia-signer pin retry`"
    )]
    PinRefused(#[source] Error),
    /// The login marker is set.
    #[error(
        "a login failed or was cut short before, so none is tried. Look at the PIN file, then run `insignia-signer pin retry`"
    )]
    PinStopped,
    /// The user PIN is locked.
    #[error("the token reports that the user PIN is locked; its security officer must set a new one")]
    PinLocked,
    /// The login marker could not be written or removed.
    #[error("writing the mark of an unfinished login")]
    Marker(#[source] std::io::Error),
    /// No key has this label.
    #[error("the token has no key `{0}`")]
    NoKey(String),
    /// More than one key has this label.
    #[error("the token has {1} private keys `{0}`; there must be exactly one")]
    ManyKeys(String, usize),
    /// The key lacks an attribute that protects it from being copied or misused.
    #[error("the key `{0}` is not {1}, so it is not used")]
    Attribute(String, &'static str),
    /// The public key has an unknown form.
    #[error("the public key of `{0}` has a form that is not known")]
    Point(String),
    /// The module cannot accept the PIN for a single signature.
    #[error(
        "the key `{0}` wants the PIN for each signature, and its module signs in one call only, which leaves no moment to give it. Make one without, or use a module that takes what is signed in parts, as OpenSC does"
    )]
    OneCall(String),
    /// The key is not the pinned one.
    #[error("the key `{0}` in the token is not the one that was pinned when it was made, so it is not used")]
    OtherKey(String),
    /// The private key and the public key do not belong together.
    #[error(
        "a test signature of `{0}` does not verify with its public key, so the two do not belong together"
    )]
    Halves(String),
    /// The token makes no Ed25519 keys.
    #[error(
        "this token makes no Ed25519 keys: its module has no CKM_EDDSA. Set `key_kind = \"p-256\"`; badges are then signed with ecdsa-rdfc-2019"
    )]
    NoEddsa,
    /// The token makes no ECDSA keys.
    #[error("this token makes no P-256 or P-384 keys: its module has no CKM_ECDSA")]
    NoEcdsa,
    /// The signature is truncated or padded.
    #[error("the token's signature has {0} bytes, which is not the length of its kind")]
    SignatureLength(usize),
    /// The message does not have the length of a proof's.
    #[error("a proof with this key has another length to sign than {0} bytes")]
    MessageLength(usize),
    /// The request is malformed.
    #[error("the question holds something that is no key or no bytes")]
    Question,
    /// No session is open.
    #[error("the token is not open")]
    Gone,
    /// The module has no free slot for a new token.
    #[error("no slot is free for a new token")]
    NoFreeSlot,
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        Self::Device(error)
    }
}

impl TokenError {
    /// Is the PIN the cause, so that only a person can fix the error?
    #[must_use]
    pub fn is_pin(&self) -> bool {
        matches!(self, Self::PinRefused(_) | Self::PinStopped | Self::PinLocked | Self::Pin(_))
    }

    /// Is the session unusable now? After a module error it may be in the middle of an operation, and would refuse all
    /// others. The same applies when the PIN for a signature could not be given.
    #[must_use]
    pub fn spoils_session(&self) -> bool {
        let no_pin = self.is_pin() && !matches!(self, Self::PinStopped);
        matches!(self, Self::Device(_) | Self::OneCall(_) | Self::Marker(_))
            || no_pin
            || self.is_lost_session()
    }

    /// May a new session repair this? Modules differ in which of these errors they return for a token that was removed
    /// and reinserted.
    #[must_use]
    pub fn is_lost_session(&self) -> bool {
        match self {
            Self::NoToken(_) | Self::Gone | Self::NoKey(_) => true,
            Self::Device(Error::Pkcs11(code, _)) => matches!(
                code,
                RvError::CryptokiNotInitialized
                    | RvError::SessionHandleInvalid
                    | RvError::SessionClosed
                    | RvError::DeviceRemoved
                    | RvError::DeviceError
                    | RvError::TokenNotPresent
                    | RvError::TokenNotRecognized
                    | RvError::SlotIdInvalid
                    | RvError::GeneralError
                    | RvError::FunctionFailed
                    | RvError::ObjectHandleInvalid
                    | RvError::KeyHandleInvalid
                    | RvError::UserNotLoggedIn
                    | RvError::OperationActive
            ),
            _ => false,
        }
    }
}
