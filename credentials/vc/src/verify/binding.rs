//! Does the signing key belong to the issuer?

use super::chain;
use super::identity;
use super::keyring::Keyring;
use super::lookup::{Found, Place, Wanted, is_under_another, not_asked};
use super::proof::{Candidate, Question, candidates, refusal};
use super::reason::{KeyReason, NamedKey, ProofReason, Unavailable};
use super::report::{Check, CheckName, Outcome};
use crate::canonical::Directions;
use crate::did::{DidDocument, DidError, KeyName, did_web_document_url};
use crate::jose::{JwkError, Key};
use crate::multikey::{MultikeyError, PublicKey};
use crate::sanitizer::ForeignText;

const NAME: CheckName = CheckName::IssuerBinding;

/// The source of an issuer's keys.
pub(super) enum Source {
    /// Computed from the identifier.
    Computed(Keys),
    /// To be fetched from this address.
    Fetch(String),
}

/// The content of a place where keys are published.
pub(super) enum Keys {
    /// The document of an identifier.
    Known(DidDocument),
    /// The bytes served at another address: a key, a set of keys, or a document with keys.
    Served(Vec<u8>),
    /// The place could not be read, for this reason.
    Missing(Check),
}

impl Keys {
    /// The document of an identifier, unless it lists no keys for this purpose.
    pub(super) fn document_with_keys(&self, relationship: &str) -> Option<&DidDocument> {
        match self {
            Self::Known(document) if document.lists_keys(relationship) => Some(document),
            Self::Known(_) | Self::Served(_) | Self::Missing(_) => None,
        }
    }
}

/// Finds the source of an issuer's keys: `did:key` and `did:jwk` hold their own, `did:web` and https identifiers have
/// a document.
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
    let method = ForeignText::new(&scheme.join(":"), 40);
    Source::Computed(Keys::Missing(Check::not_checked(NAME, KeyReason::Unresolvable(method))))
}

/// The keys in a fetched document. The address of an `https` issuer can serve anything, such as a home page or a
/// Profile: a document of another kind lists no keys.
pub(super) fn fetched(bytes: Vec<u8>, place: &Place) -> Keys {
    let Place::Document(owner) = place else { return Keys::Served(bytes) };
    let lists_none = || owner.starts_with("https://").then(|| Keys::Known(DidDocument::without_keys(owner)));
    match DidDocument::parse(&bytes, owner) {
        Ok(document) => Keys::Known(document),
        Err(DidError::WrongId) if DidDocument::holds_keys(&bytes) => {
            Keys::Missing(refused(&DidError::WrongId))
        }
        Err(error) => lists_none().unwrap_or_else(|| Keys::Missing(refused(&error))),
    }
}

/// The issuer's keys could not be fetched.
pub(super) fn unreachable(why: Unavailable) -> Keys {
    Keys::Missing(Check::not_checked(NAME, KeyReason::Unreachable(why)))
}

/// The result of the best of a document's proofs.
pub(super) struct Judged {
    pub(super) proof: Check,
    pub(super) binding: Check,
    /// The proof makes no statement about the directions of texts.
    pub(super) without_directions: bool,
}

impl Judged {
    /// Lower is better: one good proof is enough (Open Badges 3.0, section 8.2.3).
    fn rank(&self) -> u8 {
        match (self.proof.outcome, self.binding.outcome) {
            (Outcome::Passed, Outcome::Passed) => 0,
            (Outcome::Passed, Outcome::NotChecked | Outcome::NotApplicable) => 1,
            (Outcome::NotChecked | Outcome::NotApplicable, Outcome::Failed) | (Outcome::Passed, _) => 3,
            (Outcome::NotChecked | Outcome::NotApplicable, _) => 2,
            (Outcome::Failed, _) => 4,
        }
    }

    /// The proof does not match the document as it is: altered text, a broken chain, a malformed member. A proof for
    /// another purpose, or an expired one, shows nothing about the document.
    fn is_broken(&self) -> bool {
        let broken =
            ["changed", "proof-malformed", "proof-context", "key-kind", "broken-chain", "earlier-proof"];
        self.proof.outcome == Outcome::Failed && broken.contains(&&*self.proof.code())
    }

    fn unread(proof: Check) -> Self {
        Self { proof, binding: Check::stopped(NAME), without_directions: false }
    }
}

/// Judges every proof of a document by the places that [`unread`] named, and keeps the best result.
///
/// VC Data Integrity 1.0, section 4.5, calls a document verified if every proof verifies. Here one good proof
/// decides; a remark names another proof that is broken.
pub(super) fn judge(question: &Question<'_>, keyring: &Keyring) -> Judged {
    let secured = match question.secured() {
        Ok(secured) => secured,
        Err(check) => return Judged::unread(check),
    };
    let judged = candidates(&secured, &question.expected).into_iter().map(|proof| match proof {
        Ok(candidate) => one(&candidate, question, keyring),
        Err(check) => Judged::unread(check),
    });
    let judged: Vec<Judged> = judged.collect();
    let one_is_broken = judged.iter().any(Judged::is_broken);
    let best = judged.into_iter().min_by_key(Judged::rank);
    let best = best.unwrap_or_else(|| Judged::unread(Candidate::without_key()));
    if !one_is_broken || best.rank() != 0 {
        return best;
    }
    Judged { proof: best.proof.with_warning(ProofReason::OtherProofBroken), ..best }
}

