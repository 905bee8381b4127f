//! One document with a proof: its vocabulary, its parts, whose key signed it.

use serde_json::Value;

use super::binding::{self, Judged, Keys};
use super::keyring::Keyring;
use super::kind::Kind;
use super::need::{Need, Supply};
use super::report::{Check, CheckName, Outcome};
use super::{context, structure};
use crate::time::Timestamp;

/// Most bytes of an issuer's document.
const MOST_KEYS: usize = 256 * 1024;

/// The work on one document. Ask [`Examination::next_need`], answer with [`Examination::supply`] until there is none.
pub(super) struct Examination {
    document: Value,
    kind: Kind,
    now: Timestamp,
    /// Where the signer's keys are to be had, while they are waited for.
    keys_at: Option<String>,
    checks: Vec<Check>,
}

impl Examination {
    /// Looks at vocabulary and parts; then, if both allow, at the proof, as soon as the keys are there.
    pub(super) fn begin(document: Value, kind: Kind, keyring: &mut Keyring, now: Timestamp) -> Self {
        let context = context::check(&document, kind);
        let structure = structure::check(&document, kind);
        let go_on = context.outcome != Outcome::Failed && structure.outcome != Outcome::Failed;
        let known = context.outcome == Outcome::Passed;
        let mut this = Self { document, kind, now, keys_at: None, checks: vec![context, structure] };
        if !go_on {
            return this;
        }
        let signer = this.signer();
        if !known {
            // Without its vocabularies nothing was hashed the way that the signer did: no key would help.
            this.checks.push(binding::judge(&this.document, &signer, &not_asked(), now).proof);
            return this;
        }
        if binding::needs_keys(&this.document, &signer, now) {
            this.keys_at = keyring.place(&signer);
        }
        if this.keys_at.is_none() {
            this.judge(keyring);
        }
        this
    }

    /// The keys that are needed, if any.
    pub(super) fn next_need(&self) -> Option<Need> {
        self.keys_at.as_ref().map(|url| Need::DidDocument { url: url.clone(), did: self.signer() })
    }

    /// Answers the need.
    pub(super) fn supply(&mut self, supply: Supply, keyring: &mut Keyring) {
        if self.keys_at.take().is_none() {
            return;
        }
        let signer = self.signer();
        let keys = match supply {
            Supply::Found(bytes) if bytes.len() > MOST_KEYS => binding::unreachable("larger than 256 KiB"),
            Supply::Found(bytes) => binding::fetched(&bytes, &signer),
            Supply::Unavailable(why) => binding::unreachable(&why),
            Supply::Profile { .. } => binding::unreachable("a profile is no DID document"),
        };
        keyring.hold(&signer, keys);
        self.judge(keyring);
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

    fn judge(&mut self, keyring: &Keyring) {
        let signer = self.signer();
        let Judged { proof, binding } = match keyring.get(&signer) {
            Some(keys) => binding::judge(&self.document, &signer, keys, self.now),
            None => binding::judge(&self.document, &signer, &not_asked(), self.now),
        };
        self.checks.extend([proof, binding]);
    }
}

fn not_asked() -> Keys {
    binding::unreachable("they were not asked for")
}
