//! Examines one document with a proof: its vocabulary, its parts, and whose key signed it.

use serde_json::Value;

use super::binding::{self, Judged};
use super::format::Secured;
use super::keyring::Keyring;
use super::kind::Kind;
use super::lookup::Place;
use super::members::values;
use super::need::{Need, Supply};
use super::proof::Question;
use super::reason::{ProofReason, Unavailable};
use super::report::{Check, CheckName, Outcome};
use super::{context, structure, token};
use crate::contexts::FurtherContexts;
use crate::jose::Token;
use crate::proof::Expected;
use crate::time::Timestamp;
use crate::work::Work;

/// Maximum size in bytes of an issuer's document.
const MOST_KEYS: usize = 256 * 1024;

/// The values that a proof must have in addition to its purpose.
#[derive(Clone, Default)]
pub(super) struct Demands {
    pub(super) challenge: Option<String>,
    pub(super) domain: Option<String>,
}

/// The examination of one document. Call [`Examination::next_need`] and answer with [`Examination::supply`] until
/// there is no need left.
pub(super) struct Examination {
    document: Value,
    kind: Kind,
    now: Timestamp,
    demands: Demands,
    /// The budget of the whole verification.
    work: Work,
    /// The contexts that the document may name in addition to the embedded ones.
    contexts: FurtherContexts,
    /// The token whose payload is the document, if there is one.
    token: Option<Box<Token>>,
    /// The hashed text, computed once for the terms and the proofs.
    canonical: Option<String>,
    /// The pending place of keys, and its address.
    waiting: Option<(Place, String)>,
    checks: Vec<Check>,
    /// The proof of the enclosing presentation secures the document.
    is_self_asserted: bool,
}

impl Examination {
    /// Checks vocabulary and parts; then, if both allow, the proof, as soon as the keys are known. `contexts` are
    /// those that the caller vouches for; they apply where the kind of document may name them.
    pub(super) fn begin(
        secured: Secured,
        kind: Kind,
        contexts: &FurtherContexts,
        keyring: &mut Keyring,
        now: Timestamp,
    ) -> Self {
        Self::begin_with(secured, kind, Demands::default(), contexts, keyring, now)
    }

    /// As [`Examination::begin`], with the demands on the proof.
    pub(super) fn begin_with(
        secured: Secured,
        kind: Kind,
        demands: Demands,
        contexts: &FurtherContexts,
        keyring: &mut Keyring,
        now: Timestamp,
    ) -> Self {
        let (document, token) = match secured {
            Secured::Embedded(document) => (document, None),
            Secured::Token(token) => (token.credential().value().clone(), Some(token)),
        };
        let contexts =
            if kind.takes_further_contexts() { contexts.clone() } else { contexts.without_contexts() };
        let work = keyring.work().clone();
        let ((context, canonical), form) = if token.is_some() {
            (
                (context::check_in_token(&document, kind, &contexts), None),
                structure::plain_form_in_token(&document, kind),
            )
        } else {
            (context::check(&document, &contexts, &work), structure::plain_form(&document, kind))
        };
        let mut conformance = structure::conformance(&document, kind);
        if let Some(token) = &token {
            conformance = token::conformance(token, conformance);
        }
        let go_on = context.outcome != Outcome::Failed && form.outcome != Outcome::Failed;
        // The signature of a token covers its text, whatever the terms in it mean.
        let known = context.outcome == Outcome::Passed || token.is_some();
        let (waiting, checks) = (None, vec![context, form, conformance]);
        let mut this = Self {
            document,
            kind,
            now,
            demands,
            work,
            contexts,
            token,
            canonical,
            waiting,
            checks,
            is_self_asserted: false,
        };
        let unsigned = this.token.is_none() && values(this.document.get("proof")).is_empty();
        if !known || (!go_on && unsigned) {
            // Without its vocabularies the document cannot be hashed as the signer did, and no key would help. A
            // missing proof is reported in any case.
            if go_on || unsigned {
                this.checks.push(this.judged(&Keyring::default()).proof);
            }
        } else if go_on {
            this.go_on(keyring);
        }
        this
    }

    /// For a credential without a proof whose issuer is the holder of the presentation: the proof of the presentation
    /// secures it (VC Data Model 2.0, section 4.13.4). `binding` is the check of whose key made that proof.
    pub(super) fn self_asserted(mut self, binding: Check) -> Self {
        let passed = |name| self.checks.iter().any(|check| check.is(name, Outcome::Passed));
        if passed(CheckName::Context) && passed(CheckName::PlainForm) {
            let proof = Check::passed(CheckName::Proof, ProofReason::SelfAsserted);
            self.checks.retain(|check| ![CheckName::Proof, CheckName::IssuerBinding].contains(&check.name));
            self.checks.extend([proof, binding]);
            self.is_self_asserted = true;
        }
        self
    }

