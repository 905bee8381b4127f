//! Every fact of an audit has a text in each complete language.

use audit_facts::{
    Account, AccountFact, CheckpointError, CheckpointFact, CopyFact, CopyPart, DatabaseFact, DidFact, Fact,
    KeyFact, ListFact, ListFault, NoteError, Outcome, TreeFact, Unread,
};
use credentials::canonical::CanonicalError;
use credentials::did::DidError;
use credentials::jose::JwkError;
use credentials::json::JsonError;
use credentials::multikey::MultikeyError;
use credentials::proof::{ChainFault, ProofFailure};
use credentials::time::Timestamp;
use messages::Language;
use std::collections::BTreeSet;

fn name() -> String {
    "tile/0/000".to_owned()
}

fn unread() -> [Unread; 3] {
    [Unread::Absent, Unread::NotHttps, Unread::Failed("permission denied".to_owned())]
}

fn checkpoint_errors() -> impl Iterator<Item = CheckpointError> {
    let notes = [NoteError::Form, NoteError::Key, NoteError::Unsigned, NoteError::Signature];
    notes.map(CheckpointError::Note).into_iter().chain([CheckpointError::Form, CheckpointError::Origin])
}

fn of_the_ledger() -> Vec<Fact> {
    let keys = [KeyFact::FromSeen, KeyFact::FromDatabase, KeyFact::NotStored];
    let checkpoints = [
        CheckpointFact::Signed { name: "a.example/ledger".to_owned(), entries: 7 },
        CheckpointFact::NotText,
        CheckpointFact::OtherKey,
    ];
    let trees = [
        TreeFact::Complete,
        TreeFact::OtherRoot,
        TreeFact::NotSeen,
        TreeFact::Grew { before: 5 },
        TreeFact::Changed { before: 5 },
        TreeFact::Removed { before: 5, now: 4 },
        TreeFact::Bundle { name: name(), count: 256 },
        TreeFact::EntryForm { index: 3 },
        TreeFact::OtherHashes { name: name() },
        TreeFact::NotStored { error: "no space left".to_owned() },
    ];
    let tiles = unread().map(|why| TreeFact::Unread { name: name(), why });
    keys.map(Fact::from)
        .into_iter()
        .chain(checkpoints.into_iter().chain(unread().map(CheckpointFact::Unread)).map(Fact::from))
        .chain(checkpoint_errors().map(|error| CheckpointFact::Invalid(error).into()))
        .chain(trees.into_iter().chain(tiles).map(Fact::from))
        .collect()
}

fn of_documents() -> Vec<Fact> {
    let url = || "https://a.example/did.json".to_owned();
    let documents = [
        DidFact::Stated { url: url() },
        DidFact::NotText { url: url() },
        DidFact::NotStated { url: url() },
        DidFact::Older { url: url() },
        DidFact::BeforeRevocation { url: url() },
        DidFact::Undecided { url: url() },
        DidFact::OwnKey { did: "did:key:z6Mk".to_owned() },
    ];
    let copies = [
        CopyFact::None(CopyPart::DidDocuments),
        CopyFact::None(CopyPart::StatusLists),
        CopyFact::Unread { path: name(), error: "permission denied".to_owned() },
    ];
    let lost = unread().map(|why| DidFact::Unread { url: url(), why });
    documents.into_iter().chain(lost).map(Fact::from).chain(copies.map(Fact::from)).collect()
}

