//! Faults that a test injects between the socket and the real signer.

use protocol::{AnyRequest, FaultReason, RefusalReason};

/// A fault at the socket. The signer behind it is the real one, and its rules never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The signer accepts each connection, reads the request, and never answers. The connection breaks once there is
    /// another fault or none.
    Hangs,
    /// The signer processes each request, and the connection breaks before the answer.
    BreaksAfter,
    /// The same for requests of these names.
    BreaksAfterRequests(&'static [&'static str]),
    /// Every request but `Health` is answered with this fault, and reaches no signer.
    Fails(FaultReason),
    /// Requests of this name are answered with this refusal, and reach no signer.
    Refuses(&'static str, RefusalReason),
    /// In requests of this name the first text is replaced by the second before the signer reads them.
    Alters(&'static str, String, String),
    /// Status lists that revoke more than this many further badges are answered as above the ceiling, and reach no
    /// signer. The number goes down with each revocation.
    RevocationsLeft(usize),
    /// Checkpoints are signed by another key, which the signer claims to be its own.
    OtherLogKey,
}

impl Fault {
    /// Does the connection break after this request?
    pub(crate) fn breaks_after(&self, request: &AnyRequest) -> bool {
        match self {
            Self::BreaksAfter => true,
            Self::BreaksAfterRequests(names) => names.contains(&request.name()),
            Self::Hangs
            | Self::Fails(_)
            | Self::Refuses(..)
            | Self::Alters(..)
            | Self::RevocationsLeft(_)
            | Self::OtherLogKey => false,
        }
    }
}
