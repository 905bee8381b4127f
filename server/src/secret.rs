//! Secrets of links, sessions and forms.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// A secret of 128 random bits, as 32 lower-case hex digits. Storage keeps only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret from 128 random bits.
    #[must_use]
    pub(crate) fn new(random: u128) -> Self {
        Self(format!("{random:032x}"))
    }

    /// Parses a presented secret. `None`: the text has another form.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let good = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| Self(text.to_owned()))
    }

    /// The secret, for its link or cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The stored hash: 128 random bits cannot be searched, so a plain hash suffices.
    pub(crate) fn hash(&self) -> String {
        digest(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A token for programs: 256 random bits. Its prefix lets scanners find a leaked token in code and logs. Storage keeps
/// only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(String);

impl BearerToken {
    const BEGINS: &str = "insignia_";

    /// A new token from 256 random bits.
    #[must_use]
    pub(crate) fn new(random: [u128; 2]) -> Self {
        let [first, second] = random;
        Self(format!("{}{first:032x}{second:032x}", Self::BEGINS))
    }

    /// Parses a presented token. `None`: the text has another form.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(Self::BEGINS)?;
        let good = digits.len() == 64 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| Self(text.to_owned()))
    }

    /// The token, shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The stored hash, also the look-up key: the time of a look-up reveals nothing of the token.
    pub(crate) fn hash(&self) -> String {
        digest(self.0.as_bytes())
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(…)")
    }
}

/// Lower-case hex SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Binds forms to the session that they were rendered in.
#[derive(Clone)]
pub(crate) struct FormKey(Arc<[u8]>);

impl FormKey {
    pub(crate) fn new(key: Vec<u8>) -> Self {
        Self(key.into())
    }

    /// The token for a session's forms.
    pub(crate) fn token(&self, session: &str) -> String {
        hex::encode(self.mac(session).finalize().into_bytes())
    }

    /// Is this the token of this session? Constant time.
    pub(crate) fn accepts(&self, session: &str, token: &str) -> bool {
        hex::decode(token).is_ok_and(|token| self.mac(session).verify_slice(&token).is_ok())
    }

    fn mac(&self, session: &str) -> Hmac<Sha256> {
        // RFC 2104: a key longer than a block is replaced by its hash; ours is 32 bytes.
        let mut mac = Hmac::<Sha256>::new(&block(&self.0).into());
        mac.update(b"form\0");
        mac.update(session.as_bytes());
        mac
    }
}

/// The key padded to SHA-256's block of 64 bytes.
fn block(key: &[u8]) -> [u8; 64] {
    let mut block = [0; 64];
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_is_good_in_its_own_session_only() {
        let key = FormKey::new(vec![7; 32]);
        let token = key.token("one");
        assert!(key.accepts("one", &token));
        assert!(!key.accepts("two", &token));
        assert!(!key.accepts("one", ""));
        assert!(!FormKey::new(vec![8; 32]).accepts("one", &token));
    }

    #[test]
    fn a_secret_shows_neither_in_debug_output_nor_in_its_hash() {
        let secret = Secret::new(0x00ab_cdef);
        assert!(!format!("{secret:?}").contains("abcdef"));
        assert!(!secret.hash().contains("abcdef"));
        assert_eq!(Secret::read(secret.reveal()), Some(secret));
        assert_eq!(Secret::read("ABCDEFABCDEFABCDEFABCDEFABCDEFAB"), None);
    }

    #[test]
    fn a_token_has_256_bits_and_does_not_show_in_debug_output() {
        let token = BearerToken::new([0x00ab_cdef, 0x0012_3456]);
        assert_eq!(token.reveal().len(), "insignia_".len() + 64);
        assert!(!format!("{token:?}").contains("abcdef"));
        assert_eq!(BearerToken::read(token.reveal()), Some(token.clone()));
        for other in ["", "insignia_", &token.reveal()[1..], &token.reveal().to_uppercase()] {
            assert_eq!(BearerToken::read(other), None, "{other}");
        }
    }
}
