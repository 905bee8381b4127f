//! JSON Object Signing: keys as JSON, and badges as signed tokens (Open Badges 3.0, section 8.2.4; RFC 7515, 7517, 7518).
//!
//! A [`Token`] is read and its claims are compared with its credential; it names its key, or holds it
//! ([`KeyReference`]). The caller gets that key from a [`KeySet`] and asks [`Token::verify`]. Whether the key is the
//! issuer's is a question of its own: a key inside the token proves nothing unless the issuer publishes it.

mod claims;
mod header;
mod jwk;
mod key_set;
mod publish;
mod rsa;
mod token;

pub use header::{Algorithm, KeyReference};
pub use jwk::{Jwk, JwkError, Key};
pub use key_set::{KeySet, KeySetError, is_at_host_of};
pub use publish::public_jwk;
pub use rsa::RsaKey;
pub use token::{Token, TokenError};
