//! Signing in the fake signer: any document, each once.

use super::{CONTEXT, FakeKey, Mood, State, ledger};
use credentials::did::verification_method;
use credentials::lint::registered::{PerRecipient, Registered, deviations};
use credentials::lint::{Kind, Linted, UnsignedCredential, lint_with};
use credentials::proof::{Cryptosuite, ProofOptions};
use domain::Timestamp;
use ed25519_dalek::Signer as _;
use protocol::{
    Answer, Change, KeyState, Refusal, RefusalCode, SignedCredential, SignedDocument, Superseding,
};
use sha2::{Digest as _, Sha256};

pub(super) fn signed(state: &State, text: &str) -> (Linted, String) {
    let linted = lint_with(UnsignedCredential::parse(text.as_bytes()).unwrap(), &[CONTEXT]).unwrap();
    let did = state.bound.as_ref().unwrap().did.clone();
    let key = state.keys.iter().find(|key| key.life == KeyState::Active).unwrap();
    let method = verification_method(&did, &key.public_key());
    let options = ProofOptions {
        cryptosuite: Cryptosuite::EddsaRdfc2022,
        verification_method: method,
        created: Timestamp::from_millis(1_772_000_000_000),
    };
    let to_sign = linted.to_sign_with(&options, &[CONTEXT]).unwrap();
    let signature = key.secret.sign(to_sign.bytes()).to_bytes();
    let document = to_sign.finish(&signature, &key.public_key()).unwrap();
    (linted, document)
}

pub(super) fn sign(state: &mut State, text: &str) -> SignedDocument {
    if let Some(signed) = state.signed.get(text) {
        return signed.clone();
    }
    let (linted, document) = signed(state, text);
    let active = state.keys.iter().find(|key| key.life == KeyState::Active).unwrap();
    let (label, multibase) = (active.label.clone(), active.public_key().multibase());
    let kind = match linted.kind() {
        Kind::OpenBadge => "credential",
        Kind::StatusList => "status-list",
        Kind::Credential => "other-credential",
    };
    let ledger_index = ledger::enter(state, kind, &multibase, linted.id(), linted.canonical());
    if linted.kind() != Kind::StatusList {
        state.under.insert(linted.id().to_owned(), (label, ledger_index));
    }
    let signed = SignedDocument { document, ledger_index };
    state.signed.insert(text.to_owned(), signed.clone());
    signed
}

/// As in the real signer, and by the same code: a badge of a registered version has the registered content, and nothing
/// else.
pub(super) fn judge(state: &State, text: &str) -> Result<(), Refusal> {
    let linted = lint_with(UnsignedCredential::parse(text.as_bytes()).unwrap(), &[CONTEXT]).unwrap();
    let version = state.people.made.iter().find_map(|change| match change {
        Change::RegisterBadge { achievement, per_recipient, .. } => {
            let achievement: serde_json::Value = serde_json::from_str(achievement).unwrap();
            (linted.achievement() == Some(&achievement)).then_some((achievement, per_recipient))
        }
        _ => None,
    });
    let Some((achievement, per_recipient)) = version else { return Ok(()) };
    let registered = Registered {
        name: achievement["name"].as_str().unwrap(),
        profile: &state.profile,
        per_recipient: &PerRecipient::read(per_recipient).unwrap(),
    };
    match deviations(linted.value(), &registered).first() {
        None => Ok(()),
        Some(found) if found.code == "issuer-profile" => {
            Err(Refusal::new(RefusalCode::UnregisteredProfile, "The profile is not registered."))
        }
        Some(found) => Err(Refusal::new(RefusalCode::UnregisteredMember, found.says.clone())),
    }
}

/// As in the real signer: only for a credential of a revoked key, to the same person, later.
pub(super) fn supersede(state: &mut State, asked: &Superseding) -> Result<SignedDocument, Refusal> {
    if let Some(signed) = state.signed.get(&asked.credential) {
        return Ok(signed.clone());
    }
    let no = |says: &str| Err(Refusal::new(RefusalCode::NotSuperseding, says));
    if !state.signed.contains_key(&asked.earlier) {
        return no("The earlier credential was not signed here.");
    }
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let (earlier, now) = (read(&asked.earlier), read(&asked.credential));
    let (label, _) = &state.under[earlier["id"].as_str().unwrap()];
    let revoked = |key: &&FakeKey| key.label == *label && key.life == KeyState::Compromised;
    if !state.keys.iter().any(|key| revoked(&key)) {
        return no("The key was not revoked.");
    }
    let mut same = earlier.clone();
    for part in ["validFrom", "credentialStatus"] {
        same[part] = now[part].clone();
    }
    let same = same == now;
    let index = "/credentialStatus/statusListIndex";
    let later = now["validFrom"].as_str() > earlier["validFrom"].as_str();
    if !same || !later || earlier.pointer(index) == now.pointer(index) {
        return no("It is not the same credential, later.");
    }
    Ok(sign(state, &asked.credential))
}

pub(super) fn list_signed(state: &State, key: &str, after: Option<u64>) -> Answer {
    let stands = state
        .under
        .iter()
        .filter(|(_, (label, index))| label == key && after.is_none_or(|after| *index > after));
    let credential = |(id, (_, index)): (&String, &(String, u64))| SignedCredential {
        id: id.clone(),
        ledger_index: *index,
        recorded: 1_772_000_000_000,
    };
    let mut credentials: Vec<_> = stands.map(credential).collect();
    credentials.sort_by_key(|credential| credential.ledger_index);
    Answer::SignedUnder { credentials }
}

pub(super) fn canonical_digest(text: &str) -> String {
    let linted = lint_with(UnsignedCredential::parse(text.as_bytes()).unwrap(), &[CONTEXT]).unwrap();
    hex::encode(Sha256::digest(linted.canonical()))
}

/// Signs what its fault setting and its rules allow.
pub(super) fn sign_credentials(state: &mut State, credentials: &[String], mood: Mood) -> Answer {
    state.sent.extend_from_slice(credentials);
    let sign = |text: &String| match mood {
        Mood::Refuses => {
            Err(Refusal::new(RefusalCode::UnregisteredBadge, "This badge was never registered."))
        }
        Mood::OverCeiling if !state.allowed.contains(&canonical_digest(text)) => {
            Err(Refusal::new(RefusalCode::OverCeiling, "The ceiling of 300 a minute is reached."))
        }
        _ if state.frozen.is_some() => Err(Refusal::new(RefusalCode::Frozen, "The issuer is frozen.")),
        _ if !state.signed.contains_key(text) && judge(state, text).is_err() => {
            Err(judge(state, text).unwrap_err())
        }
        Mood::Forges => Ok(sign(state, &text.replace("Maren", "Mallory"))),
        Mood::Good
        | Mood::DiesAfter
        | Mood::DiesAfterMaking
        | Mood::Faulty
        | Mood::RefusesKeys
        | Mood::RefusesChanges
        | Mood::RefusesLists
        | Mood::OverCeiling => Ok(sign(state, text)),
    };
    Answer::Signed { results: credentials.iter().map(sign).collect() }
}
