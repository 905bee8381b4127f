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
            "{host} publishes the {} as its own. Any name beside it is the issuer’s own claim.",
            named(key)
        ),
        KeyReason::KeyOnly(key) => {
            format!("The issuer is the {} itself. That proves a key and not a name.", named(key))
        }
        KeyReason::Withdrawn(at) => format!(
            "The issuer withdrew the key that signed it on {}; nothing under it counts.",
            at.long_date()
        ),
        KeyReason::Expired(at) => {
            format!("The key that signed it was to be used until {} only.", at.long_date())
        }
        KeyReason::Unresolvable(method) => format!(
            "Its issuer goes by an identifier of the method {}, whose keys we cannot look up.",
            quoted(method)
        ),
        KeyReason::Unreachable(reason) => format!(
            "The issuer’s list of keys could not be fetched ({}), so it is unknown whose key signed it.",
            why(reason)
        ),
        KeyReason::WrongIssuer => "It names one issuer, but the key of another signed it.".to_owned(),
        KeyReason::IssuerMalformed => "The identifier that its issuer goes by is malformed.".to_owned(),
        KeyReason::UnknownKey => {
            "It is signed by a key that is not among the keys of its issuer.".to_owned()
        }
        KeyReason::NotForBadges => {
            "The issuer has the key that signed it, but not for signing badges.".to_owned()
        }
        KeyReason::ControllerFragment => {
            "The issuer publishes the key that signed it, but names the key’s controller by an identifier with a fragment \
             (“#”), which is the name of a key and not of an issuer."
                .to_owned()
        }
        KeyReason::WhichKey => {
            "It names its issuer’s document for a key, and that document lists several.".to_owned()
        }
        KeyReason::OtherIdentifier => {
            "What is published as the issuer’s list of keys belongs to another identifier.".to_owned()
        }
        KeyReason::KeyType => {
            "The key that signed it is published in a form that this version does not read: it is neither a Multikey nor a \
             JSON Web Key of a known kind."
                .to_owned()
        }
        KeyReason::IssuerUnreadable => {
            "What is published as the issuer’s list of keys cannot be read as one.".to_owned()
        }
        KeyReason::KeyMalformed => {
            "The key that signed it is published in a form that is not a key.".to_owned()
        }
        KeyReason::NotAsked => "The issuer’s list of keys was not asked for.".to_owned(),
        KeyReason::KeysElsewhere => {
            "The issuer lists keys at addresses of their own, and the badge does not say at which of them its key is."
                .to_owned()
        }
        KeyReason::NoKeysListed => {
            "The issuer’s own document does not name the key that signed it: it lists no keys for signing \
             (“assertionMethod”), so whose key it is stays unknown."
                .to_owned()
        }
    }
}

pub(super) const fn next_step(reason: &KeyReason) -> Option<&'static str> {
    match reason {
        KeyReason::WrongIssuer => Some("Ask the issuer that it names whether they know of it."),
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
