//! What the signer answers in place of a result, what it noticed that is unusual, and what pending changes do: codes and
//! typed facts.
//!
//! [`Refusal`] is a decision of its policy, [`Fault`] a failure of its machinery, [`Alert`] an unusual event, and
//! [`summary::ChangeSummary`] a change that people decide. None holds a sentence: `messages` writes those. The crate has
//! no I/O and builds for the browser.

mod alert;
mod finding;
pub mod reason;
mod refusal;
pub mod summary;

pub use alert::Alert;
pub use finding::Finding;
pub use reason::{FaultReason, RefusalReason};
pub use refusal::{Fault, FaultCode, Problem, Refusal, RefusalCode};
