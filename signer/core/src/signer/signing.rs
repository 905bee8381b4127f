//! From recorded statements to finished documents: the proofs' options, the token's signatures, our own check of them.

use crate::environment::Token;
use crate::ledger::{Ledger, LedgerError, Recorded};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use credentials::lint::{Preparation, ToSign};
use credentials::multikey::PublicKey;
use credentials::verify::plain_form;
use protocol::{Fault, FaultReason};

/// A key in the token: its label, and the public key that was pinned when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    label: String,
    public_key: PublicKey,
}

/// A finished document whose proof verified against the pinned key. Only [`sign`] makes one;
/// [`Ledger::settle`] releases it.
#[derive(Debug)]
pub(crate) struct Signed {
    document: String,
    leaf: u64,
    signature: Vec<u8>,
}

impl Signed {
    /// The finished text, its leaf and its signature.
    pub(crate) fn into_parts(self) -> (String, u64, Vec<u8>) {
        (self.document, self.leaf, self.signature)
    }
}

impl Key {
    /// The key that a statement was recorded under.
    pub(crate) fn of(ledger: &Ledger, recorded: &Recorded) -> Result<Self, Fault> {
        let pinned = ledger.state().key(recorded.key()).ok_or_else(|| self_check("the key is not pinned"))?;
        Ok(Self { label: pinned.label.clone(), public_key: pinned.public_key })
    }

    /// The bytes that the token signs for a proof with this key.
    fn message(&self, to_sign: &ToSign) -> Vec<u8> {
        match &self.public_key {
            PublicKey::Ed25519(_) => to_sign.bytes().to_vec(),
            PublicKey::P256(_) | PublicKey::P384(_) => to_sign.digest(),
        }
    }
}

/// Signs recorded documents in order. After a fault, returns those finished before it, and the fault. `contexts` are
/// those of the lint.
pub(crate) fn sign(
    recorded: Vec<(Key, Recorded)>,
    contexts: &FurtherContexts,
    token: &dyn Token,
) -> (Vec<Signed>, Option<Fault>) {
    let mut signed = Vec::new();
    let mut rest = recorded.into_iter().peekable();
    while let Some((key, first)) = rest.next() {
        let mut of_key = vec![first];
        while let Some((_, one)) = rest.next_if(|(next, _)| *next == key) {
            of_key.push(one);
        }
        if let Err(fault) = sign_by(&key, of_key, contexts, token, &mut signed) {
            return (signed, Some(fault));
        }
    }
    (signed, None)
}

/// Signs the documents of one key. A statement that has its outcome already reuses that signature: the same document
/// results with any cryptosuite, and the token is not asked.
fn sign_by(
    key: &Key,
    recorded: Vec<Recorded>,
    contexts: &FurtherContexts,
    token: &dyn Token,
    signed: &mut Vec<Signed>,
) -> Result<(), Fault> {
    let extra = contexts.extra();
    let mut preparation =
        Preparation::new(&key.public_key, &extra).map_err(|_| self_check("the pinned key is no key"))?;
    let mut prepared = Vec::new();
    let mut messages = Vec::new();
    for one in recorded {
        let (linted, entered) = one.into_parts();
        let to_sign = preparation
            .to_sign(linted, entered.created)
            .map_err(|_| self_check("the proof's options have no canonical form"))?;
        if entered.signature.is_none() {
            messages.push(key.message(&to_sign));
        }
        prepared.push((to_sign, entered));
    }
    let (made, fault) = token.sign(&key.label, &key.public_key, &messages);
    let mut made = made.into_iter();
    let mut with_signatures = Vec::with_capacity(prepared.len());
    let mut outcomes = Vec::with_capacity(prepared.len());
    for (to_sign, entered) in prepared {
        // The documents without a signature wait until they are requested again.
        let Some(signature) = entered.signature.or_else(|| made.next()) else { break };
        outcomes.push((entered.leaf, signature.clone()));
        with_signatures.push((to_sign, signature));
    }
    // Drawn after the signatures are made, so that no module could have known it.
    let (documents, failure) = preparation.finish_all(with_signatures, &seed()?);
    check_plain(&documents)?;
    let finished = documents.into_iter().zip(outcomes);
    signed.extend(finished.map(|(document, (leaf, signature))| Signed { document, leaf, signature }));
    if failure.is_some() {
        return Err(self_check("the token's signature does not verify with the key that was pinned"));
    }
    fault.map_or(Ok(()), Err)
}

/// Withholds a finished document that our own verifier would not read as it was signed.
fn check_plain(documents: &[String]) -> Result<(), Fault> {
    for document in documents {
        let read = Document::parse(document.as_bytes());
        let read = read.map_err(|_| self_check("a finished document is not JSON"))?;
        if let Some(fault) = plain_form(read.value()) {
            let code = fault.code();
            return Err(self_check(&format!("a finished document is not in plain form: {code}")));
        }
    }
    Ok(())
}

fn seed() -> Result<[u8; 32], Fault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(LedgerError::Chance)?;
    Ok(seed)
}

/// Logs a failed self-check. Returns the fault: nothing is released.
pub fn self_check(what: &str) -> Fault {
    crate::log::say(&format!("self-check: {what}"));
    Fault::new(FaultReason::SelfCheck)
}
