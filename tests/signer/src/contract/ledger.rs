//! The ledger as the web server sees it.

use super::documents::{KEY, id};
use super::{Installation, assert_refused, published};
use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::ledger_entry::LedgerEntry;
use protocol::{LedgerCheckpoint, Proofs, RefusalCode, Request, SignedByKey, SignedCounts, request};
use serde_json::Value;
use tlog::{Checkpoint, InclusionProof, VerifierKey, is_consistent};

pub(super) fn the_newest_checkpoint_extends_the_presented_one(signer: &impl Installation) {
    let older = checkpoint(signer, &request::Checkpoint);
    let key = VerifierKey::parse(&older.key).unwrap();
    let newest = checkpoint(signer, &request::PresentCheckpoint { note: Some(older.note.clone()) });
    let read = |note: &str| Checkpoint::verified(note, &key).unwrap();
    let (earlier, later) = (read(&older.note), read(&newest.note));
    let path: Vec<_> = newest.consistency.unwrap().iter().map(|hash| hex_hash(hash)).collect();
    assert!(is_consistent((earlier.size, earlier.root), (later.size, later.root), &path));
    let changed = older.note.replacen("localhost", "elsewhere", 1);
    let answer = signer.ask(&request::PresentCheckpoint { note: Some(changed) });
    assert_refused(answer, RefusalCode::ForeignCheckpoint);
}

pub(super) fn a_signed_credential_is_proven_to_be_in_the_ledger(
    signer: &impl Installation,
    document: &Value,
) {
    let (ids, key) = (vec![id(signer, 1), id(signer, 98)], checkpoint(signer, &request::Checkpoint).key);
    let Ok(Proofs { results }) = published(signer, &request::ProveInclusion { credentials: ids }) else {
        panic!("not proven")
    };
    let [Ok(proven), Err(refusal)] = &results[..] else { panic!("{results:?}") };
    assert_eq!(refusal.code, RefusalCode::NotEntered);
    let proof = InclusionProof::parse(&proven.proof).unwrap();
    proof.verify(&proven.entry, &VerifierKey::parse(&key).unwrap()).unwrap();
    assert_eq!(proof.index, proven.ledger_index);
    let canonical = canonical_unsecured(document, &[], RdfcHash::Sha256).unwrap();
    assert!(LedgerEntry::parse(&proven.entry).unwrap().is_of(&canonical, &proven.salt));
}

pub(super) fn what_a_key_signed_is_listed(signer: &impl Installation) {
    let list = request::ListSigned { key: KEY.to_owned(), after: None };
    let Ok(SignedByKey { credentials }) = signer.ask(&list) else { panic!("no list") };
    let ids: Vec<_> = credentials.iter().map(|credential| credential.id.clone()).collect();
    assert_eq!(ids, [id(signer, 1), id(signer, 2)]);
    let Ok(SignedCounts { credentials, .. }) = signer.ask(&request::CountSigned { days: 1 }) else {
        panic!("no counts")
    };
    assert_eq!(credentials, 2);
}

fn checkpoint(
    signer: &impl Installation,
    request: &impl Request<Answer = LedgerCheckpoint>,
) -> LedgerCheckpoint {
    match published(signer, request) {
        Ok(checkpoint) => checkpoint,
        other => panic!("{other:?}"),
    }
}

fn hex_hash(text: &str) -> [u8; 32] {
    hex::decode(text).unwrap().try_into().unwrap()
}
