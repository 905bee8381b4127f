//! Attributes that a token reports for a private key, and those required before the key is used.

use crate::TokenError;
use cryptoki::object::{Attribute, AttributeType, ObjectHandle};
use cryptoki::session::Session;

/// A private key with the required attributes.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The attributes, in words.
    pub(crate) words: Vec<String>,
    /// The key requires the PIN for each signature (`CKA_ALWAYS_AUTHENTICATE`).
    pub(crate) wants_pin: bool,
}

/// Reads the attributes back. Each must match, except `CKA_LOCAL`: some modules set it for no key.
pub(crate) fn check(session: &Session, label: &str, private: ObjectHandle) -> Result<Checked, TokenError> {
    let wanted = [
        (AttributeType::Sensitive, Attribute::Sensitive(true), "sensitive"),
        (AttributeType::AlwaysSensitive, Attribute::AlwaysSensitive(true), "always sensitive"),
        (AttributeType::Extractable, Attribute::Extractable(false), "non-extractable"),
        (AttributeType::NeverExtractable, Attribute::NeverExtractable(true), "never extractable"),
        (AttributeType::Sign, Attribute::Sign(true), "for signing"),
    ];
    let is = |kind, value| session.get_attributes(private, &[kind]).map(|found| found == [value]);
    let mut words = Vec::new();
    for (kind, value, word) in wanted {
        if !is(kind, value)? {
            return Err(TokenError::Attribute(label.to_owned(), word));
        }
        words.push(word.to_owned());
    }
    let local = is(AttributeType::Local, Attribute::Local(true))?;
    words.push(if local { "made inside the token" } else { NOT_LOCAL }.to_owned());
    let wants_pin = is(AttributeType::AlwaysAuthenticate, Attribute::AlwaysAuthenticate(true))?;
    if wants_pin {
        words.push("wants the PIN for each signature".to_owned());
    }
    Ok(Checked { words, wants_pin })
}

/// Reported for a key that may have been made elsewhere and imported.
pub const NOT_LOCAL: &str = "the token does not say that it was made inside";
