//! A badge as a signed token (VC-JWT): the key it names, and whether that key signed it and belongs to the issuer
//! (Open Badges 3.0, section 8.2.4).

use super::binding::{self, Judged};
use super::keyring::Keyring;
use super::lookup::{Found, Place, Wanted, is_under_another, not_asked};
use super::proof::Candidate;
use super::reason::{ConformanceReason, KeyReason, NamedKey, ProofReason};
use super::report::{Check, CheckName, Outcome};
use crate::did::{DidError, KeyName};
use crate::jose::{HeaderRemark, Jwk, Key, KeyReference, Token, TokenError};
use crate::sanitizer::ForeignText;
use crate::time::Timestamp;

const NAME: CheckName = CheckName::IssuerBinding;

/// The ways in which a token names its key.
enum Named<'t> {
    /// By an id that its issuer can publish.
    Id(String),
    /// By a name that is not an address: a fragment of the issuer's identifier without its “#”.
    Bare(String),
    /// By the key, which anybody can put into a token: only its issuer's publication makes it the issuer's.
    Embedded(&'t Jwk),
    /// By the id of a key of another identifier.
    OtherController,
    /// In no way that leads to a key.
    Nowhere,
}

fn named(token: &Token) -> Named<'_> {
    let issuer = token.issuer();
    let kid = match token.key() {
        KeyReference::Embedded(jwk) => return Named::Embedded(jwk),
        KeyReference::Missing => return Named::Nowhere,
        KeyReference::Named(kid) => kid.as_str(),
    };
    // A `kid` that is only a fragment is under the issuer's own identifier.
    let id = if kid.starts_with('#') { format!("{issuer}{kid}") } else { kid.to_owned() };
    if !is_under_another(&id, issuer) {
        Named::Id(id)
    } else if id.starts_with("did:") {
        Named::OtherController
    } else if id.contains([':', '#']) {
        Named::Nowhere
    } else if issuer.starts_with("https://") {
        // A name in the key set of the issuer's authority.
        Named::Id(id)
    } else {
        Named::Bare(format!("{issuer}#{id}"))
    }
}

fn wanted<'a>(token: &'a Token, name: KeyName<'a>, now: Timestamp) -> Wanted<'a> {
    Wanted { signer: token.issuer(), name, relationship: "assertionMethod", in_token: true, now }
}

/// The conformance of a token: that of its credential, with the deviations of its header (Open Badges 3.0, "JOSE Header").
pub(super) fn conformance(token: &Token, credential: Check) -> Check {
    let subject = token.credential().value().get("credentialSubject").filter(|subject| subject.is_object());
    let credential = if subject.is_some_and(|subject| subject.get("id").is_none()) {
        credential.with_remark(Some("/credentialSubject/id".to_owned()), ConformanceReason::TokenClaims)
    } else {
        credential
    };
    token.header_remarks().iter().fold(credential, |check, remark| {
        check.with_warning(match remark {
            HeaderRemark::Type(kind) => ConformanceReason::TokenType(ForeignText::new(kind, 40)),
            HeaderRemark::Member(name) => ConformanceReason::TokenMember(ForeignText::new(name, 40)),
        })
    })
}

/// The next place that must be read to judge a token: at most three.
pub(super) fn unread(token: &Token, keyring: &Keyring, now: Timestamp) -> Option<Place> {
    let found = match named(token) {
        Named::Id(id) | Named::Bare(id) => wanted(token, KeyName::Id(&id), now).look_up(keyring),
        Named::Embedded(jwk) => wanted(token, KeyName::Key(&jwk.key), now).look_up(keyring),
        Named::OtherController | Named::Nowhere => return None,
    };
    match found {
        Found::Unread(place) => Some(place),
        Found::Key(_) | Found::Nothing(_) => None,
    }
}

/// Judges a token by the places that [`unread`] named.
pub(super) fn judge(token: &Token, keyring: &Keyring, now: Timestamp) -> Judged {
    let (proof, binding) = match named(token) {
        Named::Id(id) => match wanted(token, KeyName::Id(&id), now).look_up(keyring) {
            Found::Key(jwk) => (signed(&token.verify(&jwk), &jwk.key), bound(token, &jwk.key)),
            Found::Nothing(check) => (Candidate::without_key(), *check),
            Found::Unread(_) => (Candidate::without_key(), not_asked()),
        },
        Named::Bare(id) => match wanted(token, KeyName::Id(&id), now).look_up(keyring) {
            Found::Key(jwk) => (signed(&token.verify(&jwk), &jwk.key), bound(token, &jwk.key)),
            // The name may belong to another list, which is unknown.
            Found::Nothing(check) if *check.reason == KeyReason::UnknownKey.into() => {
                (no_key_named(), Check::stopped(NAME))
            }
            Found::Nothing(check) => (Candidate::without_key(), *check),
            Found::Unread(_) => (Candidate::without_key(), not_asked()),
        },
        Named::Embedded(jwk) => {
            let binding = match wanted(token, KeyName::Key(&jwk.key), now).look_up(keyring) {
                Found::Key(_) => bound(token, &jwk.key),
                Found::Nothing(check) => *check,
                Found::Unread(_) => not_asked(),
            };
            (signed(&token.verify(jwk), &jwk.key), binding)
        }
        Named::OtherController => (Candidate::without_key(), binding::refused(&DidError::WrongController)),
        Named::Nowhere => (no_key_named(), Check::stopped(NAME)),
    };
    // A key that did not sign this text needs no binding check.
    let binding = if proof.outcome == Outcome::Failed { Check::stopped(NAME) } else { binding };
    Judged { proof, binding, without_directions: false }
}

/// The token names no key to fetch.
fn no_key_named() -> Check {
    Check::not_checked(CheckName::Proof, ProofReason::NoKeyNamed)
}

fn signed(verified: &Result<(), TokenError>, key: &Key) -> Check {
    let failed = |reason| Check::failed(CheckName::Proof, reason);
    match verified {
        Ok(()) => Check::passed(CheckName::Proof, ProofReason::Unchanged { key: name(key), proof: None }),
        Err(TokenError::KeyKind) => failed(ProofReason::TokenKeyKind),
        Err(TokenError::SignatureForm) => failed(ProofReason::SignatureForm),
        Err(_) => failed(ProofReason::Changed),
    }
}

fn name(key: &Key) -> NamedKey {
    match key {
        Key::Curve(key) => NamedKey::of(key),
        Key::Rsa(_) => NamedKey::Rsa,
    }
}

fn bound(token: &Token, key: &Key) -> Check {
    binding::named_bound(token.issuer(), name(key))
}
