//! From recorded statements to finished documents: the proofs' options, the token's signatures, our own check of them.

use crate::ledger::{Ledger, Recorded};
use crate::worker::client::{Worker, worker_fault};
use credentials::contexts::FurtherContexts;
use credentials::lint::ToSign;
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofOptions};
use protocol::{Fault, FaultCode};
use std::sync::Arc;

/// A key in the token, by its label, with the public half that was pinned when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    label: String,
    public_key: PublicKey,
    /// The same as Multikey: written once for a batch.
    multibase: Arc<str>,
}

/// A finished document whose proof verified against the pinned key. Only [`sign`] makes one;
/// [`Ledger::settle`] lets it go.
#[derive(Debug)]
pub(crate) struct Signed {
    document: String,
    leaf: u64,
    signature: Vec<u8>,
}

impl Signed {
    /// The finished text, its leaf, its signature.
    pub(crate) fn into_parts(self) -> (String, u64, Vec<u8>) {
        (self.document, self.leaf, self.signature)
    }
}

impl Key {
    /// The key that a statement was recorded under.
    fn of(ledger: &Ledger, recorded: &Recorded) -> Result<Self, Fault> {
        let pinned = ledger.state().key(recorded.key()).ok_or_else(|| self_check("the key is not pinned"))?;
        let public_key = pinned.public_key;
        Ok(Self { label: pinned.label.clone(), public_key, multibase: public_key.multibase().into() })
    }

    /// The keys that statements were recorded under, each looked up once.
    pub(crate) fn of_all(ledger: &Ledger, recorded: Vec<Recorded>) -> Result<Vec<(Self, Recorded)>, Fault> {
        let mut keys: Vec<Self> = Vec::new();
        let mut keyed = Vec::with_capacity(recorded.len());
        for one in recorded {
            let key = if let Some(key) = keys.iter().find(|key| key.label == one.key()) {
                key.clone()
            } else {
                let key = Self::of(ledger, &one)?;
                keys.push(key.clone());
                key
            };
            keyed.push((key, one));
        }
        Ok(keyed)
    }

    /// What a token is given for a proof with this key.
    fn message(&self, to_sign: &ToSign) -> Vec<u8> {
        match &self.public_key {
            PublicKey::Ed25519(_) => to_sign.bytes().to_vec(),
            PublicKey::P256(_) | PublicKey::P384(_) => to_sign.digest(),
        }
    }
}

/// A statement on its way to its signature.
struct Prepared {
    key: Key,
    to_sign: ToSign,
    leaf: u64,
    /// There already if the statement has its outcome.
    signature: Option<Vec<u8>>,
}

/// Signs what was recorded, in order: all, or the first ones with why the rest is not signed. A statement that has its
/// outcome already takes that signature: the same document comes out, whatever the cryptosuite, and the token is not
/// asked. `contexts` are those it was linted with.
pub(crate) fn sign(
    recorded: Vec<(Key, Recorded)>,
    contexts: &FurtherContexts,
    worker: &Worker,
) -> (Vec<Signed>, Option<Fault>) {
    let mut prepared = Vec::new();
    let mut fault = None;
    for (key, one) in recorded {
        match prepare(key, one, contexts) {
            Ok(one) => prepared.push(one),
            Err(e) => {
                fault = Some(e);
                break;
            }
        }
    }
    let asked = ask(&mut prepared, worker);
    let mut signed = Vec::new();
    for one in prepared {
        // Before this one the token's signatures ended.
        let Some(signature) = one.signature else { break };
        let Ok(document) = one.to_sign.finish(&signature, &one.key.public_key) else {
            let what = "the token's signature does not verify with the key that was pinned";
            return (signed, Some(self_check(what)));
        };
        signed.push(Signed { document, leaf: one.leaf, signature });
    }
    (signed, asked.or(fault))
}

fn prepare(key: Key, recorded: Recorded, contexts: &FurtherContexts) -> Result<Prepared, Fault> {
    let (linted, entered) = recorded.into_parts();
    let options = ProofOptions {
        cryptosuite: Cryptosuite::for_key(&key.public_key),
        verification_method: format!("{}#{}", linted.issuer(), key.multibase),
        created: entered.created,
    };
    let to_sign = linted
        .into_to_sign(options, &key.public_key, &contexts.extra())
        .map_err(|_| self_check("the proof's options have no canonical form"))?;
    Ok(Prepared { key, to_sign, leaf: entered.leaf, signature: entered.signature })
}

/// Asks the token for every signature that is not there yet: one question for each key, until a fault.
fn ask(prepared: &mut [Prepared], worker: &Worker) -> Option<Fault> {
    loop {
        let key = prepared.iter().find(|one| one.signature.is_none())?.key.clone();
        let mut open: Vec<&mut Prepared> =
            prepared.iter_mut().filter(|one| one.signature.is_none() && one.key == key).collect();
        let messages: Vec<Vec<u8>> = open.iter().map(|one| key.message(&one.to_sign)).collect();
        let (made, fault) = worker.sign(&key.label, &key.public_key, &messages);
        for (one, signature) in open.iter_mut().zip(made) {
            one.signature = Some(signature);
        }
        if let Some(fault) = fault {
            return Some(worker_fault(fault));
        }
    }
}

/// What we made does not hold: nothing is released.
pub(crate) fn self_check(what: &str) -> Fault {
    crate::log::say(&format!("self-check: {what}"));
    Fault::new(
        FaultCode::SelfCheck,
        "the signer's own check of what it made failed, so nothing was released. Look at its log",
    )
}
