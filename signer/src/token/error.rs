//! Errors of a token.

use cryptoki::error::{Error, RvError};
use std::path::PathBuf;

/// Why the token did nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenError {
    #[error("loading the module {0}")]
    Load(PathBuf, #[source] Error),
    #[error("asking the token")]
    Device(#[source] Error),
    #[error(
        "the module shows no token {0} (with whatever else is set of serial number, manufacturer and model)"
    )]
    NoToken(String),
    #[error("the module shows {1} tokens {0}; set `serial` too")]
    ManyTokens(String, usize),
    #[error("the PIN file {0} cannot be read")]
    PinFile(PathBuf, #[source] std::io::Error),
    #[error("the PIN file {0} is open to others; `chmod 0600` it")]
    PinFileOpen(PathBuf),
    #[error(
        "the token refused the PIN, which was tried once. Correct the PIN file, then say `insignia-signer pin retry`"
    )]
    PinRefused(#[source] Error),
    #[error(
        "a login failed or was cut short before, so none is tried. Look at the PIN file, then say `insignia-signer pin retry`"
    )]
    PinStopped,
    #[error("the token says that the user PIN is locked; its security officer must set a new one")]
    PinLocked,
    #[error("writing the mark of an unfinished login")]
    Mark(#[source] std::io::Error),
    #[error("the token has no key `{0}`")]
    NoKey(String),
    #[error("the token has {1} private keys `{0}`; there must be exactly one")]
    ManyKeys(String, usize),
    #[error("the key `{0}` is not {1}, so it is not used")]
    Attribute(String, &'static str),
    #[error("the public key of `{0}` has a form that is not known")]
    Point(String),
    #[error(
        "the key `{0}` wants the PIN for each signature, and its module signs in one call only, which leaves no moment to give it. Make one without, or use a module that takes what is signed in parts, as OpenSC does"
    )]
    OneCall(String),
    #[error("the key `{0}` in the token is not the one that was pinned when it was made, so it is not used")]
    OtherKey(String),
    #[error(
        "a test signature of `{0}` does not verify with its public key, so the two do not belong together"
    )]
    Halves(String),
    #[error(
        "this token makes no Ed25519 keys: its module has no CKM_EDDSA. Set `key_kind = \"p-256\"`; badges are then signed with ecdsa-rdfc-2019"
    )]
    NoEddsa,
    #[error("this token makes no P-256 or P-384 keys: its module has no CKM_ECDSA")]
    NoEcdsa,
    #[error("the token's signature has {0} bytes, which is not the length of its kind")]
    SignatureLength(usize),
    #[error("a proof with this key has another length to sign than {0} bytes")]
    MessageLength(usize),
    #[error("the question holds something that is no key or no bytes")]
    Question,
    #[error("the token is not open")]
    Gone,
    #[error("this is for SoftHSM: the configuration has no [token.softhsm]")]
    NotSoftHsm,
    #[error("[token] has no `label`, which a new token needs")]
    NoLabel,
    #[error("the token {0} is there, but its PIN file {1} is not: the PIN cannot be had again")]
    PinLost(String, PathBuf),
    #[error("no slot is free for a new token")]
    NoFreeSlot,
    #[error("writing {0}")]
    Write(PathBuf, #[source] std::io::Error),
    #[error("asking the system for random bytes")]
    Chance(#[source] getrandom::Error),
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        Self::Device(error)
    }
}

impl TokenError {
    /// Is this about the PIN, so that only a person can fix it?
    pub(crate) fn is_pin(&self) -> bool {
        matches!(
            self,
            Self::PinRefused(_)
                | Self::PinStopped
                | Self::PinLocked
                | Self::PinFile(..)
                | Self::PinFileOpen(_)
        )
    }

    /// Is the session unusable now? After a module error it may be in the middle of an operation, and would refuse all
    /// others; likewise when the PIN for a signature could not be given.
    pub(crate) fn spoils_session(&self) -> bool {
        let no_pin = self.is_pin() && !matches!(self, Self::PinStopped);
        matches!(self, Self::Device(_) | Self::OneCall(_) | Self::Mark(_)) || no_pin || self.is_lost_session()
    }

    /// May a new session repair this? Modules differ in which of these they return for a token that was removed
    /// and reinserted.
    pub(crate) fn is_lost_session(&self) -> bool {
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
