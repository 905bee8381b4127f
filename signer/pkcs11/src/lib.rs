//! PKCS#11 tokens: the vendor's module ([`Module`]), sessions ([`Token`]), keys ([`PublicKey`]), and a login that is
//! tried once ([`LoginGuard`]).
//!
//! This crate reads and writes no file: the program supplies the PIN and the login marker ([`LoginFiles`]).

mod attributes;
mod curve;
mod device;
mod error;
mod key;
mod library;
mod login_guard;
mod module;
mod names;
mod new_token;
mod public_key;
mod session;

pub use attributes::NOT_LOCAL;
pub use device::{Device, PinTries};
pub use error::TokenError;
pub use key::TokenKeyPair;
pub use library::load_library;
pub use login_guard::{LoginFiles, LoginGuard};
pub use module::Module;
pub use names::{KeyAddress, Keys, TokenName};
pub use public_key::{KeyKind, PublicKey};
pub use session::Token;
