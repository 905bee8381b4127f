//! What the signer (`insignia-signer run`) and the token process (`insignia-token`) agree on.
//!
//! - [`message`]: what is asked and answered over their socket. The signer asks for signatures of whole proofs, checkpoints and
//!   requests for certificates; the text of the last two is built here, so that the token process builds it itself.
//! - [`settings`] and [`isolation`]: the parts `[token]` and `[isolation]` of `signer.toml`, which both read.
//! - [`login_marker`] and [`pin_file`]: what the token process checks before it logs in, and what a person looks at.
//!
//! Not part of the protocol with the web server, which has no such words.

pub mod certificate_request;
pub mod checkpoint;
pub mod config_file;
pub mod der;
pub mod isolation;
pub mod key;
pub mod login_marker;
pub mod message;
pub mod pin_file;
pub mod settings;
pub mod uri;

pub use certificate_request::Subject;
pub use isolation::{Isolation, Strictness};
pub use key::{KeyKind, PublicKey};
pub use login_marker::LoginMarker;
pub use message::{Ask, Device, DeviceKey, PinTries, Reply, TokenFault, TokenKey};
pub use settings::{KeyAddress, SoftHsm, TokenName, TokenSettings};

/// Said of a key that may have been made elsewhere and brought in.
pub const NOT_LOCAL: &str = "the token does not say that it was made inside";
