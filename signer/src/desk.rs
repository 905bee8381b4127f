//! The approval desk: people see pending changes and approve them with passkeys. A process and system user of its own
//! that may only read, submit approvals and enrol; `run` verifies everything that counts. Why:
//! `docs/decisions/0012-desk.md`.

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
