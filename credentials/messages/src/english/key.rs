use credentials::verify::reason::{KeyReason, NamedKey};

use super::quote::quoted;
use super::unavailable::why;

/// A key in a sentence, after "the".
pub(super) fn named(key: &NamedKey) -> String {
    match key {
        NamedKey::Short(key) => format!("key {key}"),
        NamedKey::Rsa => "RSA key".to_owned(),
    }
}

pub(super) fn says(reason: &KeyReason) -> String {
    match reason {
        KeyReason::PublishedByHost { host, key } => format!(
            "{host} publishes the {} as its own. The issuer’s name is the issuer’s own claim.",
            named(key)
        ),
        KeyReason::KeyOnly(_) => {
            "Anyone can make such a key and give it any name. We cannot say who is behind it.".to_owned()
        }
        KeyReason::Withdrawn(at) => format!(
            "The issuer withdrew the key of this badge on {}. Badges under this key are no longer valid.",
            at.long_date()
        ),
        KeyReason::Expired(at) => {
            format!("The key of this badge was valid until {} only.", at.long_date())
        }
        KeyReason::Unresolvable(method) => format!(
            "The issuer has an identifier of the method {}, whose keys we cannot look up.",
            quoted(method)
        ),
        KeyReason::Unreachable(reason) => format!(
            "We could not fetch the issuer’s list of keys ({}), so we cannot tell whose key signed the badge.",
            why(reason)
        ),
        KeyReason::WrongIssuer => "The badge names one issuer, but another issuer’s key signed it.".to_owned(),
        KeyReason::IssuerMalformed => "The identifier of the issuer is malformed.".to_owned(),
        KeyReason::UnknownKey => {
            "The key that signed the badge is not among the keys of its issuer.".to_owned()
        }
        KeyReason::NotForBadges => {
            "The key that signed the badge belongs to its issuer, but is not for signing badges.".to_owned()
        }
        KeyReason::ControllerFragment => {
            "The issuer publishes the key that signed the badge, but names the key’s controller by an identifier \
             with a fragment (“#”). Such an identifier names a key and not an issuer."
                .to_owned()
        }
        KeyReason::WhichKey => {
            "The badge names its issuer’s document in place of a key, and that document lists several keys.".to_owned()
        }
        KeyReason::OtherIdentifier => {
            "The list of keys that was published for the issuer belongs to another identifier.".to_owned()
        }
        KeyReason::KeyType => {
            "The issuer publishes the key that signed the badge in a form that this version does not read. It is \
             neither a Multikey nor a JSON Web Key of a known kind."
                .to_owned()
        }
        KeyReason::IssuerUnreadable => {
            "The document that was published as the issuer’s list of keys cannot be read as such a list.".to_owned()
        }
        KeyReason::KeyMalformed => {
            "The entry that was published for the key of this badge is not a key.".to_owned()
        }
        KeyReason::NotAsked => "The issuer’s list of keys was not requested.".to_owned(),
        KeyReason::KeysElsewhere => {
            "The issuer publishes its keys at addresses of their own, and the badge does not name the address of its \
             key."
                .to_owned()
        }
        KeyReason::NoKeysListed => {
            "The issuer’s own document does not name the key that signed the badge. It lists no keys for signing \
             (“assertionMethod”), so we cannot tell whose key it is."
                .to_owned()
        }
    }
}

pub(super) const fn next_step(reason: &KeyReason) -> Option<&'static str> {
    match reason {
        KeyReason::WrongIssuer => {
            Some("Ask the issuer that the badge names whether they know of this badge.")
        }
        KeyReason::UnknownKey
        | KeyReason::Withdrawn(_)
        | KeyReason::Expired(_)
        | KeyReason::NotForBadges
        | KeyReason::OtherIdentifier
        | KeyReason::KeyMalformed => Some("Ask the issuer whether they know of this badge."),
        KeyReason::ControllerFragment | KeyReason::IssuerUnreadable => Some("Tell the issuer."),
        KeyReason::WhichKey => Some("Ask the issuer for a badge that names its key."),
        KeyReason::Unreachable(_) => Some("Try again later."),
        KeyReason::KeysElsewhere | KeyReason::NoKeysListed => {
            Some("Ask the issuer where it publishes its keys.")
        }
        KeyReason::PublishedByHost { .. }
        | KeyReason::KeyOnly(_)
        | KeyReason::IssuerMalformed
        | KeyReason::KeyType
        | KeyReason::Unresolvable(_)
        | KeyReason::NotAsked => None,
    }
}
