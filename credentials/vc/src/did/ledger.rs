//! The ledger of an issuer's signatures, named in its DID document as a service of our own type.

use serde_json::{Value, json};

use tlog::VerifierKey;

/// `type` of the service.
const TYPE: &str = "InsigniaLedger";

/// The issuer's document names a ledger in an unreadable form, or names two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ledger that the issuer's document names cannot be read")]
pub struct UnreadableLedger;

/// A ledger that an issuer publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedLedger {
    /// Address prefix of its files, without a slash at its end.
    pub address: String,
    /// The key of its checkpoints; its name is the address without the scheme.
    pub key: VerifierKey,
    /// The verification methods whose signatures it records (`covers`); none for every key of the issuer.
    pub covers: Option<Vec<String>>,
}

impl PublishedLedger {
    /// A ledger at an address under a key. None when the key belongs to another ledger.
    #[must_use]
    pub fn new(address: &str, key: VerifierKey) -> Option<Self> {
        let (_, name) = address.split_once("://")?;
        (name == key.name()).then(|| Self { address: address.to_owned(), key, covers: None })
    }

    /// The `service` entry for the document of `did`.
    #[must_use]
    pub fn service(&self, did: &str) -> Value {
        let mut service = json!({
            "id": format!("{did}#ledger"),
            "type": TYPE,
            "serviceEndpoint": self.address,
            "checkpointKey": self.key.to_string(),
        });
        if let (Some(covers), Value::Object(members)) = (&self.covers, &mut service) {
            members.insert("covers".to_owned(), json!(covers));
        }
        service
    }

    /// The only such entry among services; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// [`UnreadableLedger`] where there are two, or a member is missing or malformed.
    pub fn among(services: &Value) -> Result<Option<Self>, UnreadableLedger> {
        let services = match services {
            Value::Array(services) => services.as_slice(),
            one => std::slice::from_ref(one),
        };
        let is_named = |kind: &Value| kind.as_str() == Some(TYPE);
        let is_it = |entry: &&Value| match entry.get("type") {
            Some(Value::Array(kinds)) => kinds.iter().any(is_named),
            kind => kind.is_some_and(is_named),
        };
        let mut entries = services.iter().filter(is_it);
        match (entries.next(), entries.next()) {
            (None, _) => Ok(None),
            (Some(entry), None) => Self::read(entry).map(Some).ok_or(UnreadableLedger),
            (Some(_), Some(_)) => Err(UnreadableLedger),
        }
    }

    fn read(entry: &Value) -> Option<Self> {
        let member = |name: &str| entry.get(name).and_then(Value::as_str);
        let ledger =
            Self::new(member("serviceEndpoint")?, VerifierKey::parse(member("checkpointKey")?).ok()?)?;
        let covers = match entry.get("covers") {
            None => None,
            Some(methods) => {
                let methods = methods.as_array()?.iter();
                Some(methods.map(|method| method.as_str().map(str::to_owned)).collect::<Option<_>>()?)
            }
        };
        Some(Self { covers, ..ledger })
    }

    /// Address of the ledger proof for a credential, derived from the credential's address. `digest` is the
    /// lower-case hex SHA-256 of its canonical form: knowing it shows possession of the credential. None when the
    /// credential is at another installation.
    #[must_use]
    pub fn proof_of(&self, credential: &str, digest: &str) -> Option<String> {
        let base = self.address.strip_suffix("/ledger")?;
        let below = credential.strip_prefix(base)?.starts_with('/');
        let plain = !credential.contains(['?', '#', ' ', '\\', '@']);
        (below && plain).then(|| format!("{credential}/ledger-proof?digest={digest}"))
    }

    /// Address of the ledger proof for a credential with an identifier elsewhere, such as a `urn:uuid:`. Only a
    /// credential that is not a badge can have one. `digest` as in [`PublishedLedger::proof_of`]. None when the
    /// ledger's address is not that of an installation.
    #[must_use]
    pub fn proof_by_id(&self, credential: &str, digest: &str) -> Option<String> {
        let base = self.address.strip_suffix("/ledger")?;
        let mut url = format!("{base}/credentials/ledger-proof?digest={digest}&id=");
        for byte in credential.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                url.push(char::from(byte));
            } else {
                url.push('%');
                url.push_str(&hex::encode_upper([byte]));
            }
        }
        Some(url)
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
    fn a_service_comes_back_as_it_went() {
        let service = ledger().service("did:web:a.example");
        assert_eq!(PublishedLedger::among(&json!([{"type": "Other"}, service])), Ok(Some(ledger())));
        let covers = Some(vec!["did:web:a.example#z6Mk".to_owned()]);
        let covering = PublishedLedger { covers, ..ledger() };
        let service = covering.service("did:web:a.example");
        assert_eq!(PublishedLedger::among(&json!([service])), Ok(Some(covering)));
        assert_eq!(PublishedLedger::among(&json!([{"type": "Other"}])), Ok(None));
        assert_eq!(PublishedLedger::among(&json!("x")), Ok(None));
    }

    #[test]
    fn a_service_that_is_doubled_or_in_another_form_is_never_no_ledger() {
        let service = ledger().service("did:web:a.example");
        let unreadable = |services: Value| {
            assert_eq!(PublishedLedger::among(&services), Err(UnreadableLedger), "{services}");
        };
        unreadable(json!([service, service]));
        for (member, value) in [
            ("serviceEndpoint", json!("https://b.example/ledger")),
            ("serviceEndpoint", json!(["https://a.example/ledger"])),
            ("checkpointKey", json!("a.example/ledger+0+x")),
            ("checkpointKey", Value::Null),
            ("covers", json!("did:web:a.example#z6Mk")),
            ("covers", json!([7])),
            ("covers", Value::Null),
        ] {
            let mut changed = service.clone();
            changed[member] = value;
            unreadable(json!([changed]));
            unreadable(changed);
        }
        let mut several = service.clone();
        several["type"] = json!(["Other", "InsigniaLedger"]);
        assert_eq!(PublishedLedger::among(&json!([several])), Ok(Some(ledger())));
    }

    #[test]
    fn a_credential_with_an_identifier_of_another_place_is_looked_up_by_it() {
        let at = |credential: &str| ledger().proof_by_id(credential, "00").unwrap();
        let place = "https://a.example/credentials/ledger-proof?digest=00&id=";
        assert_eq!(at("urn:uuid:1-2"), format!("{place}urn%3Auuid%3A1-2"));
        assert_eq!(at("x/y?z&id=\u{fc}#"), format!("{place}x%2Fy%3Fz%26id%3D%C3%BC%23"));
    }

    #[test]
    fn a_proof_lies_beside_a_credential_of_the_same_installation_only() {
        let at = |credential: &str| ledger().proof_of(credential, "00");
        let expected = "https://a.example/credentials/1/ledger-proof?digest=00";
        assert_eq!(at("https://a.example/credentials/1").as_deref(), Some(expected));
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
