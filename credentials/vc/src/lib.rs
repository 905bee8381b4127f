//! Open Badges 3.0 and W3C Verifiable Credentials 2.0, without I/O and without a clock.
//!
//! [`lint`] decides what may be signed, [`canonical`] and [`proof`] what is signed, and [`verify`] whether a foreign
//! document is genuine. Nothing here fetches, reads the time or draws random numbers: all three are arguments. The
//! same code runs in the signer, the web server and the browser.

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