/// The next place that must be read to judge the proofs: the signer's document (unless no proof is by the signer's
/// keys); the addresses that it lists and a proof names; and the documents of the proofs on which a signer's proof
/// depends. At most two for each proof.
pub(super) fn unread(question: &Question<'_>, keyring: &Keyring) -> Option<Place> {
    let secured = question.secured().ok()?;
    candidates(&secured, &question.expected).into_iter().flatten().find_map(|candidate| {
        if is_under_another(&candidate.method, question.signer) {
            return None;
        }
        if let Found::Unread(place) = wanted(&candidate, question).look_up(keyring) {
            return Some(place);
        }
        // A proof with a broken chain is not good whatever the keys are; it still shows its signer.
        let earlier = candidate.earlier(&question.expected).unwrap_or_default();
        let mut documents = earlier.iter().map(|one| Place::Document(one.controller().to_owned()));
        documents.find(|place| keyring.read(place).is_none())
    })
}

fn one(candidate: &Candidate<'_, '_>, question: &Question<'_>, keyring: &Keyring) -> Judged {
    let (key, binding) = bind(candidate, question, keyring);
    let mut without_directions = false;
    let proof = match key.or_else(|| candidate.named_key()) {
        None => Candidate::without_key(),
        Some(key) => match candidate.covers(&key) {
            Ok(directions) => {
                without_directions = directions == Directions::Dropped;
                chain::objection(candidate, keyring, &question.expected)
                    .unwrap_or_else(|| candidate.unchanged(&key))
            }
            Err(failure) => refusal(&failure),
        },
    };
    // A key that did not sign this text needs no binding check.
    let binding = if proof.outcome == Outcome::Failed { Check::stopped(NAME) } else { binding };
    Judged { proof, binding, without_directions }
}

fn wanted<'q>(candidate: &'q Candidate<'_, '_>, question: &'q Question<'_>) -> Wanted<'q> {
    Wanted {
        signer: question.signer,
        name: KeyName::Id(&candidate.method),
        relationship: candidate.purpose,
        in_token: false,
        now: question.expected.now,
    }
}

/// The key that the signer publishes for the method, with the check to report.
fn bind(
    candidate: &Candidate<'_, '_>,
    question: &Question<'_>,
    keyring: &Keyring,
) -> (Option<PublicKey>, Check) {
    if is_under_another(&candidate.method, question.signer) {
        return (None, wrong_issuer());
    }
    match wanted(candidate, question).look_up(keyring) {
        Found::Key(jwk) => match jwk.key {
            Key::Curve(key) => (Some(key), bound(question.signer, &key)),
            Key::Rsa(_) => (None, refused(&DidError::KeyType)),
        },
        Found::Nothing(check) => (None, *check),
        Found::Unread(_) => (None, not_asked()),
    }
}

fn bound(issuer: &str, key: &PublicKey) -> Check {
    named_bound(issuer, NamedKey::of(key))
}

/// The check for a key that its issuer publishes.
pub(super) fn named_bound(issuer: &str, key: NamedKey) -> Check {
    let reason = match host(issuer) {
        Some(host) => KeyReason::PublishedByHost { host, key },
        None => KeyReason::KeyOnly(key),
    };
    Check::passed(NAME, reason)
}

/// Host and path that an identifier proves once its document has listed the key; a `did:key` proves none.
pub(super) fn host(issuer: &str) -> Option<String> {
    identity::domain_name(issuer)
}

fn wrong_issuer() -> Check {
    Check::failed(NAME, KeyReason::WrongIssuer)
}

fn malformed_identifier() -> Check {
    Check::failed(NAME, KeyReason::IssuerMalformed)
}

/// The fault of a key, or of the document that should list it.
pub(super) fn refused(error: &DidError) -> Check {
    let failed = |reason| Check::failed(NAME, reason);
    let open = |reason| Check::not_checked(NAME, reason);
    match error {
        DidError::UnknownKey => failed(KeyReason::UnknownKey),
        DidError::Revoked(at) => failed(KeyReason::Withdrawn(*at)),
        DidError::Expired(at) => failed(KeyReason::Expired(*at)),
        DidError::NotForAssertion => failed(KeyReason::NotForBadges),
        DidError::WrongController => wrong_issuer(),
        DidError::ControllerFragment => open(KeyReason::ControllerFragment),
        DidError::WhichKey => open(KeyReason::WhichKey),
        DidError::WrongId => failed(KeyReason::OtherIdentifier),
        DidError::KeyType | DidError::Jwk(JwkError::Kind) => open(KeyReason::KeyType),
        DidError::Malformed(_) => open(KeyReason::IssuerUnreadable),
        DidError::NotHttps | DidError::Host | DidError::Form => malformed_identifier(),
        DidError::Key(_) | DidError::Jwk(_) => failed(KeyReason::KeyMalformed),
    }
}
