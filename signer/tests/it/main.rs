//! The real binary, on real sockets, with a real SoftHSM2 token.

mod binding;
mod crash;
mod disk;
mod doctor;
mod documents;
mod frames;
mod house;
mod issue;
mod ledger;
mod peers;
mod pin;
mod refusals;
mod status_list;
mod tree;