    /// Whether the proof of the enclosing presentation secures the document.
    pub(super) const fn is_self_asserted(&self) -> bool {
        self.is_self_asserted
    }

    /// The keys that are needed, if any.
    pub(super) fn next_need(&self) -> Option<Need> {
        self.waiting.as_ref().map(|(place, url)| place.need(url))
    }

    /// Answers the need.
    pub(super) fn supply(&mut self, supply: Supply, keyring: &mut Keyring) {
        let Some((place, _)) = self.waiting.take() else { return };
        let keys = match supply {
            Supply::Found(bytes) | Supply::Relayed { bytes, .. } if bytes.len() > MOST_KEYS => {
                binding::unreachable(Unavailable::LargerThan256KiB)
            }
            Supply::Found(bytes) => binding::fetched(bytes, &place),
            Supply::Relayed { bytes, by } => {
                keyring.note_relay(&place, by);
                binding::fetched(bytes, &place)
            }
            Supply::Unavailable(why) => binding::unreachable(Unavailable::stated(&why)),
            Supply::NotAsked => binding::unreachable(Unavailable::NotAskedFor),
            Supply::Profile { .. } => binding::unreachable(Unavailable::ProfileForKeys),
        };
        keyring.hold(place, keys);
        self.go_on(keyring);
    }

    /// Waits for the next place of keys, or judges once all were read. Each place is read once, so the loop ends.
    fn go_on(&mut self, keyring: &mut Keyring) {
        while let Some(place) = self.unread(keyring) {
            if let Some(url) = keyring.address(&place) {
                self.waiting = Some((place, url));
                return;
            }
        }
        let Judged { proof, binding, without_directions } = self.judged(keyring);
        let document = &self.document;
        if let Some(context) = self.checks.first_mut().filter(|_| without_directions) {
            *context = context::direction_not_signed(context.clone(), document);
        }
        self.checks.extend([proof, binding]);
    }

    fn unread(&self, keyring: &Keyring) -> Option<Place> {
        match self.token.as_deref() {
            Some(token) => token::unread(token, keyring, self.now),
            None => self.asking(&self.signer(), |question| binding::unread(question, keyring)),
        }
    }

    /// The document is unchanged, and signed by the issuer that it names.
    pub(super) fn is_good(&self) -> bool {
        [CheckName::Proof, CheckName::IssuerBinding]
            .into_iter()
            .all(|name| self.checks.iter().any(|check| check.is(name, Outcome::Passed)))
    }

    /// Examined completely, and nothing failed, but something could not be checked.
    pub(super) fn is_open(&self) -> bool {
        let failed = self.checks.iter().any(|check| check.outcome == Outcome::Failed);
        self.waiting.is_none() && !failed && !self.is_good()
    }

    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    /// The hashed text, where the document itself is signed and not a token around it.
    pub(super) fn canonical(&self) -> Option<&str> {
        self.canonical.as_deref()
    }

    /// The time of the examination.
    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    /// The token whose payload is the document, if there is one.
    pub(super) fn token(&self) -> Option<&Token> {
        self.token.as_deref()
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// The checks made so far.
    pub(super) fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The document and its checks.
    pub(super) fn finish(self) -> (Value, Vec<Check>) {
        (self.document, self.checks)
    }

    /// The identifier whose key must have signed; empty when the document does not name it.
    pub(super) fn signer(&self) -> String {
        self.kind.signer(&self.document).unwrap_or_default().to_owned()
    }

    fn judged(&self, keyring: &Keyring) -> Judged {
        if let Some(token) = self.token.as_deref() {
            return token::judge(token, keyring, self.now);
        }
        self.asking(&self.signer(), |question| binding::judge(question, keyring))
    }

    fn asking<T>(&self, signer: &str, ask: impl FnOnce(&Question<'_>) -> T) -> T {
        let domain = self.demands.domain.as_deref().map(|domain| [domain]);
        let expected = Expected {
            purpose: if self.kind == Kind::Presentation { "authentication" } else { "assertionMethod" },
            domain: domain.as_ref().map(<[&str; 1]>::as_slice),
            challenge: self.demands.challenge.as_deref(),
            now: self.now,
        };
        ask(&Question {
            document: &self.document,
            canonical: self.canonical.as_deref(),
            processing: self.contexts.processing(&self.contexts.extra()),
            signer,
            expected,
            work: &self.work,
        })
    }
}
