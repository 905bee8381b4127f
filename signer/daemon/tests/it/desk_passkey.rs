//! Software passkeys that also do what no real one would, and requests with them at the desk's endpoint.

use crate::test_signer::{DESK, HOST, PATIENCE, TestSigner, until};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use ed25519_dalek::Signer as _;
use messages::Language;
use protocol::Waiting;
use protocol::summary::Fact;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// `run`'s endpoint for the desk.
pub(crate) const DESK_ENDPOINT: &str = "desk/desk.sock";

/// Flags of authenticator data: user present and verified.
pub(crate) const PRESENT: u8 = 0x01;
pub(crate) const VERIFIED: u8 = 0x04;

/// A page's request to a passkey, and the answer of browser and passkey.
#[derive(Clone)]
pub(crate) struct Ceremony {
    pub(crate) kind: &'static str,
    pub(crate) challenge: Vec<u8>,
    pub(crate) origin: String,
    pub(crate) rp_id: &'static str,
    pub(crate) flags: u8,
    pub(crate) count: u32,
    /// Further members of the client data.
    pub(crate) more: Value,
    /// Further bytes of the authenticator data.
    pub(crate) tail: Vec<u8>,
}

impl Ceremony {
    /// A request of the desk for an approval of this digest.
    pub(crate) fn approving(digest: &str, count: u32) -> Self {
        Self {
            kind: "webauthn.get",
            challenge: hex::decode(digest).unwrap(),
            origin: DESK.into(),
            rp_id: "localhost",
            flags: PRESENT | VERIFIED,
            count,
            more: json!({"crossOrigin": false, "other_keys_can_be_added_here": "do not compare"}),
            tail: Vec::new(),
        }
    }

    /// A request of the desk for a new passkey.
    pub(crate) fn enrolling(challenge: &str) -> Self {
        let challenge = BASE64URL.decode(challenge).unwrap();
        // Attested data follows: an id of the authenticator, the credential's id, a key in COSE form. The
        // signer ignores it.
        Self {
            kind: "webauthn.create",
            challenge,
            flags: PRESENT | VERIFIED | 0x40,
            tail: vec![0; 80],
            ..Self::approving("", 0)
        }
    }

    fn client_data(&self) -> Vec<u8> {
        let mut data =
            json!({"type": self.kind, "challenge": BASE64URL.encode(&self.challenge), "origin": self.origin});
        for (name, value) in self.more.as_object().unwrap() {
            data[name.as_str()] = value.clone();
        }
        data.to_string().into_bytes()
    }

    fn authenticator_data(&self) -> Vec<u8> {
        let mut data = Sha256::digest(self.rp_id).to_vec();
        data.push(self.flags);
        data.extend(self.count.to_be_bytes());
        data.extend(&self.tail);
        data
    }
}

enum Key {
    P256(p256::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
}

/// A passkey.
pub(crate) struct Passkey {
    pub(crate) id: String,
    key: Key,
}

impl Passkey {
    /// ES256; each seed makes another key.
    pub(crate) fn p256(seed: u8) -> Self {
        let key = p256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { id: BASE64URL.encode([seed; 16]), key: Key::P256(key) }
    }

    /// Ed25519.
    pub(crate) fn ed25519(seed: u8) -> Self {
        Self {
            id: BASE64URL.encode([seed; 16]),
            key: Key::Ed25519(ed25519_dalek::SigningKey::from_bytes(&[seed; 32])),
        }
    }

    /// The same key under another id.
    pub(crate) fn called(self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self }
    }

