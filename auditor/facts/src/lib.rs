//! What an audit finds: an outcome, a code and typed facts. The crate `messages` has the sentences.

/// The codes of a type of facts, each with the pattern of its variants.
macro_rules! fact_codes {
    ($kind:ident as $variant:ident { $($pattern:pat => $code:literal,)+ }) => {
        impl $kind {
            /// Every code, in the order of the variants.
            pub const CODES: &[&str] = &[$($code),+];

            /// The kind of the fact for programs: lower-case words with hyphens, which do not change between versions.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $($pattern => $code,)+
                }
            }
        }

        impl From<$kind> for crate::Fact {
            fn from(fact: $kind) -> Self {
                Self::$variant(fact)
            }
        }
    };
}

mod account;
mod checkpoint;
mod copy;
mod database;
mod did_document;
mod finding;
mod key;
mod status_list;
mod tree;
mod unread;

pub use account::{Account, AccountFact};
pub use checkpoint::CheckpointFact;
pub use copy::{CopyFact, CopyPart};
pub use database::DatabaseFact;
pub use did_document::DidFact;
pub use finding::{Finding, Outcome};
pub use key::KeyFact;
pub use status_list::{ListFact, ListFault};
pub use tlog::{CheckpointError, NoteError};
pub use tree::TreeFact;
pub use unread::Unread;

/// What an audit found about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// About the origin of the ledger's key.
    Key(KeyFact),
    /// About the checkpoint.
    Checkpoint(CheckpointFact),
    /// About the entries and hashes.
    Tree(TreeFact),
    /// About a DID document.
    DidDocument(DidFact),
    /// About a status list of a copy.
    StatusList(ListFact),
    /// About the files of a copy.
    Copy(CopyFact),
    /// About the credentials of the database.
    Database(DatabaseFact),
    /// About the number of a key's entries.
    Account(AccountFact),
}

impl Fact {
    /// The kind of the fact for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Key(fact) => fact.code(),
            Self::Checkpoint(fact) => fact.code(),
            Self::Tree(fact) => fact.code(),
            Self::DidDocument(fact) => fact.code(),
            Self::StatusList(fact) => fact.code(),
            Self::Copy(fact) => fact.code(),
            Self::Database(fact) => fact.code(),
            Self::Account(fact) => fact.code(),
        }
    }

    /// Every code, subject by subject.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let subjects = [
            KeyFact::CODES,
            CheckpointFact::CODES,
            TreeFact::CODES,
            DidFact::CODES,
            ListFact::CODES,
            CopyFact::CODES,
            DatabaseFact::CODES,
            AccountFact::CODES,
        ];
        subjects.into_iter().flatten().copied()
    }
}
