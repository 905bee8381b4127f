//! Protocol between Insignia's web server and its signer, and in [`desk`] that between the desk and the signer.
//!
//! Requests are typed. No type here can carry a private key, a PIN, a hash to sign or bare bytes to sign. A request
//! holds the whole unsigned document, and the signer itself builds the bytes to sign.
//!
//! The crate also has time limits for frames ([`Timed`]), and the log format of errors ([`chain()`]).

pub mod answer;
pub mod change;
pub mod desk;
pub mod device;
pub mod request;

pub use answer::{RawReply, Reply};
pub use change::{
    Ceilings, Change, ChangeDigest, Decision, MAX_ACHIEVEMENT, MAX_ALLOWED, MAX_PICTURE, MAX_REASON,
    StatusKeeper, Waiting,
};
pub use device::{Device, DeviceKey, PinTries};
pub use ipc::{FrameError, MAX_FRAME, Patient, Timed, chain, read_frame, read_message, write_message};
pub use request::answers::*;
pub use request::{AnyRequest, Message, Request, Serve, Unreadable, ask};
pub use signer_facts::{
    Alert, Fault, FaultCode, FaultReason, Finding, Problem, Refusal, RefusalCode, RefusalReason, reason,
    summary,
};

/// Version of this protocol. A signer refuses other versions with [`RefusalCode::WrongVersion`].
pub const VERSION: u16 = 8;

/// Maximum number of credentials in one [`request::SignCredentials`].
pub const MAX_BATCH: usize = 500;

/// Maximum number of credentials in one answer to [`request::ListSigned`].
pub const MAX_LISTED: usize = 10_000;

/// Maximum number of days in one [`request::CountSigned`]; a request for more is answered for this many.
pub const MAX_DAYS: u16 = 366;
