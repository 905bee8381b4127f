//! An institution with its key, DID and badge, and the documents to sign.

use crate::test_signer::{INSTITUTION, TestSigner};
use credentials::model::{
    Achievement, AchievementCredential, AchievementSubject, AchievementType, Class as _, IdentityObject,
    Image, Profile, StatusListCredential,
};
use credentials::status::{StatusEntry, StatusList};
use credentials::time::Timestamp;
use protocol::{BoundIssuer, Ceilings, Change, Decision, Problem, PublicKeys, request};
use serde_json::Value;
use std::time::SystemTime;

/// A started signer with an issuer and a registered badge.
pub(crate) struct Institution {
    pub(crate) signer: TestSigner,
    pub(crate) did: String,
    pub(crate) public_key: String,
}

/// A badge in the parts that tests change.
#[derive(Clone)]
pub(crate) struct Badge {
    pub(crate) id: String,
    pub(crate) issuer: Profile,
    pub(crate) achievement: Achievement,
    pub(crate) recipient: Recipient,
    pub(crate) valid_from: Timestamp,
    pub(crate) status: StatusEntry,
}

#[derive(Clone)]
pub(crate) struct Recipient {
    pub(crate) name: String,
    pub(crate) salt: String,
}

impl Badge {
    /// The credential, unsigned.
    pub(crate) fn to_value(&self) -> Value {
        let recipient = vec![
            IdentityObject::hashed_email("ada@example.org", &self.recipient.salt),
            IdentityObject::name(&self.recipient.name),
        ];
        AchievementCredential {
            name: Some(self.achievement.name.clone()),
            credential_status: Some((&self.status).into()),
            ..AchievementCredential::new(
                &self.id,
                self.issuer.clone(),
                self.valid_from,
                AchievementSubject::identified(recipient, self.achievement.clone()),
            )
        }
        .to_value()
    }
}

#[expect(clippy::disallowed_methods, reason = "the signer under test reads the real clock")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp::from_millis(i64::try_from(since.as_secs()).unwrap() * 1000)
}

pub(crate) fn bind(signer: &TestSigner, did: &str) -> Result<BoundIssuer, Problem> {
    // The key that tests bind; without one, nothing is bound.
    let own = match signer.ask(&request::ListPublicKeys) {
        Ok(PublicKeys { keys }) => keys.first().map(|key| format!("did:key:{}", key.public_key)),
        other => panic!("{other:?}"),
    };
    let issuer = own.filter(|_| did == "did:key").unwrap_or_else(|| did.to_owned());
    signer.ask(&request::BindIssuer {
        key: "badges".into(),
        did: did.into(),
        institution: INSTITUTION.into(),
        profile: profile(signer, &issuer).to_value().to_string(),
    })
}

/// The issuer, as in its badges.
pub(crate) fn profile(signer: &TestSigner, did: &str) -> Profile {
    Profile { url: Some(format!("{}/", signer.public_url)), ..Profile::new(did, "School of Welding") }
}

pub(crate) fn bound(answer: Result<BoundIssuer, Problem>) -> BoundIssuer {
    match answer {
        Ok(bound) => bound,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn create_key(signer: &TestSigner) -> protocol::KeyInfo {
    match signer.ask(&request::CreateKey { label: "badges".into() }) {
        Ok(key) => key,
        other => panic!("{other:?}"),
    }
}

impl Institution {
    pub(crate) fn founded() -> Self {
        Self::founded_with("")
    }

    /// With further settings of the signer.
    pub(crate) fn founded_with(settings: &str) -> Self {
        let mut signer = TestSigner::built();
        signer.add_settings(settings);
        signer.start();
        Self::founded_in(signer)
    }

    /// In a running signer.
    pub(crate) fn founded_in(signer: TestSigner) -> Self {
        let public_key = create_key(&signer).public_key;
        let did = bound(bind(&signer, "did:key")).did;
        let institution = Self { signer, did, public_key };
        assert!(matches!(institution.register(&institution.achievement()), Ok(Decision::Done { .. })));
        institution
    }

    /// At a public address, with a DID that allows key rotation.
    pub(crate) fn founded_on_the_web(settings: &str) -> Self {
        let mut signer = TestSigner::built_at("https://badges.example.edu");
        signer.add_settings(settings);
        signer.start();
        let public_key = create_key(&signer).public_key;
        let did = format!("did:web:badges.example.edu:issuers:{INSTITUTION}");
        let did = bound(bind(&signer, &did)).did;
        let institution = Self { signer, did, public_key };
        assert!(matches!(institution.register(&institution.achievement()), Ok(Decision::Done { .. })));
        institution.signer.ask(&request::PublishDidDocument { issuer: institution.did.clone() }).unwrap();
        institution
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.signer.public_url)
    }

    pub(crate) fn list_url(&self) -> String {
        self.url("status/01ARZ3NDEKTSV4RRFFQ69G5FB0")
    }

    /// Proposes a badge version, and has a person approve it if it needs an approval.
    pub(crate) fn register(&self, achievement: &Achievement) -> Result<Decision, Problem> {
        match self.ask_to_register(achievement) {
            Ok(Decision::Waiting(waiting)) => {
                self.signer.approve_on_host(&waiting);
                self.ask_to_register(achievement)
            }
            answer => answer,
        }
    }

    /// Sets other ceilings, with an approval.
    pub(crate) fn allow(&self, ceilings: Ceilings) {
        let waiting = self.signer.propose(Change::SetCeilings { issuer: self.did.clone(), ceilings });
        self.signer.decide(&waiting);
    }

    pub(crate) fn ask_to_register(&self, achievement: &Achievement) -> Result<Decision, Problem> {
        self.signer.ask(&request::Propose {
            change: Change::RegisterBadge {
                issuer: self.did.clone(),
                achievement: achievement.to_value().to_string(),
                per_recipient: String::new(),
            },
        })
    }

    pub(crate) fn achievement(&self) -> Achievement {
        Achievement {
            achievement_type: Some(AchievementType::Badge),
            tag: vec!["welding".into()],
            image: Some(Image::new(&self.url("achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1/image"))),
            version: Some("1".into()),
            ..Achievement::new(
                &self.url("achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1"),
                "Welding, first level",
                "Can join two plates so that they hold.",
                "Weld two plates; both are torn apart in a press.".into(),
            )
        }
    }

    /// The `n`th credential, at status index 1000 + n.
    pub(crate) fn credential(&self, n: u32) -> Badge {
        Badge {
            id: self.url(&format!("credentials/01ARZ3NDEKTSV4RRFFQ6{n:06}")),
            issuer: profile(&self.signer, &self.did),
            achievement: self.achievement(),
            recipient: Recipient { name: "Ada Recipient".into(), salt: format!("salt{n}") },
            valid_from: now(),
            status: StatusEntry::revocation(self.list_url(), 1000 + n),
        }
    }

    /// The list with these indexes set.
    pub(crate) fn list(&self, revoked: &[u32]) -> StatusListCredential {
        let mut list = StatusList::new();
        for index in revoked {
            assert!(list.set(*index));
        }
        StatusListCredential {
            id: self.list_url(),
            issuer: self.did.clone(),
            valid_from: now(),
            valid_until: now().plus_seconds(3600),
            list,
            ttl_ms: 30_000,
        }
    }
}

/// `created` of the document's proof.
pub(crate) fn created(document: &str) -> String {
    let document: Value = serde_json::from_str(document).unwrap();
    document.pointer("/proof/0/created").unwrap().as_str().unwrap().to_owned()
}
