//! The process that holds the module and the PIN, and the client for it. It has no ledger and no policy: it signs
//! proofs, checkpoints and certificate requests for `run`, and for nobody else.

pub(crate) mod client;
pub(crate) mod holder;
pub(crate) mod mark;
pub(crate) mod message;
pub(crate) mod rooms;
