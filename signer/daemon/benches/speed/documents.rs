//! `ob3-minimal.json`, each time as another badge of an institution of the signer's.

use crate::test_signer::{INSTITUTION, TestSigner};
use protocol::{Ceilings, Change, Decision, MAX_BATCH, PublicKeys, request};
use serde_json::{Value, json};
use std::time::SystemTime;

const MINIMAL: &str = include_str!("../../../../credentials/vc/tests/fixtures/ob3-minimal.json");

/// Template of the next badge.
pub(crate) struct Documents {
    template: Value,
    url: String,
    number: u32,
}

impl Documents {
    /// Makes the key, binds the issuer and registers the achievement.
    pub(crate) fn founded(signer: &TestSigner) -> Self {
        let url = signer.public_url.clone();
        signer.ask(&request::CreateKey { label: "badges".into() }).unwrap();
        let Ok(PublicKeys { keys }) = signer.ask(&request::ListPublicKeys) else { panic!("no keys") };
        let mut template: Value = serde_json::from_str(MINIMAL).unwrap();
        *template.pointer_mut("/issuer/id").unwrap() =
            format!("did:key:{}", keys.first().unwrap().public_key).into();
        let bound = signer.ask(&request::BindIssuer {
            key: "badges".into(),
            did: "did:key".into(),
            institution: INSTITUTION.into(),
            profile: template.pointer("/issuer").unwrap().to_string(),
        });
        let Ok(issuer) = bound else { panic!("{bound:?}") };
        let name = template.pointer("/credentialSubject/achievement/name").cloned().unwrap();
        template.as_object_mut().unwrap().insert("name".to_owned(), name);
        *template.pointer_mut("/validFrom").unwrap() = now().into();
        let achievement = template.pointer_mut("/credentialSubject/achievement").unwrap();
        *achievement.pointer_mut("/id").unwrap() =
            format!("{url}/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1").into();
        let asked = signer.ask(&request::Propose {
            change: Change::RegisterBadge {
                issuer: issuer.did.clone(),
                achievement: achievement.to_string(),
                per_recipient: String::new(),
            },
        });
        let Ok(Decision::Waiting(waiting)) = asked else { panic!("{asked:?}") };
        signer.decide(&waiting);
        let per_batch = u32::try_from(MAX_BATCH).unwrap();
        let ceilings = Ceilings { per_batch, per_minute: u32::MAX, per_day: u32::MAX };
        signer.decide(&signer.propose(Change::SetCeilings { issuer: issuer.did, ceilings }));
        Self { template, url, number: 0 }
    }

    /// A badge that was never signed: only its id and its place in a status list differ.
    pub(crate) fn next(&mut self) -> String {
        let (list, index) = (self.number / 100_000, self.number % 100_000);
        let list = format!("{}/status/01ARZ3NDEKTSV4RRFFQ69G5FB{list}", self.url);
        self.number += 1;
        let mut credential = self.template.clone();
        let id = format!("{}/credentials/01ARZ3NDEKTSV4RRFF{:08}", self.url, self.number);
        let status = json!({
            "id": format!("{list}#{index}"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index.to_string(),
            "statusListCredential": list,
        });
        let members = credential.as_object_mut().unwrap();
        members.extend([("id".to_owned(), id.into()), ("credentialStatus".to_owned(), status)]);
        credential.to_string()
    }
}

#[expect(clippy::disallowed_methods, reason = "the signer under measurement reads the real clock")]
fn now() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    credentials::time::Timestamp::from_millis(i64::try_from(since.as_secs()).unwrap() * 1000).rfc3339()
}
