//! The signer's desk: where people see what waits, and approve it. A process and a system user of its own.

pub(crate) mod message;
pub(crate) mod url;
