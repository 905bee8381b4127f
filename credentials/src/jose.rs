//! JSON Object Signing: keys as JSON, and badges as signed tokens (Open Badges 3.0, section 8.2.4; RFC 7515, 7517, 7518).

mod jwk;
mod rsa;

pub use jwk::{Jwk, JwkError, Key};
pub use rsa::RsaKey;
