//! The real core of the signer in a test's process: [`TestSigner`].
//!
//! Records, policy, approvals, journal and proofs are those of `signer-core` and `journal`. Only what surrounds them is
//! made for tests: the keys are software keys, only the test moves the clock, and a [`Fault`] may lie between
//! the socket and the signer. [`contract`] is the suite that this signer and the real programs both pass.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "only tests use this crate: what is not as expected ends them"
)]

pub mod contract;
mod conversation;
mod environment;
mod fault;
mod passkey;
mod people;
mod socket;
mod store;
mod test_signer;
mod token;
mod unusual;

pub use fault::Fault;
pub use store::Copy;
pub use test_signer::{Options, TestSigner};

/// The context that the signer's configuration adds to the built-in ones.
pub const CONTEXT: credentials::canonical::ExtraContext<'static> = credentials::canonical::ExtraContext {
    url: "https://context.example/membership/v1",
    text: r#"{"@context": {"membershipNumber": "https://context.example/#membershipNumber"}}"#,
};
