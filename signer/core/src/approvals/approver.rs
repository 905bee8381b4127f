//! Approvers: people with passkeys, and people at the signer's host.

use super::webauthn::PasskeyKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::desk::sanitizer::is_hidden;
use protocol::reason::ChangeReason;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Maximum length of an approver's name in characters.
const LONGEST_NAME: usize = 60;

/// A person whose passkey is enrolled.
#[derive(Clone, Debug)]
pub(crate) struct Approver {
    /// The person's name, as shown at the desk.
    pub(crate) name: String,
    /// Base64url.
    pub(crate) credential_id: String,
    /// `SubjectPublicKeyInfo`, base64url.
    pub(crate) public_key: String,
    pub(crate) key: PasskeyKey,
    /// The last counter value.
    pub(crate) count: u32,
    pub(crate) enrolled: Timestamp,
    /// A person on the signer's host confirmed its fingerprint. Before that, it approves nothing.
    pub(crate) confirmed: bool,
}

/// Fingerprint of a passkey: the first 64 bits of the SHA-256 of its `SubjectPublicKeyInfo`, in four groups. A person
/// at the desk reads it to a person on the signer's host.
pub(crate) fn fingerprint(public_key: &str) -> String {
    let key = BASE64URL.decode(public_key).unwrap_or_default();
    let digest = hex::encode(Sha256::digest(key));
    let groups: Vec<&str> = (0..4).filter_map(|n| digest.get(4 * n..4 * n + 4)).collect();
    groups.join("-")
}

/// Is this the fingerprint, however it was typed?
pub(crate) fn is_fingerprint(typed: &str, public_key: &str) -> bool {
    let digits = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
    };
    digits(typed) == digits(&fingerprint(public_key))
}

/// Who gave an approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Who {
    /// An enrolled person.
    Passkey { name: String },
    /// A person on the signer's host, by system user. All users of a host count as one person, because root can act
    /// as any of them.
    Host { user: String },
}

impl Who {
    /// Are these one person?
    pub(crate) fn is_same_person(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Passkey { name }, Self::Passkey { name: other }) => name == other,
            (Self::Host { .. }, Self::Host { .. }) => true,
            _ => false,
        }
    }
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Passkey { name } => f.write_str(name),
            Self::Host { user } => write!(f, "host:{user}"),
        }
    }
}

/// Checks a name for display: 1 to 60 characters, none that is invisible or turns the reading direction, no space at
/// its ends, and not the host's form.
///
/// # Errors
/// [`ChangeReason::ApproverName`].
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let plain = !name.chars().any(is_hidden) && name.trim() == name;
    if plain && (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.starts_with("host:") {
        return Ok(());
    }
    Err(Refusal::new(ChangeReason::ApproverName { most: LONGEST_NAME }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_text() {
        for good in ["Ada Lovelace", "Jürgen", "李小龍", "A"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
        for bad in
            ["", " Ada", "a\nb", "host:root", "Ada\u{202e}", "A\u{ad}da", "Ada\u{e0041}", &"x".repeat(61)]
        {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_fingerprint_is_of_the_key_and_may_be_typed_in_any_way() {
        let (one, other) = (BASE64URL.encode([1; 91]), BASE64URL.encode([2; 91]));
        let shown = fingerprint(&one);
        assert_eq!(shown.len(), 19);
        assert_eq!(shown.replace('-', ""), hex::encode(Sha256::digest([1; 91]))[..16]);
        for typed in [shown.clone(), shown.replace('-', " ").to_uppercase(), shown.replace('-', "")] {
            assert!(is_fingerprint(&typed, &one), "{typed}");
            assert!(!is_fingerprint(&typed, &other), "{typed}");
        }
        for short in ["", "-", &shown[..18], &shown[..4]] {
            assert!(!is_fingerprint(short, &one), "{short}");
        }
    }

    #[test]
    fn every_user_of_the_host_is_one_person() {
        let host = |user: &str| Who::Host { user: user.into() };
        assert!(host("root").is_same_person(&host("insignia-signer")));
        let ada = Who::Passkey { name: "Ada".into() };
        assert!(ada.is_same_person(&ada) && !ada.is_same_person(&host("Ada")));
    }
}
