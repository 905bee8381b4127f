//! A proof that depends on earlier ones counts only when these do (VC Data Integrity 1.0, section 2.1.2).

use super::binding::{Source, source};
use super::keyring::Keyring;
use super::proof::{Candidate, refusal};
use super::reason::ProofReason;
use super::report::{Check, CheckName};
use crate::did::DidError;
use crate::proof::Expected;

const NAME: CheckName = CheckName::Proof;

/// The first reason why the proofs before a proof do not count. Earlier proofs may be by others than the issuer; each
/// must be by the key that it names, as that key's own controller lists it.
pub(super) fn objection(
    candidate: &Candidate<'_, '_>,
    keyring: &Keyring,
    expected: &Expected<'_>,
) -> Option<Check> {
    match candidate.earlier(expected) {
        Ok(earlier) => earlier.iter().find_map(|one| earlier_objection(one, keyring, expected)),
        Err(failure) => Some(refusal(&failure)),
    }
}

fn earlier_objection(
    earlier: &Candidate<'_, '_>,
    keyring: &Keyring,
    expected: &Expected<'_>,
) -> Option<Check> {
    let computed;
    let known = match keyring.get(earlier.controller()) {
        Some(keys) => Some(keys.as_ref()),
        // The keys of a did:key or did:jwk need no request.
        None => match source(earlier.controller()) {
            Source::Computed(keys) => {
                computed = keys;
                Some(&computed)
            }
            Source::Fetch(_) => None,
        },
    };
    let Some(document) = known.and_then(|keys| keys.document_with_keys(earlier.purpose)) else {
        return Some(Check::not_checked(NAME, ProofReason::EarlierKeyMissing));
    };
    match document.key_for(&earlier.method, earlier.purpose, expected.now) {
        Ok(key) => earlier.covers(&key).err().map(|failure| refusal(&failure)),
        Err(DidError::KeyType | DidError::Malformed(_) | DidError::ControllerFragment | DidError::Form) => {
            Some(Check::not_checked(NAME, ProofReason::EarlierKeyUnreadable))
        }
        Err(_) => Some(Check::failed(NAME, ProofReason::EarlierKeyDisowned)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::binding::Keys;
    use super::super::lookup::Place;
    use super::*;
    use crate::proof::SecuredDocument;
    use crate::time::Timestamp;

    const OWNER: &str = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    /// The objection to a proof that builds on one with this verification method.
    fn objected(method: &str, keys: Option<Keys>) -> String {
        let mut keyring = Keyring::default();
        if let Some(keys) = keys {
            keyring.hold(Place::Document(OWNER.to_owned()), keys);
        }
        let proof = |id: &str| {
            json!({"id": id, "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1",
                "proofPurpose": "assertionMethod", "verificationMethod": method})
        };
        let mut last = proof("urn:2");
        last["previousProof"] = json!("urn:1");
        let document = json!({"proof": [proof("urn:1"), last]});
        let secured = SecuredDocument::read(&document).unwrap();
        let expected = Expected::of_credential(Timestamp::from_millis(0));
        let candidate = Candidate::read(&secured, 1, &expected).unwrap();
        objection(&candidate, &keyring, &expected).unwrap().code().into_owned()
    }

    #[test]
    fn the_key_of_an_earlier_proof_must_be_had_and_be_listed_by_its_owner() {
        let known = crate::did::DidDocument::for_did_key(OWNER).map(Keys::Known).unwrap();
        let disowned = format!("{OWNER}#z6Mkvmr6MowuwBxAwqtd7JUHoP5RqqQ9TMfbLPpaCymkozCu");
        assert_eq!(objected(&disowned, Some(known)), "earlier-proof");
        assert_eq!(objected(&disowned, None), "earlier-proof", "a did:key need not be asked for");
        let listed = format!("{OWNER}#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
        assert_eq!(objected(&listed, None), "proof-malformed", "its signature is looked at");
        assert_eq!(objected("did:web:silent.example#1", None), "earlier-proof-no-key");
    }
}
