//! Signed notes, checkpoints and proofs as texts.

use crate::support::{Grown, had};
use ed25519_dalek::{Signer as _, SigningKey};
use tlog::{
    Checkpoint, CheckpointError, InclusionProof, Note, NoteError, ProofError, VerifierKey, inclusion_path,
};

/// The note and the key in the documentation of Go's `golang.org/x/mod/sumdb/note`.
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const ORIGIN: &str = "badges.example.edu/ledger";

fn signing_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn key() -> VerifierKey {
    VerifierKey::new(ORIGIN, signing_key().verifying_key().to_bytes()).unwrap()
}

fn note_of(checkpoint: &Checkpoint) -> String {
    checkpoint.note(&key(), &signing_key().sign(checkpoint.text().as_bytes()).to_bytes())
}

#[test]
fn a_published_note_verifies_and_no_altered_one_does() {
    let key = VerifierKey::parse(KEY).unwrap();
    assert_eq!(key.to_string(), KEY);
    assert_eq!(
        Note::parse(NOTE).unwrap().verified(&key).unwrap(),
        NOTE.rsplit_once("\n\n").unwrap().0.to_owned() + "\n"
    );
    let altered = NOTE.replace("don't", "do");
    assert_eq!(Note::parse(&altered).unwrap().verified(&key), Err(NoteError::Signature));
    let renamed = NOTE.replace("PeterNeumann", "EnochRoot");
    assert_eq!(Note::parse(&renamed).unwrap().verified(&key), Err(NoteError::Unsigned));
}

#[test]
fn signatures_of_others_are_passed_over_and_a_false_one_of_ours_is_not() {
    let key = VerifierKey::parse(KEY).unwrap();
    let with = |line: &str| format!("{NOTE}{line}");
    let others = with("— EnochRoot af+5AAAA\n— PeterNeumann AAAAAAAA\n");
    assert!(Note::parse(&others).unwrap().verified(&key).is_ok());
    let false_one = with(
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAA=\n",
    );
    assert_eq!(Note::parse(&false_one).unwrap().verified(&key), Err(NoteError::Signature));
}

#[test]
fn what_is_no_note_or_no_key_is_refused() {
    for bad in [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n— name !!!!\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAAAAAA",
        "te\rxt\n\n— name AAAAAAAA\n",
    ] {
        assert_eq!(Note::parse(bad), Err(NoteError::Form), "{bad:?}");
    }
    for bad in [
        "",
        "a+b",
        &KEY.replace("c74f20a3", "c74f20a4"),
        &KEY.replace("PeterNeumann", "Peter"),
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        // Another type of signature.
        &KEY.replace("+ARpc", "+AhpC"),
    ] {
        assert_eq!(VerifierKey::parse(bad), Err(NoteError::Key), "{bad}");
    }
}

#[test]
fn a_checkpoint_is_read_in_one_form_only() {
    let good = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let checkpoint = Checkpoint::parse(good).unwrap();
    assert_eq!((checkpoint.size, checkpoint.text().as_str()), (20_852_163, good));
    assert!(Checkpoint::parse(&format!("{good}further\n")).is_ok());
    for bad in [
        "",
        "o\n1\n",
        &good.replace("20852163", "020852163"),
        &good.replace("20852163", "+20852163"),
        &good.replace("20852163", "-1"),
        &good.replace("CsUY", ""),
        &format!("{good}\n"),
        good.trim_end(),
    ] {
        assert_eq!(Checkpoint::parse(bad), Err(CheckpointError::Form), "{bad:?}");
    }
}

#[test]
fn a_checkpoint_counts_only_under_its_own_key_and_name() {
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 3, root: [5; 32] };
    assert_eq!(Checkpoint::verified(&note_of(&checkpoint), &key()), Ok(checkpoint.clone()));
    let elsewhere = Checkpoint { origin: "other.example/ledger".into(), ..checkpoint.clone() };
    assert_eq!(Checkpoint::verified(&note_of(&elsewhere), &key()), Err(CheckpointError::Origin));
    let other = SigningKey::from_bytes(&[8; 32]);
    let other = VerifierKey::new(ORIGIN, other.verifying_key().to_bytes()).unwrap();
    let read = Checkpoint::verified(&note_of(&checkpoint), &other);
    assert_eq!(read, Err(CheckpointError::Note(NoteError::Unsigned)));
}

#[test]
fn a_kept_proof_shows_its_entry_and_no_other() {
    let grown = Grown::to(300);
    let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 300, root: grown.tree.root() };
    let proof = InclusionProof {
        index: 77,
        path: had(inclusion_path(77, &mut grown.nodes())),
        checkpoint: note_of(&checkpoint),
    };
    let text = proof.text();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nindex 77\n"));
    let read = InclusionProof::parse(&text).unwrap();
    assert_eq!(read, proof);
    assert_eq!(read.verify("77", &key()), Ok(checkpoint.clone()));
    assert_eq!(read.verify("78", &key()), Err(ProofError::NotIncluded));
    let extra = text.replace("index", "extra AAAA\nindex");
    assert_eq!(InclusionProof::parse(&extra), Ok(proof.clone()));
    let forged = Checkpoint { root: [5; 32], ..checkpoint };
    let forged = InclusionProof { checkpoint: note_of(&forged), ..proof };
    assert_eq!(forged.verify("77", &key()), Err(ProofError::NotIncluded));
    for bad in [
        text.replace("@v1", "@v2"),
        text.replace("index 77", "index 077"),
        text.replace("index 77\n", ""),
        text.replace("\n\n", "\n"),
        text.replacen('=', "", 1),
    ] {
        assert_eq!(InclusionProof::parse(&bad), Err(ProofError::Form), "{bad}");
    }
}
