//! Insignia's web server and its command line.
//!
//! A request's path through the folders: `http` (guards, forms, pages, documents) calls `service` (one use case per
//! file). Services use `storage` and `signer`. Work that no caller waits for is a job (`jobs`), written in the
//! transaction that needs it. The server holds no key: the signer gets whole documents, and its answers are checked
//! again before they are stored.

mod address;
mod artwork;
pub mod clock;
mod commands;
pub mod config;
pub mod fetcher;
pub mod http;
pub mod jobs;
mod log;
mod mail;
mod pages;
mod proof_check;
mod render;
pub mod secret;
pub mod service;
pub mod signer_client;
pub mod storage;

pub use commands::run;
