//! What Insignia's web server and its signer say to each other.
//!
//! Requests are typed. No type here can carry a private key, a PIN, a hash to sign or bare bytes to sign:
//! the whole unsigned document goes down, and the signer builds what is signed itself.
//!
//! Beside the types, those parts of [`ipc`] that a client needs: frames, how long one may take ([`Timed`]), and how errors are
//! written into a log ([`chain()`]).

pub mod answer;
pub mod change;
pub mod device;
pub mod refusal;
pub mod request;

pub use answer::{
    Answer, BoundIssuer, DayUsage, EntryProof, Health, KeyInfo, KeyState, KeyUsage, LedgerCheckpoint,
    Noticed, PinState, SignedCredential, SignedDocument,
};
pub use change::{
    Ceilings, Change, Decision, MAX_ACHIEVEMENT, MAX_ALLOWED, MAX_REASON, StatusKeeper, Waiting,
};
pub use device::{Device, DeviceKey, PinTries};
pub use ipc::{FrameError, MAX_FRAME, Patient, Timed, chain, read_frame, read_message, write_message};
pub use refusal::{Fault, FaultCode, Problem, Refusal, RefusalCode};
pub use request::{Envelope, Request, Superseding};

/// Version of this protocol. A signer refuses a request of another version by [`RefusalCode::WrongVersion`].
pub const VERSION: u16 = 4;

/// The most credentials that one [`Request::SignCredentials`] may hold.
pub const MAX_BATCH: usize = 500;

/// The most credentials that one answer to [`Request::ListSigned`] lists.
pub const MAX_LISTED: usize = 10_000;

/// The most days that one [`Request::CountSigned`] asks for; of more, it answers these.
pub const MAX_DAYS: u16 = 366;
