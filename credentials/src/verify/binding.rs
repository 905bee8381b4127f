//! Is the key that signed it the issuer's?

use serde_json::Value;

use super::plain::{plain, short_key};
use super::proof::{Candidate, proofs};
use super::report::{Check, CheckName, Outcome};
use crate::did::{DidDocument, DidError, did_web_document_url};
use crate::multikey::PublicKey;
use crate::time::Timestamp;

const NAME: CheckName = CheckName::IssuerBinding;

/// Where the keys of an issuer are to be had.
pub(super) enum Source {
    /// Computed from the identifier.
    Computed(Keys),
    /// At this address.
    Fetch(String),
}

/// The keys of an issuer.
pub(super) enum Keys {
    /// Its document.
    Known(DidDocument),
    /// We have none, for this reason.
    Missing(Check),
}

/// Tells how the keys of an issuer are found: `did:key` holds its own, `did:web` and https identifiers have a document.
pub(super) fn source(issuer: &str) -> Source {
    if issuer.starts_with("did:key:") {
        return Source::Computed(match DidDocument::for_did_key(issuer) {
            Ok(document) => Keys::Known(document),
            Err(error) => Keys::Missing(refused(&error)),
        });
    }
    if issuer.starts_with("did:web:") {
        return match did_web_document_url(issuer) {
            Ok(url) => Source::Fetch(url),
            Err(_) => Source::Computed(Keys::Missing(malformed_identifier())),
        };
    }
    if issuer.starts_with("https://") && !issuer.contains(['#', ' ', '\\', '@']) {
        return Source::Fetch(issuer.to_owned());
    }
    let scheme: Vec<&str> = issuer.split(':').take(if issuer.starts_with("did:") { 2 } else { 1 }).collect();
    let says = format!(
        "Its issuer goes by a “{}:” identifier, whose keys we cannot look up.",
        plain(&scheme.join(":"), 40)
    );
    Source::Computed(Keys::Missing(Check::not_checked(NAME, "issuer-unresolvable", says)))
}

/// The document that was fetched for an issuer.
pub(super) fn fetched(bytes: &[u8], issuer: &str) -> Keys {
    match DidDocument::parse(bytes, issuer) {
        Ok(document) => Keys::Known(document),
        Err(error) => Keys::Missing(refused(&error)),
    }
}

/// The issuer's keys could not be had.
pub(super) fn unreachable(why: &str) -> Keys {
    let says = format!(
        "The issuer’s list of keys could not be had ({}), so we cannot say whose key signed it.",
        plain(why, 120)
    );
    Keys::Missing(Check::not_checked(NAME, "issuer-unreachable", says).with_next_step("Try again later."))
}

/// What the best of a document's proofs shows.
pub(super) struct Judged {
    pub(super) proof: Check,
    pub(super) binding: Check,
}

impl Judged {
    /// Lower is better: any one good proof is enough (Open Badges 3.0, section 8.2.3).
    fn rank(&self) -> u8 {
        match (self.proof.outcome, self.binding.outcome) {
            (Outcome::Passed, Outcome::Passed) => 0,
            (Outcome::Passed, Outcome::NotChecked | Outcome::NotApplicable) => 1,
            (Outcome::NotChecked | Outcome::NotApplicable, Outcome::NotChecked | Outcome::NotApplicable) => 2,
            (Outcome::Passed | Outcome::NotChecked | Outcome::NotApplicable, _) => 3,
            (Outcome::Failed, _) => 4,
        }
    }
}

/// Judges every proof of a document and keeps the best result.
pub(super) fn judge(document: &Value, issuer: &str, keys: &Keys, now: Timestamp) -> Judged {
    let judged = proofs(document, now).into_iter().map(|proof| match proof {
        Ok(candidate) => one(&candidate, issuer, keys, now),
        Err(check) => Judged { proof: check, binding: Check::stopped(NAME) },
    });
    judged
        .min_by_key(Judged::rank)
        .unwrap_or_else(|| Judged { proof: Candidate::without_key(), binding: Check::stopped(NAME) })
}

