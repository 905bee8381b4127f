//! Is the key that signed it the issuer's?

use super::chain;
use super::plain::{plain, short_key};
use super::proof::{Candidate, Question, candidates, refusal};
use super::report::{Check, CheckName, Outcome};
use crate::did::{DidDocument, DidError, did_web_document_url};
use crate::jose::{JwkError, KeySet};
use crate::multikey::{MultikeyError, PublicKey};

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
    /// Keys as JSON, which only tokens use: they do not say what they are for.
    Published(KeySet),
    /// We have none, for this reason.
    Missing(Check),
}

/// Tells how the keys of an issuer are found: `did:key` and `did:jwk` hold their own, `did:web` and https identifiers have a document.
pub(super) fn source(issuer: &str) -> Source {
    let computed = match issuer.split(':').nth(1) {
        Some("key") if issuer.starts_with("did:") => Some(DidDocument::for_did_key(issuer)),
        Some("jwk") if issuer.starts_with("did:") => Some(DidDocument::for_did_jwk(issuer)),
        _ => None,
    };
    if let Some(document) = computed {
        return Source::Computed(match document {
            Ok(document) => Keys::Known(document),
            Err(DidError::Key(MultikeyError::Kind) | DidError::Jwk(JwkError::Kind)) => {
                Keys::Missing(refused(&DidError::KeyType))
            }
            Err(_) => Keys::Missing(malformed_identifier()),
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
            (Outcome::NotChecked | Outcome::NotApplicable, Outcome::Failed) | (Outcome::Passed, _) => 3,
            (Outcome::NotChecked | Outcome::NotApplicable, _) => 2,
            (Outcome::Failed, _) => 4,
        }
    }

    fn unread(proof: Check) -> Self {
        Self { proof, binding: Check::stopped(NAME) }
    }
}

/// Judges every proof of a document and keeps the best result. `keys` has what was asked for under the identifiers that
/// [`controllers`] named.
pub(super) fn judge<'k>(question: &Question<'_>, keys: &impl Fn(&str) -> Option<&'k Keys>) -> Judged {
    let secured = match question.secured() {
        Ok(secured) => secured,
        Err(check) => return Judged::unread(check),
    };
    let judged = candidates(&secured, &question.expected).into_iter().map(|proof| match proof {
        Ok(candidate) => one(&candidate, question, keys),
        Err(check) => Judged::unread(check),
    });
    judged.min_by_key(Judged::rank).unwrap_or_else(|| Judged::unread(Candidate::without_key()))
}

/// Whose keys are needed to judge the proofs, each once: the signer's, unless no proof is by its keys, and those of
/// earlier proofs that one of the signer's stands on. At most as many as there are proofs.
pub(super) fn controllers(question: &Question<'_>) -> Vec<String> {
    let Ok(secured) = question.secured() else { return Vec::new() };
    let mut needed: Vec<String> = Vec::new();
    for candidate in candidates(&secured, &question.expected).into_iter().flatten() {
        // A proof whose chain is broken is not good whatever the keys; it still shows whose it is.
        let earlier = candidate.earlier(&question.expected).unwrap_or_default();
        if candidate.controller() != question.signer {
            continue;
        }
        for controller in std::iter::once(&candidate).chain(&earlier).map(Candidate::controller) {
            if !needed.iter().any(|one| one == controller) {
                needed.push(controller.to_owned());
            }
        }
    }
    needed
}

fn one<'k>(
    candidate: &Candidate<'_, '_>,
    question: &Question<'_>,
    keys: &impl Fn(&str) -> Option<&'k Keys>,
) -> Judged {
    let (key, binding) = bind(candidate, question, keys);
    let proof = match key.or_else(|| candidate.named_key()) {
        None => Candidate::without_key(),
        Some(key) => match candidate.covers(&key) {
            Ok(()) => chain::objection(candidate, keys, &question.expected)
                .unwrap_or_else(|| candidate.unchanged(&key)),
            Err(failure) => refusal(&failure),
        },
    };
    // Who did not sign this text is no question of its own.
    let binding = if proof.outcome == Outcome::Failed { Check::stopped(NAME) } else { binding };
    Judged { proof, binding }
}

/// The key that the signer's document has for the method, and what the document says of it.
fn bind<'k>(
    candidate: &Candidate<'_, '_>,
    question: &Question<'_>,
    keys: &impl Fn(&str) -> Option<&'k Keys>,
) -> (Option<PublicKey>, Check) {
    if candidate.controller() != question.signer {
        return (None, wrong_issuer());
    }
    let document = match keys(question.signer) {
        Some(Keys::Known(document)) => document,
        Some(Keys::Missing(check)) => return (None, check.clone()),
        Some(Keys::Published(_)) => {
            return (None, refused(&DidError::Malformed("it lists keys for tokens alone")));
        }
        None => return (None, not_asked()),
    };
    match document.key_for(&candidate.method, candidate.purpose, question.expected.now) {
        Ok(key) => (Some(key), bound(question.signer, &key)),
        Err(error) => (None, refused(&error)),
    }
}

fn not_asked() -> Check {
    Check::not_checked(NAME, "issuer-unreachable", "The issuer’s list of keys was not asked for.")
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

/// What is wrong with a key or with the document that should list it.
pub(super) fn refused(error: &DidError) -> Check {
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
        DidError::KeyType | DidError::Jwk(JwkError::Kind) => {
            let says = "The key that signed it is published in a form that this version does not read.";
            return Check::not_checked(NAME, "key-type", says);
        }
        DidError::Malformed(_) => {
            let says = "What is published as the issuer’s list of keys cannot be read as one.";
            return Check::not_checked(NAME, "issuer-unreadable", says).with_next_step("Tell the issuer.");
        }
        DidError::NotHttps | DidError::Host | DidError::Form => return malformed_identifier(),
        DidError::Key(_) | DidError::Jwk(_) => {
            ("key-malformed", "The key that signed it is published in a form that is not a key.".to_owned())
        }
    };
    Check::failed(NAME, code, says).with_next_step(ASK)
}
