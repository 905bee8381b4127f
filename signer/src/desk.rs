//! The signer's desk: where people see what waits, and approve it. A process and a system user of its own, which may only
//! look, submit approvals and enrol; what counts is verified by `run`. Why it is as it is: `docs/decisions/0012-desk.md`.

mod answer;
mod assets;
mod cards;
mod guard;
mod headers;
pub(crate) mod message;
mod pages;
mod run;
pub(crate) mod server;
pub(crate) mod site;
mod told;
pub(crate) mod url;
pub(crate) mod words;
