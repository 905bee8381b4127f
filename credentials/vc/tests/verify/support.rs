//! A small world for verification: fixed keys, signed documents, and the content of each address.

use std::collections::BTreeMap;

use credentials::canonical::{ExtraContext, Processing, RdfcHash, canonical_nquads_with};
use credentials::contexts::FurtherContexts;
use credentials::did;
use credentials::model::{
    Achievement, AchievementCredential, AchievementSubject, AchievementType, Class as _, IdentityObject,
    Image, Profile, StatusListCredential,
};
use credentials::multikey::{PublicKey, encode_base58btc};
use credentials::proof::{Cryptosuite, ProofOptions, hash_data};
use credentials::status::{StatusEntry, StatusList};
use credentials::time::Timestamp;
use credentials::verify::{CheckName, Need, Options, Outcome, Supply, Verdict, Verification};
use ed25519_dalek::{Signer, SigningKey};
use messages::Language;
use messages::verification::{Check, Report};
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "did:web:badges.vrijhaven.example";
pub(crate) const KEYS_AT: &str = "https://badges.vrijhaven.example/.well-known/did.json";
pub(crate) const LIST: &str = "https://badges.vrijhaven.example/status/7";
pub(crate) const BADGE: &str = "https://badges.vrijhaven.example/credentials/01";
pub(crate) const INDEX: u32 = 70_001;

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

pub(crate) fn now() -> Timestamp {
    at("2026-12-01T12:00:00Z")
}

/// Options with the general path, which every program that verifies gives.
pub(crate) fn with_general_path(options: &Options) -> Options {
    options.clone().with_contexts(FurtherContexts::default().with_general_path(jsonld::statements))
}

pub(crate) fn general() -> Processing<'static> {
    Processing { general: Some(jsonld::statements), ..Processing::default() }
}

/// A key of the tests alone; another number, another key.
pub(crate) fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

pub(crate) fn public(key: &SigningKey) -> PublicKey {
    PublicKey::Ed25519(key.verifying_key().to_bytes())
}

pub(crate) fn did_key(key: &SigningKey) -> String {
    did::did_key(&public(key))
}

/// A badge as Insignia issues it, unsigned.
pub(crate) fn badge(issuer: &str) -> Value {
    let profile = Profile {
        url: Some("https://vrijhaven.example".to_owned()),
        description: Some("By the sea.".to_owned()),
        ..Profile::new(issuer, "Vrijhaven University")
    };
    let picture = Image::new("https://badges.vrijhaven.example/achievements/01/1/image");
    let achievement = Achievement {
        achievement_type: Some(AchievementType::Certificate),
        tag: vec!["water".to_owned()],
        image: Some(picture.with_caption(Some("A bridge".to_owned()))),
        version: Some("1".to_owned()),
        ..Achievement::new(
            "https://badges.vrijhaven.example/achievements/01/1",
            "Coastal Flood Modelling",
            "Models floods.",
            "Passed the *examination*.".into(),
        )
    };
    let recipient = vec![
        IdentityObject::hashed_email("maren@example.org", "Kosher"),
        IdentityObject::name("Maren Óskarsdóttir"),
    ];
    AchievementCredential {
        name: Some("Coastal Flood Modelling".to_owned()),
        valid_until: Some(at("2027-11-19T08:20:11Z")),
        credential_status: Some((&StatusEntry::revocation(LIST, INDEX)).into()),
        ..AchievementCredential::new(
            BADGE,
            profile,
            at("2026-11-19T08:20:11Z"),
            AchievementSubject::identified(recipient, achievement),
        )
    }
    .to_value()
}

/// One proof over the document, without its existing proofs.
pub(crate) fn proof(document: &Value, key: &SigningKey, method: &str) -> Value {
    proof_with(document, key, method, &json!({}))
}

/// As [`proof`], with these members in addition to or instead of the usual ones; null removes one.
pub(crate) fn proof_with(document: &Value, key: &SigningKey, method: &str, members: &Value) -> Value {
    proof_under(&[], document, key, method, members)
}

/// As [`proof_with`], for a document that may name these contexts too.
pub(crate) fn proof_under(
    extra: &[ExtraContext<'_>],
    document: &Value,
    key: &SigningKey,
    method: &str,
    members: &Value,
) -> Value {
    let mut unsecured = document.clone();
    unsecured.as_object_mut().unwrap().remove("proof");
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: method.to_owned(),
        created: at("2026-11-19T08:20:12Z"),
    };
    let mut proof = options.config(&unsecured["@context"]);
    proof.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    proof.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let canonical = |value| canonical_nquads_with(value, extra, RdfcHash::Sha256).unwrap();
    let hash = hash_data(&canonical(&unsecured), &canonical(&proof));
    proof.as_object_mut().unwrap().remove("@context");
    proof["proofValue"] = json!(encode_base58btc(&key.sign(&hash).to_bytes()));
    proof
}