    /// `SubjectPublicKeyInfo`, base64url.
    pub(crate) fn public_key(&self) -> String {
        let (header, key) = match &self.key {
            Key::P256(key) => (
                "3059301306072a8648ce3d020106082a8648ce3d030107034200",
                key.verifying_key().to_encoded_point(false).as_bytes().to_vec(),
            ),
            Key::Ed25519(key) => ("302a300506032b6570032100", key.verifying_key().to_bytes().to_vec()),
        };
        BASE64URL.encode([hex::decode(header).unwrap(), key].concat())
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.key {
            Key::P256(key) => {
                let signature: p256::ecdsa::Signature = p256::ecdsa::signature::Signer::sign(key, message);
                signature.to_der().as_bytes().to_vec()
            }
            Key::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
        }
    }

    /// Result of `navigator.credentials.get` in a browser.
    pub(crate) fn assertion(&self, ceremony: &Ceremony) -> Value {
        let (client, data) = (ceremony.client_data(), ceremony.authenticator_data());
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        json!({
            "credential_id": self.id,
            "client_data_json": BASE64URL.encode(client),
            "authenticator_data": BASE64URL.encode(data),
            "signature": BASE64URL.encode(self.sign(&signed)),
        })
    }

    /// Result of `navigator.credentials.create` in a browser.
    pub(crate) fn registration(&self, ceremony: &Ceremony) -> Value {
        json!({
            "credential_id": self.id,
            "public_key": self.public_key(),
            "client_data_json": BASE64URL.encode(ceremony.client_data()),
            "authenticator_data": BASE64URL.encode(ceremony.authenticator_data()),
        })
    }
}

impl TestSigner {
    /// Sends a request to the desk's endpoint.
    pub(crate) fn at_desk(&self, ask: &Value) -> Value {
        self.ask_at(DESK_ENDPOINT, ask)
    }

    /// The desk's view.
    pub(crate) fn view(&self) -> Value {
        self.at_desk(&json!({"ask": "look"}))
    }

    /// The enrolment code that the signer wrote last.
    pub(crate) fn enrolment_code(&self) -> String {
        self.read("state/enrolment-code").trim().to_owned()
    }

    /// Sends a request that is refused with this code, of which the journal then has one more.
    pub(crate) fn refused_at_desk(&self, ask: &Value, code: &str) {
        self.refused_at(DESK_ENDPOINT, ask, |reply| reply["refusal"]["code"].as_str(), code);
    }

    /// The same at any endpoint; `read` finds the code in a reply.
    pub(crate) fn refused_at(
        &self,
        endpoint: &str,
        ask: &Value,
        read: impl Fn(&Value) -> Option<&str>,
        code: &str,
    ) {
        let before = self.refusals(code);
        let reply = self.ask_at(endpoint, ask);
        assert_eq!(read(&reply), Some(code), "{reply}");
        self.wait_for_refusals(code, before + 1);
    }

    /// Waits until the journal has this many refusals. Several of one code within a second are recorded a second later,
    /// with the next request.
    pub(crate) fn wait_for_refusals(&self, code: &str, times: u64) {
        let recorded = until(PATIENCE, || {
            self.view();
            (self.refusals(code) == times).then_some(())
        });
        assert!(
            recorded.is_some(),
            "{code} stands {} times in the journal, not {times}",
            self.refusals(code)
        );
    }

    /// Number of refusals of this code in the journal.
    pub(crate) fn refusals(&self, code: &str) -> u64 {
        let journal = self.read("state/journal.jsonl");
        let records = journal.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        records
            .filter(|record| record["record"] == "refused" && record["code"] == code)
            .map(|record| record["count"].as_u64().unwrap())
            .sum()
    }

