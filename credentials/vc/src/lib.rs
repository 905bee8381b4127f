#![doc = include_str!("../README.md")]

pub mod address;
pub mod bake;
pub mod did;
pub mod identity;
pub mod jose;
pub mod ledger_entry;
pub mod lint;
pub mod model;
pub mod multikey;
pub mod open_badges_2;
pub mod png;
pub mod proof;
pub mod sanitizer;
pub mod status;
pub mod time;
mod unicode;
pub mod verify;
pub mod web_address;
pub mod xml;

pub use rdf::{canonical, contexts, json, work};
