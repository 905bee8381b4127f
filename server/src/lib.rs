//! Insignia's web server and its command line.
//!
//! A request's path through the folders: `web` (guards, forms, pages, documents) calls `usecase` (one use case per
//! file) and `query` (what pages and public documents read). Use cases use `storage` and `signer_client`. Work that no
//! caller waits for is a job (`jobs`), written in the transaction that needs it. [`application`] builds all of them once,
//! at the start. The server holds no key: the signer gets whole documents, and its answers are checked again before they
//! are stored.

mod address;
pub mod application;
mod artwork;
mod cli;
pub mod clock;
pub mod config;
mod exposition;
pub mod fetcher;
pub mod jobs;
mod log;
mod mail;
mod proof_check;
mod query;
mod render;
pub mod secret;
pub mod signer_client;
pub mod storage;
pub mod usecase;
pub mod web;

pub use cli::run;
