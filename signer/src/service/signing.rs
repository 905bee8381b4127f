//! From a recorded statement to a finished document: the proof's options, the token's signature, our own check of it.

use crate::ledger::{Ledger, Recorded};
use crate::worker::client::{Worker, worker_fault};
use credentials::contexts::FurtherContexts;
use credentials::did;
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofOptions};
use protocol::{Fault, FaultCode};

/// A key in the token, by its label, with the public half that was pinned when it was made.
#[derive(Debug)]
pub(crate) struct Key {
    label: String,
    public_key: PublicKey,
}

/// A finished document whose proof verified against the pinned key. Only [`Key::sign`] makes one;
/// [`Ledger::settle`] lets it go.
#[derive(Debug)]
pub(crate) struct Signed {
    document: String,
    leaf: u64,
    signature: [u8; 64],
}

impl Signed {
    /// The finished text, its leaf, its signature.
    pub(crate) fn into_parts(self) -> (String, u64, [u8; 64]) {
        (self.document, self.leaf, self.signature)
    }
}

impl Key {
    /// The key that a statement was recorded under.
    pub(crate) fn of(ledger: &Ledger, recorded: &Recorded) -> Result<Self, Fault> {
        let pinned = ledger.state().key(recorded.key()).ok_or_else(|| self_check("the key is not pinned"))?;
        Ok(Self { label: pinned.label.clone(), public_key: pinned.public_key })
    }

    /// Signs what was recorded. A statement that has its outcome already takes that signature: the same document
    /// comes out, whatever the cryptosuite, and the token is not asked. `contexts` are those it was linted with.
    pub(crate) fn sign(
        &self,
        recorded: Recorded,
        contexts: &FurtherContexts,
        worker: &Worker,
    ) -> Result<Signed, Fault> {
        let (linted, entered) = recorded.into_parts();
        let options = ProofOptions {
            cryptosuite: Cryptosuite::for_key(&self.public_key),
            verification_method: did::verification_method(linted.issuer(), &self.public_key),
            created: entered.created,
        };
        let to_sign = linted
            .to_sign_with(&options, &contexts.extra())
            .map_err(|_| self_check("the proof's options have no canonical form"))?;
        let signature = if let Some(signature) = entered.signature {
            signature
        } else {
            let bytes = to_sign.bytes().try_into().map_err(|_| self_check("the token signs 64 bytes"))?;
            worker.sign(&self.label, bytes).map_err(worker_fault)?
        };
        let document = to_sign
            .finish(&signature, &self.public_key)
            .map_err(|_| self_check("the token's signature does not verify with the key that was pinned"))?;
        Ok(Signed { document, leaf: entered.leaf, signature })
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
