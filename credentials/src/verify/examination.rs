//! One document with a proof: its vocabulary, its parts, whose key signed it.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use super::binding::{self, Judged, Keys};
use super::format::Secured;
use super::keyring::Keyring;
use super::kind::Kind;
use super::members::values;
use super::need::{Need, Supply};
use super::proof::Question;
use super::report::{Check, CheckName, Outcome};
use super::token::{self, Place};
use super::{context, structure};
use crate::contexts::FurtherContexts;
use crate::jose::{KeySet, Token};
use crate::proof::Expected;
use crate::time::Timestamp;

/// Most bytes of an issuer's document.
const MOST_KEYS: usize = 256 * 1024;

/// What a proof must be for, beside its purpose.
#[derive(Clone, Default)]
pub(super) struct Demands {
    pub(super) challenge: Option<String>,
    pub(super) domain: Option<String>,
}

/// The work on one document. Ask [`Examination::next_need`], answer with [`Examination::supply`] until there is none.
pub(super) struct Examination {
    document: Value,
    kind: Kind,
    now: Timestamp,
    demands: Demands,
    /// The contexts beside the embedded ones that it may name.
    contexts: FurtherContexts,
    /// The token whose payload the document is, if it came as one.
    token: Option<Box<Token>>,
    /// The text that was hashed, worked out once for the words and the proofs.
    canonical: Option<String>,
    /// Whose keys are waited for, and where they are to be had: the signer's, and those of earlier proofs of a chain.
    waiting: VecDeque<(String, String)>,
    checks: Vec<Check>,
}

impl Examination {
    /// Looks at vocabulary and parts; then, if both allow, at the proof, as soon as the keys are there. `contexts` are
    /// those that the caller vouches for; they count where the kind of document may name them.
    pub(super) fn begin(
        secured: Secured,
        kind: Kind,
        contexts: &FurtherContexts,
        keyring: &mut Keyring,
        now: Timestamp,
    ) -> Self {
        Self::begin_with(secured, kind, Demands::default(), contexts, keyring, now)
    }

    /// As [`Examination::begin`], with what the proof must be for.
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
            if kind.takes_further_contexts() { contexts.clone() } else { FurtherContexts::default() };
        let ((context, canonical), structure) = if token.is_some() {
            (
                (context::check_in_token(&document, kind, &contexts), None),
                structure::check_in_token(&document, kind),
            )
        } else {
            (context::check(&document, kind, &contexts), structure::check(&document, kind))
        };
        let go_on = context.outcome != Outcome::Failed && structure.outcome != Outcome::Failed;
        let known = context.outcome == Outcome::Passed;
        let (waiting, checks) = (VecDeque::new(), vec![context, structure]);
        let mut this = Self { document, kind, now, demands, contexts, token, canonical, waiting, checks };
        let unsigned = this.token.is_none() && values(this.document.get("proof")).is_empty();
        if !known || (!go_on && unsigned) {
            // Without its vocabularies nothing was hashed the way that the signer did: no key would help. That there is no
            // proof at all is worth saying in any case.
            if go_on || unsigned {
                this.checks.push(this.judged(&Keyring::default()).proof);
            }
        } else if go_on {
            this.waiting = this
                .owners()
                .into_iter()
                .filter_map(|(owner, at)| at.or_else(|| keyring.place(&owner)).map(|url| (owner, url)))
                .collect();
            this.judge_when_ready(keyring);
        }
        this
    }

    /// Whose keys are needed, and where they are, unless it is where the owner publishes them.
    fn owners(&self) -> Vec<(String, Option<String>)> {
        let signer = self.signer();
        match self.token.as_deref().map(token::place) {
            Some(Place::Issuer) => vec![(signer, None)],
            Some(Place::At(url)) => vec![(url.clone(), Some(url))],
            Some(Place::SomebodyElse | Place::Nowhere) => Vec::new(),
            None => {
                let controllers = self.asking(&signer, binding::controllers);
                controllers.into_iter().map(|owner| (owner, None)).collect()
            }
        }
    }

    /// The keys that are needed, if any.
    pub(super) fn next_need(&self) -> Option<Need> {
        self.waiting.front().map(|(did, url)| {
            if self.token.is_some() && *did != self.signer() {
                return Need::KeySet { url: url.clone() };
            }
            Need::DidDocument { url: url.clone(), did: did.clone() }
        })
    }

    /// Answers the need.
    pub(super) fn supply(&mut self, supply: Supply, keyring: &mut Keyring) {
        let Some((owner, _)) = self.waiting.pop_front() else { return };
        let keys = match supply {
            Supply::Found(bytes) if bytes.len() > MOST_KEYS => binding::unreachable("larger than 256 KiB"),
            Supply::Found(bytes) => self.published(&bytes, &owner),
            Supply::Unavailable(why) => binding::unreachable(&why),
            Supply::Profile { .. } => binding::unreachable("a profile is no DID document"),
        };
        keyring.hold(&owner, keys);
        self.judge_when_ready(keyring);
    }

    /// A token's key may be published as a JSON Web Key or in a set of them; that of a proof stands in a document.
    fn published(&self, bytes: &[u8], owner: &str) -> Keys {
        if self.token.is_none() {
            return binding::fetched(bytes, owner);
        }
        match KeySet::parse(bytes, owner) {
            Ok(KeySet::Document(document)) => Keys::Known(document),
            Ok(set @ KeySet::Keys(_)) => Keys::Published(set),
            Err(error) => Keys::Missing(token::unfound(&error)),
        }
    }

    /// Unchanged, and signed by whom it names.
    pub(super) fn is_good(&self) -> bool {
        [CheckName::Proof, CheckName::IssuerBinding]
            .into_iter()
            .all(|name| self.checks.iter().any(|check| check.is(name, Outcome::Passed)))
    }

    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    /// The text that was hashed, where the document itself is signed and not a token around it.
    pub(super) fn canonical(&self) -> Option<&str> {
        self.canonical.as_deref()
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// What was found so far.
    pub(super) fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The document and what was found.
    pub(super) fn finish(self) -> (Value, Vec<Check>) {
        (self.document, self.checks)
    }

    /// Who must have signed it; empty when it does not say.
    pub(super) fn signer(&self) -> String {
        self.kind.signer(&self.document).unwrap_or_default().to_owned()
    }

    fn judge_when_ready(&mut self, keyring: &Keyring) {
        if self.waiting.is_empty() {
            let Judged { proof, binding } = self.judged(keyring);
            self.checks.extend([proof, binding]);
        }
    }

    fn judged(&self, keyring: &Keyring) -> Judged {
        if let Some(token) = self.token.as_deref() {
            return token::judge(token, keyring, self.now);
        }
        let keys = |owner: &str| keyring.get(owner).map(Arc::as_ref);
        self.asking(&self.signer(), |question| binding::judge(question, &keys))
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
            extra: &self.contexts.extra(),
            signer,
            expected,
        })
    }
}
