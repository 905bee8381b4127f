//! The real binary, on real sockets, with a real SoftHSM2 token.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on fails"
)]

mod addresses;
mod approvals;
mod attacks;
mod binding;
mod ceilings;
mod ceremony;
mod certificates;
mod checkpoints;
mod clock_window;
mod contexts;
mod contract;
mod crash;
mod desk_approve;
mod desk_decline;
mod desk_enrol;
mod desk_http;
mod desk_passkey;
mod did_json;
mod disk;
mod doctor;
mod documents;
mod flood;
mod frames;
mod issue;
mod key_life;
mod kinds;
mod ledger;
mod look_up;
mod modules;
mod other_credentials;
mod peers;
mod pictures;
mod pin;
mod pin_each_time;
mod programs;
mod recovery;
mod refusals;
mod registered;
mod sandbox;
mod status_keeper;
mod status_list;
mod superseding;
mod test_signer;
mod tpm;
mod tree;
mod watched;
