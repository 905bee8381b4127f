//! Credentials and status lists.

use super::documents::{credential, index, list};
use super::{Installation, assert_refused};
use credentials::json::Document;
use credentials::multikey::PublicKey;
use credentials::proof::verify_proof;
use protocol::{Refusal, RefusalCode, SignedBatch, SignedDocument, request};
use serde_json::{Value, json};

/// Returns the signed document.
pub(super) fn the_same_id_is_signed_once(signer: &impl Installation, did: &str) -> Value {
    let first = credential(signer, did, 1);
    let made = sign(signer, &first).unwrap();
    let key = PublicKey::parse(did.strip_prefix("did:key:").unwrap()).unwrap();
    let document = Document::parse(made.document.as_bytes()).unwrap();
    verify_proof(&document, &key).unwrap();
    assert_eq!(sign(signer, &first), Ok(made), "asked again, it is the same document");
    let mut other = first;
    other["credentialSubject"]["identifier"][0]["identityHash"] = json!("Somebody Else");
    assert_eq!(sign(signer, &other).unwrap_err().code, RefusalCode::SameIdOtherContent);
    document.value().clone()
}

pub(super) fn what_is_not_allowed_is_refused_with_its_code(signer: &impl Installation, did: &str) {
    let changed = |pointer: &str, value: &str| {
        let mut credential = credential(signer, did, 2);
        *credential.pointer_mut(pointer).unwrap() = json!(value);
        sign(signer, &credential).unwrap_err().code
    };
    let taken = || {
        let mut credential = credential(signer, did, 2);
        credential["credentialStatus"] = self::credential(signer, did, 1)["credentialStatus"].clone();
        sign(signer, &credential).unwrap_err().code
    };
    let later = signer.now().plus_seconds(3600).rfc3339();
    let description = "/credentialSubject/achievement/description";
    assert_eq!(changed("/id", "https://elsewhere.example/credentials/1"), RefusalCode::ForeignId);
    assert_eq!(changed(description, "Can do anything."), RefusalCode::UnregisteredBadge);
    assert_eq!(changed("/issuer/name", "Harvard University"), RefusalCode::UnregisteredProfile);
    assert_eq!(changed("/name", "Doctor of Medicine"), RefusalCode::OtherName);
    assert_eq!(changed("/validFrom", &later), RefusalCode::OutsideWindow);
    assert_eq!(taken(), RefusalCode::StatusIndexTaken);
    assert!(sign(signer, &credential(signer, did, 2)).is_ok());
}

pub(super) fn a_status_list_only_gains_revocations(signer: &impl Installation, did: &str) {
    let ask =
        |revoked: &[u32]| signer.ask(&request::SignStatusList { credential: list(signer, did, revoked) });
    assert_refused(ask(&[index(99)]), RefusalCode::StatusIndexUnknown);
    let Ok(made) = ask(&[index(2)]) else { panic!("no list") };
    assert!(made.document.contains("BitstringStatusListCredential"));
    assert_refused(ask(&[]), RefusalCode::RevocationCleared);
}

/// Asks for the signature under one credential.
pub(super) fn sign(signer: &impl Installation, credential: &Value) -> Result<SignedDocument, Refusal> {
    match signer.ask(&request::SignCredentials { credentials: vec![credential.to_string()] }) {
        Ok(SignedBatch { results }) => results.into_iter().next().unwrap(),
        other => panic!("{other:?}"),
    }
}
