//! Findings of an audit.

mod account;
mod checkpoint;
mod database;
mod did_document;
mod identifier;
mod key;
mod proof;
mod status_list;
mod tree;

use audit_facts::{CopyFact, CopyPart, Fact, Outcome, Unread};

pub(crate) fn says(fact: &Fact) -> String {
    match fact {
        Fact::Key(fact) => key::says(*fact).to_owned(),
        Fact::Checkpoint(fact) => checkpoint::says(fact),
        Fact::Tree(fact) => tree::says(fact),
        Fact::DidDocument(fact) => did_document::says(fact),
        Fact::StatusList(fact) => status_list::says(fact),
        Fact::Copy(CopyFact::None(CopyPart::DidDocuments)) => "the copy has no DID document".to_owned(),
        Fact::Copy(CopyFact::None(CopyPart::StatusLists)) => "the copy has no status list".to_owned(),
        Fact::Copy(CopyFact::Unread { path, error }) => format!("{path} cannot be read: {error}"),
        Fact::Database(fact) => database::says(fact),
        Fact::Account(fact) => account::says(fact),
    }
}

pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Good => "ok",
        Outcome::Note => "note",
        Outcome::Unchecked => "unchecked",
        Outcome::Wrong => "WRONG",
    }
}

fn why(unread: &Unread) -> &str {
    match unread {
        Unread::Absent => "it is not there",
        Unread::NotHttps => "its address is not https",
        Unread::Failed(error) => error,
    }
}