/// Whether the issuer's document is needed to judge any proof: not for those that name another controller.
pub(super) fn needs_keys(document: &Value, issuer: &str, now: Timestamp) -> bool {
    proofs(document, now).iter().flatten().any(|candidate| candidate.controller() == issuer)
}

fn one(candidate: &Candidate, issuer: &str, keys: &Keys, now: Timestamp) -> Judged {
    let (key, binding) = bind(candidate, issuer, keys, now);
    let proof = match key.or_else(|| candidate.named_key()) {
        Some(key) => candidate.check(&key),
        None => Candidate::without_key(),
    };
    match proof.outcome {
        // Who did not sign this text is no question of its own.
        Outcome::Failed => Judged { proof, binding: Check::stopped(NAME) },
        _ => Judged { proof, binding },
    }
}

/// The key that the issuer's document has for the method, and what the document says of it.
fn bind(candidate: &Candidate, issuer: &str, keys: &Keys, now: Timestamp) -> (Option<PublicKey>, Check) {
    if candidate.controller() != issuer {
        return (None, wrong_issuer());
    }
    match keys {
        Keys::Missing(check) => (None, check.clone()),
        Keys::Known(document) => match document.assertion_key(&candidate.method, now) {
            Ok(key) => (Some(key), bound(issuer, &key)),
            Err(error) => (None, refused(&error)),
        },
    }
}

fn bound(issuer: &str, key: &PublicKey) -> Check {
    let key = short_key(&key.multibase());
    match host(issuer) {
        Some(host) => Check::passed(
            NAME,
            "published-by-host",
            format!(
                "{host} publishes the key {key} as its own. Any name beside it is the issuer’s own claim."
            ),
        ),
        None => Check::passed(
            NAME,
            "key-only",
            format!("The issuer is the key {key} itself. That proves a key and not a name."),
        ),
    }
}

/// Host and path that an identifier proves once its document has named the key; a `did:key` proves none.
pub(super) fn host(issuer: &str) -> Option<String> {
    let url =
        if issuer.starts_with("did:web:") { did_web_document_url(issuer).ok()? } else { issuer.to_owned() };
    let rest = url.strip_prefix("https://")?;
    let place =
        rest.strip_suffix("/.well-known/did.json").or_else(|| rest.strip_suffix("/did.json")).unwrap_or(rest);
    Some(plain(place.trim_end_matches('/'), 200))
}

fn wrong_issuer() -> Check {
    Check::failed(NAME, "wrong-issuer", "It names one issuer, but the key of another signed it.")
        .with_next_step("Ask the issuer that it names whether they know of it.")
}

fn malformed_identifier() -> Check {
    Check::failed(NAME, "issuer-malformed", "The identifier that its issuer goes by is malformed.")
}

fn refused(error: &DidError) -> Check {
    const ASK: &str = "Ask the issuer whether they know of this badge.";
    let (code, says) = match error {
        DidError::UnknownKey => {
            ("unknown-key", "It is signed by a key that is not among the keys of its issuer.".to_owned())
        }
        DidError::Revoked(at) => {
            let says = format!(
                "The issuer withdrew the key that signed it on {}; nothing under it counts.",
                at.long_date()
            );
            ("key-withdrawn", says)
        }
        DidError::Expired(at) => {
            ("key-expired", format!("The key that signed it was to be used until {} only.", at.long_date()))
        }
        DidError::NotForAssertion => (
            "key-not-for-badges",
            "The issuer has the key that signed it, but not for signing badges.".to_owned(),
        ),
        DidError::WrongController => return wrong_issuer(),
        DidError::WrongId => (
            "issuer-mismatch",
            "What is published as the issuer’s list of keys belongs to somebody else.".to_owned(),
        ),
        DidError::KeyType => {
            let says = "The key that signed it is published in a form that this version does not read.";
            return Check::not_checked(NAME, "key-type", says);
        }
        DidError::Malformed(_) => {
            let says = "What is published as the issuer’s list of keys cannot be read as one.";
            return Check::not_checked(NAME, "issuer-unreadable", says).with_next_step("Tell the issuer.");
        }
        DidError::NotHttps | DidError::Host | DidError::Form | DidError::Key(_) => {
            return malformed_identifier();
        }
    };
    Check::failed(NAME, code, says).with_next_step(ASK)
}
