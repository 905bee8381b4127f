//! Where an issuer publishes the ledger of what it signs, as its DID document says: a service of our own type.

use serde_json::{Value, json};

use crate::log::VerifierKey;

/// `type` of the service.
const TYPE: &str = "InsigniaLedger";

/// A ledger that an issuer publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLedger {
    /// Address below which its files lie, without a slash at its end.
    pub address: String,
    /// The key of its checkpoints, whose name is the address without its scheme.
    pub key: VerifierKey,
}

impl PublishedLedger {
    /// A ledger at an address under a key. None when the key is of another ledger.
    #[must_use]
    pub fn new(address: &str, key: VerifierKey) -> Option<Self> {
        let (_, name) = address.split_once("://")?;
        (name == key.name()).then(|| Self { address: address.to_owned(), key })
    }

    /// The entry of `service` in the document of `did`.
    #[must_use]
    pub fn service(&self, did: &str) -> Value {
        json!({
            "id": format!("{did}#ledger"),
            "type": TYPE,
            "serviceEndpoint": self.address,
            "checkpointKey": self.key.to_string(),
        })
    }

    /// The first such entry among services. None where there is none, or it makes no sense.
    #[must_use]
    pub fn among(services: &Value) -> Option<Self> {
        let entry =
            services.as_array()?.iter().find(|entry| entry.get("type") == Some(&Value::from(TYPE)))?;
        let member = |name: &str| entry.get(name).and_then(Value::as_str);
        Self::new(member("serviceEndpoint")?, VerifierKey::parse(member("checkpointKey")?).ok()?)
    }

    /// Address of what shows that a credential is in the ledger, beside the credential. `digest` is the lower-case hex
    /// SHA-256 of its canonical form: who knows it has the credential. None when the credential lies elsewhere.
    #[must_use]
    pub fn proof_of(&self, credential: &str, digest: &str) -> Option<String> {
        let base = self.address.strip_suffix("/ledger")?;
        let below = credential.strip_prefix(base)?.starts_with('/');
        let plain = !credential.contains(['?', '#', ' ', '\\', '@']);
        (below && plain).then(|| format!("{credential}/ledger-proof?digest={digest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> PublishedLedger {
        let key =
            crate::multikey::PublicKey::parse("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK").unwrap();
        let crate::multikey::PublicKey::Ed25519(key) = key else { panic!() };
        let key = VerifierKey::new("a.example/ledger", key).unwrap();
        PublishedLedger::new("https://a.example/ledger", key).unwrap()
    }

    #[test]
    fn a_service_comes_back_as_it_went_and_one_of_another_ledger_is_none() {
        let service = ledger().service("did:web:a.example");
        assert_eq!(PublishedLedger::among(&json!([{"type": "Other"}, service.clone()])), Some(ledger()));
        let elsewhere = service.to_string().replace("https://a.example", "https://b.example");
        assert_eq!(
            PublishedLedger::among(&json!([serde_json::from_str::<Value>(&elsewhere).unwrap()])),
            None
        );
        assert_eq!(PublishedLedger::among(&json!("x")), None);
    }

    #[test]
    fn a_proof_lies_beside_a_credential_of_the_same_installation_only() {
        let at = |credential: &str| ledger().proof_of(credential, "00");
        let beside = "https://a.example/credentials/1/ledger-proof?digest=00";
        assert_eq!(at("https://a.example/credentials/1").as_deref(), Some(beside));
        for elsewhere in [
            "https://a.example.evil/credentials/1",
            "urn:uuid:1",
            "https://a.example/c?x",
            "https://b.example/c/1",
        ] {
            assert_eq!(at(elsewhere), None, "{elsewhere}");
        }
    }
}