fn of_the_database() -> Vec<Fact> {
    let (id, entry) = (|| "01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(), 7);
    let rows = [
        DatabaseFact::Good { rows: 9, opened: 8 },
        DatabaseFact::Document { id: id() },
        DatabaseFact::SameEntry { id: id(), entry },
        DatabaseFact::OtherEntry { id: id(), entry },
        DatabaseFact::OtherContent { id: id(), entry },
        DatabaseFact::More(3),
        DatabaseFact::NoProof(2),
        DatabaseFact::TooNew(1),
        DatabaseFact::DeviceCount,
        DatabaseFact::Failed { error: "the file is locked".to_owned() },
    ];
    let account = || Account { key: "z6Mk".to_owned(), leaves: 9, known: 5 };
    let accounts = [
        AccountFact::Good(account()),
        AccountFact::Reissued(account(), 4),
        AccountFact::Waiting(account(), 4),
        AccountFact::Unexplained(account(), 4),
    ];
    rows.map(Fact::from).into_iter().chain(accounts.map(Fact::from)).collect()
}

fn identifiers() -> Vec<DidError> {
    let at = Timestamp::from_millis(1_790_000_000_000);
    let keys = [
        MultikeyError::Base,
        MultikeyError::Encoding,
        MultikeyError::Secret,
        MultikeyError::Kind,
        MultikeyError::Length,
        MultikeyError::Point,
    ];
    let others = [
        DidError::NotHttps,
        DidError::Host,
        DidError::Form,
        DidError::Malformed("it has no id"),
        DidError::WrongId,
        DidError::UnknownKey,
        DidError::WrongController,
        DidError::ControllerFragment,
        DidError::WhichKey,
        DidError::NotForAssertion,
        DidError::KeyType,
        DidError::Revoked(at),
        DidError::Expired(at),
        DidError::Jwk(JwkError::Member("kty")),
    ];
    keys.map(DidError::Key).into_iter().chain(others).collect()
}

fn proofs() -> Vec<ProofFailure> {
    let chains = [ChainFault::Absent, ChainFault::SameId, ChainFault::Circle];
    let others = [
        ProofFailure::NoProof,
        ProofFailure::TooManyProofs,
        ProofFailure::Member("created"),
        ProofFailure::Purpose,
        ProofFailure::Domain,
        ProofFailure::Challenge,
        ProofFailure::Expired(Timestamp::from_millis(1_790_000_000_000)),
        ProofFailure::Suite("rsa-2018".to_owned()),
        ProofFailure::BaseProof,
        ProofFailure::KeyKind,
        ProofFailure::Context,
        ProofFailure::Canonical(CanonicalError::NoContext),
        ProofFailure::Signature,
    ];
    chains.map(ProofFailure::Chain).into_iter().chain(others).collect()
}

fn bad(fault: ListFault) -> Fact {
    ListFact::Bad { name: name(), fault }.into()
}

fn of_status_lists() -> Vec<Fact> {
    let others = [
        ListFault::Json(JsonError::TooDeep),
        ListFault::Member("validFrom"),
        ListFault::NoDocument,
        ListFault::NotNow { from: "2026-01-01".to_owned(), until: "2026-01-02".to_owned() },
        ListFault::NoEntry,
    ];
    let faults = identifiers().into_iter().map(ListFault::Key);
    let faults = faults.chain(proofs().into_iter().map(ListFault::Proof)).chain(others);
    faults.map(bad).chain([ListFact::Good { name: name(), entry: 2 }.into()]).collect()
}

fn facts() -> Vec<Fact> {
    [of_the_ledger(), of_documents(), of_the_database(), of_status_lists()].concat()
}

#[test]
fn every_fact_of_an_audit_has_a_text() {
    let facts = facts();
    let shown: BTreeSet<_> = facts.iter().map(Fact::code).collect();
    let missing: Vec<_> = Fact::codes().filter(|code| !shown.contains(code)).collect();
    assert!(missing.is_empty(), "no example has these codes: {missing:?}");
    for language in Language::ALL {
        for fact in &facts {
            let says = language.audit(fact);
            assert!(!says.is_empty() && !says.ends_with('.') && !says.contains("  "), "{fact:?}: {says}");
        }
        for outcome in [Outcome::Good, Outcome::Note, Outcome::Unchecked, Outcome::Wrong] {
            assert!((1..=10).contains(&language.audit_outcome(outcome).len()), "{outcome:?}");
        }
    }
}

#[test]
fn each_code_of_an_audit_is_that_of_one_fact() {
    let codes: Vec<_> = Fact::codes().collect();
    let distinct: BTreeSet<_> = codes.iter().collect();
    assert_eq!(codes.len(), distinct.len(), "{codes:?}");
}

/// Expressions of the words for developers, and what the texts for people have in their place.
const PLAINER: [(&str, &str); 4] = [
    ("the document says it belongs", "the document belongs"),
    ("it names an earlier proof that is not there", "one signature names an earlier one that is missing"),
    ("two proofs have one id", "two signatures have the same id"),
    ("it comes back to where it began", "the signatures refer to each other in a circle"),
];

fn plainer(error: &dyn std::error::Error) -> String {
    PLAINER.iter().fold(error.to_string(), |text, (developers, people)| text.replace(developers, people))
}

/// The words for developers are English, too: a text that lacks a fact would differ.
#[test]
fn errors_of_credentials_are_described() {
    for error in identifiers() {
        let says = Language::English.audit(&bad(ListFault::Key(error.clone())));
        let expected = format!("its key is not one of its issuer: {}", plainer(&error));
        assert!(says.ends_with(&expected), "{says}: {expected}");
    }
    for failure in proofs() {
        let says = Language::English.audit(&bad(ListFault::Proof(failure.clone())));
        let expected = format!("its signature is not valid: {}", plainer(&failure));
        assert!(says.ends_with(&expected), "{says}: {expected}");
    }
    for error in checkpoint_errors() {
        let invalid: Fact = CheckpointFact::Invalid(error).into();
        let says = Language::English.audit(&invalid);
        assert!(says.ends_with(&format!("the checkpoint is not valid: {error}")), "{says}: {error}");
    }
}
