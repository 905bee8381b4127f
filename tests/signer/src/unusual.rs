//! What a web server meets when something is wrong: a copied key, a second client, alerts.

use crate::TestSigner;
use credentials::did::verification_method;
use credentials::lint::{UnsignedCredential, lint_with};
use credentials::multikey::PublicKey;
use credentials::proof::{Cryptosuite, ProofOptions};
use credentials::time::Timestamp;
use ed25519_dalek::Signer as _;
use protocol::{Events, Noticed, SignedBatch, request};
use serde_json::{Value, json};

/// Time of a signature past the ledger.
const CREATED: Timestamp = Timestamp::from_millis(1_772_000_000_000);

impl TestSigner {
    /// Signs with the issuer's key without an entry in the ledger, like an attacker who copied the key.
    pub fn sign_past_the_ledger(&self, text: &str) -> String {
        let active = self.active();
        let key = self.token().key(&active.label).unwrap();
        let public_key = PublicKey::Ed25519(key.verifying_key().to_bytes());
        let linted = lint_with(UnsignedCredential::parse(text.as_bytes()).unwrap(), &[]).unwrap();
        let options = ProofOptions {
            cryptosuite: Cryptosuite::EddsaRdfc2022,
            verification_method: verification_method(&active.issuer.unwrap(), &public_key),
            created: CREATED,
        };
        let to_sign = linted.to_sign_with(&options, &[]).unwrap();
        let signature = key.sign(to_sign.bytes()).to_bytes();
        to_sign.finish(&signature, &public_key).unwrap()
    }

    /// Another client has a credential signed that the web server's database does not know: the last one with another
    /// id, ending in this number, and another status index. Returns its id.
    pub fn sign_for_somebody_else(&self, number: u8) -> String {
        let mut credential: Value = serde_json::from_str(self.sent().last().unwrap()).unwrap();
        let (place, _) = credential["id"].as_str().unwrap().rsplit_once('/').unwrap();
        let id = format!("{place}/01ARZ3NDEKTSV4RRFFQ69G5F{number:02}");
        let list = credential["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
        let index = 131_000 + u32::from(number);
        credential["id"] = json!(id);
        credential["credentialStatus"]["id"] = json!(format!("{list}#{index}"));
        credential["credentialStatus"]["statusListIndex"] = json!(index.to_string());
        match self.ask(&request::SignCredentials { credentials: vec![credential.to_string()] }) {
            Ok(SignedBatch { results }) => assert!(results.iter().all(Result::is_ok), "{results:?}"),
            other => panic!("{other:?}"),
        }
        id
    }

    /// Adds an alert of this kind to the signer's own. Its facts are the same in each test.
    pub fn notice(&self, kind: &str, at: i64, badge: Option<&str>) {
        let own = match self.ask(&request::ListEvents) {
            Ok(Events { events }) => events,
            other => panic!("{other:?}"),
        };
        let events = &mut self.conversation().events;
        let number = events.last().or(own.last()).map_or(0, |last| last.number + 1);
        let alert = json!({
            "kind": kind,
            "key": "badges",
            "badge": badge.unwrap_or_default(),
            "code": "frozen",
            "count": 60,
            "usual": 3,
            "days": 200,
        });
        events.push(Noticed { number, at, alert: serde_json::from_value(alert).unwrap() });
    }

    /// Removes the oldest alerts that the test added.
    pub fn forget_events(&self, number: usize) {
        self.conversation().events.drain(..number);
    }
}