/// The document with one proof, by a key with the usual name under `issuer`.
pub(crate) fn signed(mut document: Value, issuer: &str, key: &SigningKey) -> Value {
    let method = did::verification_method(issuer, &public(key));
    document["proof"] = json!([proof(&document, key, &method)]);
    document
}

/// The issuer's list, signed, with these entries set.
pub(crate) fn list(set: &[u32]) -> Value {
    signed(unsigned_list(set), ISSUER, &key(1))
}

pub(crate) fn unsigned_list(set: &[u32]) -> Value {
    let mut bits = StatusList::new();
    assert!(set.iter().all(|index| bits.set(*index)));
    StatusListCredential {
        id: LIST.to_owned(),
        issuer: ISSUER.to_owned(),
        valid_from: at("2026-12-01T00:00:00Z"),
        valid_until: at("2026-12-02T00:00:00Z"),
        list: bits,
        ttl_ms: 30_000,
    }
    .to_value()
}

/// The content of each address; all other addresses do not answer.
#[derive(Clone, Default)]
pub(crate) struct World {
    places: BTreeMap<String, Vec<u8>>,
}

impl World {
    /// A world in which the issuer's keys are published, and its list has no revoked badge.
    pub(crate) fn usual() -> Self {
        Self::default().with(KEYS_AT, &did::document(ISSUER, &[public(&key(1))])).with(LIST, &list(&[]))
    }

    pub(crate) fn with(self, url: &str, document: &Value) -> Self {
        self.with_bytes(url, document.to_string().as_bytes())
    }

    pub(crate) fn with_bytes(mut self, url: &str, bytes: &[u8]) -> Self {
        self.places.insert(url.to_owned(), bytes.to_vec());
        self
    }

    pub(crate) fn without(mut self, url: &str) -> Self {
        self.places.remove(url);
        self
    }

    pub(crate) fn verify(&self, document: &Value) -> Report {
        self.verify_bytes(document.to_string().as_bytes(), now())
    }

    pub(crate) fn verify_bytes(&self, input: &[u8], now: Timestamp) -> Report {
        self.verify_for(input, now, None).0
    }

    /// The report, and all needs on the way.
    pub(crate) fn verify_for(
        &self,
        input: &[u8],
        now: Timestamp,
        whose: Option<&str>,
    ) -> (Report, Vec<Need>) {
        let mut verification = Verification::begin_under(input, &with_general_path(&Options::default()), now);
        if let Some(whose) = whose {
            verification.compare_recipient(whose);
        }
        self.finish(verification)
    }

    /// The report with options.
    pub(crate) fn verify_under(&self, document: &Value, options: &Options) -> Report {
        let (text, options) = (document.to_string(), with_general_path(options));
        self.finish(Verification::begin_under(text.as_bytes(), &options, now())).0
    }

    /// Answers all needs of a verification.
    pub(crate) fn finish(&self, mut verification: Verification) -> (Report, Vec<Need>) {
        let mut asked = Vec::new();
        while let Some(need) = verification.next_need() {
            verification.supply(self.answer(&need));
            asked.push(need);
            assert!(asked.len() <= Verification::MOST_NEEDS, "too many needs: {asked:?}");
        }
        let report = Report::of(&verification.report(), Language::English);
        assert_eq!(report.checks.iter().map(|check| check.name).collect::<Vec<_>>(), CheckName::ALL);
        (report, asked)
    }

    pub(crate) fn answer(&self, need: &Need) -> Supply {
        let place = match need {
            Need::IssuerProfile { did } => did,
            other => other.url().unwrap(),
        };
        let found = self.places.get(place).cloned().map(|document| match need {
            Need::IssuerProfile { .. } => {
                Supply::Profile { document, by: "http://localhost:3000".to_owned() }
            }
            _ => Supply::Found(document),
        });
        found.unwrap_or_else(|| Supply::Unavailable("no answer".to_owned()))
    }
}

/// The starting point of most tests: a badge signed by its `did:web` issuer's key.
pub(crate) fn good() -> Value {
    signed(badge(ISSUER), ISSUER, &key(1))
}

pub(crate) fn check(report: &Report, name: CheckName) -> &Check {
    report.checks.iter().find(|check| check.name == name).unwrap()
}

/// Verdict, headline and sentence in one line.
pub(crate) fn said(report: &Report) -> (Verdict, String) {
    (report.verdict, format!("{} {}", report.headline, report.sentence))
}

#[track_caller]
pub(crate) fn assert_check(report: &Report, name: CheckName, outcome: Outcome, code: &str) {
    let check = check(report, name);
    assert_eq!((check.outcome, check.code.as_str()), (outcome, code), "{report:#?}");
}
