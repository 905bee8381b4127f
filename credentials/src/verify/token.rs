//! A badge as a signed token (VC-JWT): which keys it needs, and whether one of them signed it and is the issuer's
//! (Open Badges 3.0, section 8.2.4).

use std::sync::Arc;

use super::binding::{self, Judged, Keys};
use super::keyring::Keyring;
use super::plain::{plain, short_key};
use super::proof::Candidate;
use super::report::{Check, CheckName, Outcome};
use crate::did::DidError;
use crate::jose::{JwkError, Key, KeyReference, KeySet, KeySetError, Token, TokenError, is_at_host_of};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::IssuerBinding;

/// Where the keys for a token are to be had.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Where the issuer publishes its own.
    Issuer,
    /// At this address, which the token names.
    At(String),
    /// It names the key of another identifier than its issuer's.
    SomebodyElse,
    /// It names no place where a key could be.
    Nowhere,
}

/// Where to look for the key of a token of this issuer.
pub(super) fn place(token: &Token) -> Place {
    let issuer = token.issuer();
    let kid = match token.key() {
        // Whoever has a key can put it into a token: only its issuer's word makes it the issuer's.
        KeyReference::Embedded(_) => return Place::Issuer,
        KeyReference::Missing => return Place::Nowhere,
        KeyReference::Named(kid) => kid,
    };
    let address = kid.split('#').next().unwrap_or_default();
    if address == issuer || address.is_empty() {
        Place::Issuer
    } else if address.starts_with("https://") && !address.contains([' ', '\\', '@']) {
        Place::At(address.to_owned())
    } else if address.starts_with("did:") {
        Place::SomebodyElse
    } else {
        Place::Nowhere
    }
}

/// Judges a token with the keys that were had for its [`place`].
pub(super) fn judge(token: &Token, keyring: &Keyring, now: Timestamp) -> Judged {
    let id = match place(token) {
        Place::Issuer => token.issuer().to_owned(),
        Place::At(url) => url,
        Place::SomebodyElse => {
            let binding = binding::refused(&DidError::WrongController);
            return Judged { proof: Candidate::without_key(), binding };
        }
        Place::Nowhere => return Judged { proof: no_key_named(), binding: Check::stopped(NAME) },
    };
    let published = published(keyring, &id);
    let (proof, binding) = match (token.key(), published) {
        (KeyReference::Embedded(jwk), published) => {
            let binding = match published {
                Err(check) => check,
                Ok(set) if set.holds(&jwk.key, token.issuer(), now) => bound(token, &jwk.key),
                Ok(_) => binding::refused(&DidError::UnknownKey),
            };
            (signed(&token.verify(jwk), &jwk.key), binding)
        }
        (KeyReference::Named(kid), Ok(set)) => {
            match set.find(&whole(kid, token.issuer()), token.issuer(), now) {
                Err(error) => (Candidate::without_key(), unfound(&error)),
                Ok(jwk) => {
                    let is_theirs = id == token.issuer() || is_at_host_of(&id, token.issuer());
                    let binding = if is_theirs { bound(token, &jwk.key) } else { elsewhere(&id) };
                    (signed(&token.verify(&jwk), &jwk.key), binding)
                }
            }
        }
        (KeyReference::Named(_), Err(check)) => (Candidate::without_key(), check),
        (KeyReference::Missing, _) => (no_key_named(), Check::stopped(NAME)),
    };
    // Who did not sign this text is no question of its own.
    let binding = if proof.outcome == Outcome::Failed { Check::stopped(NAME) } else { binding };
    Judged { proof, binding }
}

/// What was published under an identifier or at an address, or why there is nothing.
fn published(keyring: &Keyring, id: &str) -> Result<KeySet, Check> {
    match keyring.get(id).map(Arc::as_ref) {
        Some(Keys::Known(document)) => Ok(KeySet::Document(document.clone())),
        Some(Keys::Published(set)) => Ok(set.clone()),
        Some(Keys::Missing(check)) => Err(check.clone()),
        None => Err(Check::not_checked(
            NAME,
            "issuer-unreachable",
            "The issuer’s list of keys was not asked for.",
        )),
    }
}

/// A `kid` that is a fragment alone stands under the issuer's own identifier.
fn whole(kid: &str, issuer: &str) -> String {
    if kid.starts_with('#') { format!("{issuer}{kid}") } else { kid.to_owned() }
}

/// There is no key to ask for.
fn no_key_named() -> Check {
    let says = "It is a signed token that does not say where its key is to be had, so whether it was changed is unknown.";
    Check::not_checked(CheckName::Proof, "no-key-named", says)
        .with_next_step("Ask the issuer for a token whose header names its key.")
}

fn signed(verified: &Result<(), TokenError>, key: &Key) -> Check {
    const PROOF: CheckName = CheckName::Proof;
    match verified {
        Ok(()) => {
            let says = format!("Nothing was altered since the {} signed it.", name(key));
            Check::passed(PROOF, "unchanged", says)
        }
        Err(TokenError::KeyKind) => {
            Check::failed(PROOF, "key-kind", "The key that it names is of another kind than its signature.")
        }
        Err(_) => {
            let says = "It was altered after it was signed; do not rely on anything it says.";
            Check::failed(PROOF, "changed", says)
                .with_next_step("Ask the holder for the file that they downloaded from the issuer.")
        }
    }
}

fn name(key: &Key) -> String {
    match key {
        Key::Curve(key) => format!("key {}", short_key(&key.multibase())),
        Key::Rsa(_) => "RSA key".to_owned(),
    }
}

fn bound(token: &Token, key: &Key) -> Check {
    let key = name(key);
    if let Some(host) = binding::host(token.issuer()) {
        let says =
            format!("{host} publishes the {key} as its own. Any name beside it is the issuer’s own claim.");
        return Check::passed(NAME, "published-by-host", says);
    }
    let says = format!("The issuer is the {key} itself. That proves a key and not a name.");
    Check::passed(NAME, "key-only", says)
}

/// A key at somebody else's address shows nothing about the issuer.
fn elsewhere(id: &str) -> Check {
    let says = format!(
        "The key that signed it lies at {}, which is not the issuer’s own address: whose it is we cannot say.",
        plain(id, 120)
    );
    Check::not_checked(NAME, "key-elsewhere", says)
        .with_next_step("Ask the issuer whether that key is theirs.")
}

/// What is wrong with published keys, as a check of whose key it is.
pub(super) fn unfound(error: &KeySetError) -> Check {
    match error {
        KeySetError::Malformed | KeySetError::TwoKeys => {
            let says = "What is published as the issuer’s list of keys cannot be read as one.";
            Check::not_checked(NAME, "issuer-unreadable", says).with_next_step("Tell the issuer.")
        }
        KeySetError::UnknownKey => binding::refused(&DidError::UnknownKey),
        KeySetError::OtherIssuer => binding::refused(&DidError::WrongController),
        KeySetError::Jwk(JwkError::Kind) => binding::refused(&DidError::KeyType),
        KeySetError::Jwk(error) => binding::refused(&DidError::Jwk(*error)),
        KeySetError::Did(error) => binding::refused(error),
    }
}