    /// While `run` is stopped: makes the journal's records of a kind this many seconds older, in their member `time`.
    pub(crate) fn age(&self, kind: &str, time: &str, seconds: i64) {
        let journal = self.read("state/journal.jsonl");
        let mut aged = 0;
        let lines = journal.lines().map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            if record["record"] == kind || record["statement"]["kind"] == kind {
                record[time] = (record[time].as_i64().unwrap() - seconds * 1000).into();
                aged += 1;
            }
            format!("{record}\n")
        });
        std::fs::write(self.path("state/journal.jsonl"), lines.collect::<String>()).unwrap();
        assert!(aged > 0, "no {kind} in the journal");
    }

    /// Rewrites the proposals in the journal as an earlier version wrote them: with words in place of codes and facts.
    pub(crate) fn write_proposals_as_before(&self) {
        let journal = self.read("state/journal.jsonl");
        let lines = journal.lines().map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            if record["record"] == "proposal" {
                let words = json!({"title": "As it was shown", "facts": [["Issuer", "did:key:z6Mk"]]});
                let mut statement: Value = serde_json::from_str(record["text"].as_str().unwrap()).unwrap();
                statement["version"] = 1.into();
                statement["title"] = words["title"].clone();
                statement["facts"] = words["facts"].clone();
                record["text"] = statement.to_string().into();
                record["words"] = words;
                record.as_object_mut().unwrap().remove("summary").unwrap();
            }
            format!("{record}\n")
        });
        std::fs::write(self.path("state/journal.jsonl"), lines.collect::<String>()).unwrap();
    }

    /// The facts of the oldest change that waits, as people are shown them: names and values.
    pub(crate) fn shown_facts(&self) -> Vec<(String, String)> {
        let facts = self.view()["waiting"][0]["summary"]["facts"].clone();
        let facts: Vec<Fact> = serde_json::from_value(facts).unwrap();
        facts.iter().map(|fact| Language::English.change_fact(fact)).collect()
    }

    /// The request that enrols a person's passkey with the valid code.
    pub(crate) fn enrolment(&self, name: &str, passkey: &Passkey) -> Value {
        let code = self.enrolment_code();
        let begun = self.at_desk(&json!({"ask": "begin-enrolment", "name": name, "code": code}));
        assert_eq!(begun["reply"], "challenge", "{begun}");
        let ceremony = Ceremony::enrolling(begun["challenge"].as_str().unwrap());
        json!({"ask": "enrol", "name": name, "code": code, "registration": passkey.registration(&ceremony)})
    }

    /// Enrols the first approver, and confirms the fingerprint on the host.
    pub(crate) fn enrol_first(&self, name: &str, passkey: &Passkey) {
        assert_eq!(self.at_desk(&json!({"ask": "write-code"}))["reply"], "code-written");
        let reply = self.at_desk(&self.enrolment(name, passkey));
        assert_eq!(reply["reply"], "enrolled", "{reply}");
        self.confirm(name, &reply);
    }

    /// Confirms on the host the fingerprint in the answer to `enrol`.
    pub(crate) fn confirm(&self, name: &str, enrolled: &Value) {
        let ask = json!({"ask": "confirm-approver", "name": name, "typed": enrolled["fingerprint"]});
        let reply = self.ask_at(HOST, &ask);
        assert_eq!(reply["reply"], "confirmed", "{reply}");
    }

    /// Enrols a further approver, whose invitation is approved on the host.
    pub(crate) fn enrol_invited(&self, name: &str, passkey: &Passkey) {
        let waiting = self.propose(protocol::Change::InviteApprover { name: name.into() });
        assert_eq!(self.approve_on_host(&waiting)["done"], true);
        let reply = self.at_desk(&self.enrolment(name, passkey));
        assert_eq!(reply["reply"], "enrolled", "{reply}");
        self.confirm(name, &reply);
    }

    /// Approves with a passkey; returns the reply.
    pub(crate) fn approve_at_desk(&self, waiting: &Waiting, passkey: &Passkey, count: u32) -> Value {
        self.at_desk(&approval(waiting, passkey, count))
    }
}

/// The request that approves a change.
pub(crate) fn approval(waiting: &Waiting, passkey: &Passkey, count: u32) -> Value {
    let ceremony = Ceremony::approving(&waiting.digest, count);
    json!({"ask": "approve", "change": waiting.digest, "assertion": passkey.assertion(&ceremony)})
}
