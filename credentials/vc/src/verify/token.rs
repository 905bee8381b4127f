//! A badge as a signed token (VC-JWT): the key it names, and whether that key signed it and belongs to the issuer
//! (Open Badges 3.0, section 8.2.4).

use super::binding::{self, Judged};
use super::keyring::Keyring;
use super::lookup::{Found, Place, Wanted, is_under_another, not_asked};
use super::plain::{quoted, short_key};
use super::proof::Candidate;
use super::report::{Check, CheckName, Outcome};
use crate::did::{DidError, KeyName};
use crate::jose::{HeaderRemark, Jwk, Key, KeyReference, Token, TokenError};
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
    SomebodyElse,
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
        Named::SomebodyElse
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
        let says = "The token has no claim “sub”, because the subject has no identifier. Open Badges 3.0 demands both.";
        credential.with_remark("structure-jose-claims", Some("/credentialSubject/id".to_owned()), says)
    } else {
        credential
    };
    token.header_remarks().iter().fold(credential, |check, remark| {
        let says = match remark {
            HeaderRemark::Type(kind) => format!(
                "The token’s header names the type {}; Open Badges 3.0 has “JWT” there.",
                quoted(kind, 40)
            ),
            HeaderRemark::Member(name) => format!(
                "The token’s header has the member {}, which Open Badges 3.0 does not have there.",
                quoted(name, 40)
            ),
        };
        check.with_remark("structure-jose-header", None, says)
    })
}

/// The next place that must be read to judge a token: at most three.
pub(super) fn unread(token: &Token, keyring: &Keyring, now: Timestamp) -> Option<Place> {
    let found = match named(token) {
        Named::Id(id) | Named::Bare(id) => wanted(token, KeyName::Id(&id), now).look_up(keyring),
        Named::Embedded(jwk) => wanted(token, KeyName::Key(&jwk.key), now).look_up(keyring),
        Named::SomebodyElse | Named::Nowhere => return None,
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
            Found::Nothing(check) if check.code == "unknown-key" => (no_key_named(), Check::stopped(NAME)),
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
        Named::SomebodyElse => (Candidate::without_key(), binding::refused(&DidError::WrongController)),
        Named::Nowhere => (no_key_named(), Check::stopped(NAME)),
    };
    // A key that did not sign this text needs no binding check.
    let binding = if proof.outcome == Outcome::Failed { Check::stopped(NAME) } else { binding };
    Judged { proof, binding, without_directions: false }
}

/// The token names no key to fetch.
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
        Err(TokenError::SignatureForm) => {
            let says = "The signature of the token is not in its form: a token has the plain numbers of a signature, \
                        and not DER or a part of them.";
            Check::failed(PROOF, "signature-form", says).with_next_step("Tell the issuer.")
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
