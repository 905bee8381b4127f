//! The server through its real router, with a fixed clock and the core of the real signer.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "these are tests: what is not as expected ends them"
)]

mod alerts;
mod app;
mod approving;
mod body_memory;
mod checking;
mod claiming;
mod clock;
mod database;
mod designing;
mod documents;
mod guards;
mod interrupted;
mod issuing;
mod keys;
mod ledger;
mod metrics;
#[path = "../../src/storage/tests/postgres.rs"]
mod postgres;
mod profile;
mod program;
mod public_badge;
mod reading;
mod reissuing;
mod relaying;
mod reply;
mod revoking;
mod rotating;
mod setting_up;
mod signing_in;
mod silent_signer;
mod slow_clients;
mod slow_servers;
mod uploading;
mod vc_api;
mod vc_api_contexts;
mod vc_api_issuing;
mod vc_api_openapi;
mod vc_api_other_credentials;
mod vc_api_presentations;
mod vc_api_status;
mod vc_api_tokens;
mod vc_api_verifying;
mod verify_command;
mod withdrawing;
mod withheld_reasons;
