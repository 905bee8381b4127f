//! JSON Object Signing: keys as JSON, and badges as signed tokens (Open Badges 3.0, section 8.2.4; RFC 7515, 7517, 7518).
//!
//! Parsing a [`Token`] compares its claims with its credential. The token names its key, or holds it
//! ([`KeyReference`]). The caller looks the key up where its issuer publishes it and calls [`Token::verify`]. A key
//! inside the token proves nothing unless the issuer publishes it.

mod claims;
mod header;
mod jwk;
mod key_set;
mod publish;
mod rsa;
mod token;

pub use header::{Algorithm, HeaderRemark, KeyReference};
pub use jwk::{Jwk, JwkError, Key};
pub use key_set::{KeySet, KeySetError, SetOwner, is_bare_authority, key_set_address};
pub use publish::public_jwk;
pub use rsa::RsaKey;
pub use token::{Token, TokenError};
