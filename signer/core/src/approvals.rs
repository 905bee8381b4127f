//! Approvals by people: pending changes, who may approve them, and how an approval is verified.
//!
//! Pure rules and the state they need. `signer/changes.rs` applies them; the journal keeps the results.

pub(crate) mod approver;
pub(crate) mod decline_text;
pub(crate) mod earlier_proposal;
pub(crate) mod history;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod proposal;
mod rsa_info;
pub(crate) mod webauthn;
