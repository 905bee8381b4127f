//! PKCS#11: the vendor's module, its token, its keys. Used by the `worker` and `token init` commands, never by `run`.

mod attributes;
mod curve;
mod device;
mod error;
mod kept;
mod key;
mod library;
mod login;
mod module;
mod private_file;
mod session;
pub(crate) mod softhsm;

pub(crate) use attributes::NOT_LOCAL;
pub(crate) use error::TokenError;
pub(crate) use library::load_library;
pub(crate) use login::{Door, check_pin_file};
pub(crate) use module::Module;
pub(crate) use session::Token;
