//! Insignia's web server, its launcher and its command line.
//!
//! A request's path through the folders: `http` (guards, forms, pages, documents) calls `service` (one use case a
//! file), which asks `storage` and `signer`. What need not be done while somebody waits is a job (`jobs`), written in
//! the transaction of whoever wants it done. No key is here: whole documents go to the signer, and what comes back is
//! checked again before it is stored.

mod address;
mod artwork;
pub mod clock;
mod commands;
pub mod config;
pub mod fetch;
pub mod http;
pub mod jobs;
mod launcher;
mod ledger_check;
mod log;
mod mail;
mod pages;
mod proof_check;
mod render;
pub mod secret;
pub mod service;
pub mod signer;
pub mod storage;

pub use commands::run;
