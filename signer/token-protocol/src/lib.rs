//! Protocol and shared files of the signer (`insignia-signer run`) and the token process (`insignia-token`).
//!
//! - [`message`]: requests and replies on their socket. The signer requests signatures over proofs, checkpoints and
//!   certificate requests. The token process builds the text of the last two with [`checkpoint`] and
//!   [`certificate_request`], so the signer cannot choose it freely.
//! - [`settings`]: the part `[token]` of `signer.toml`, which both processes read.
//! - [`login_marker`] and [`pin_file`]: files that the token process checks before it logs in, and that a person
//!   inspects after a failed login.
//!
//! The protocol with the web server is separate, and cannot express these requests.

pub mod certificate_request;
pub mod checkpoint;
pub mod key;
pub mod login_marker;
pub mod message;
pub mod pin_file;
pub mod settings;
pub mod uri;

pub use certificate_request::Subject;
pub use key::{KeyKind, PublicKey};
pub use login_marker::LoginMarker;
pub use message::{Ask, Device, DeviceKey, PinTries, Reply, TokenFault, TokenKey};
pub use settings::{KeyAddress, SoftHsm, TokenName, TokenSettings};

/// Reported for a key that may have been made elsewhere and imported.
pub const NOT_LOCAL: &str = "the token does not say that it was made inside";
