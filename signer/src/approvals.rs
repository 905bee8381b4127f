//! What people decide: changes that wait, who may approve them, and how an approval is verified.
//!
//! Pure rules and the state they stand on; `service/approvals.rs` asks them, the journal keeps what came of it.

pub(crate) mod approver;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod proposal;
pub(crate) mod webauthn;
