//! What is wrong at a place: a closed enum for each subject, with typed facts and a code for programs. The crate
//! `messages` turns a fault into a sentence.
//!
//! A fault is also data: the signer sends it to the web server as JSON. Unknown variants and members are errors when it is
//! read.

/// The codes of a type of faults, each with the pattern of its variants.
macro_rules! fault_codes {
    ($kind:ident as $variant:ident { $($pattern:pat => $code:literal,)+ }) => {
        impl $kind {
            /// Every code, in the order of the variants. Variants with one meaning for programs share a code.
            pub const CODES: &[&str] = &[$($code),+];

            /// The kind of the fault for programs: lower-case words with hyphens, which do not change between versions.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $($pattern => $code,)+
                }
            }
        }

        impl From<$kind> for super::Fault {
            fn from(fault: $kind) -> Self {
                Self::$variant(fault)
            }
        }
    };
}

mod badge;
mod context;
mod entry;
mod json;
mod model;
mod registered;
mod resource;
mod result;
mod schema;
mod statements;
mod status_list;
mod text;
mod universal;
mod wanted;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use badge::{BadgeFault, RecipientFault};
pub use context::ContextFault;
pub use entry::EntryFault;
use json::json_code;
pub use model::ModelFault;
pub use registered::RegisteredFault;
pub use resource::ResourceFault;
pub use result::ResultFault;
pub use schema::SchemaFault;
pub use statements::{Remedy, StatementsFault};
pub use status_list::StatusListFault;
pub use text::TextFault;
pub use universal::UniversalFault;
pub use wanted::{ClassName, Wanted, WordList};

use crate::json::JsonError;
use crate::verify::reason::PlainFormReason;

/// A name that the standards define: of a member, a type or a context. Owned only when it was read from JSON.
pub type Name = Cow<'static, str>;

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The text is not JSON that all implementations read alike.
    Json(JsonError),
    /// A value that may be nowhere.
    Universal(UniversalFault),
    /// About `@context`.
    Context(ContextFault),
    /// Not in the form of its class (Open Badges 3.0, annex B).
    Schema(SchemaFault),
    /// Not in the form of the VC Data Model.
    Model(ModelFault),
    /// About a name or description.
    Text(TextFault),
    /// About a status entry.
    Entry(EntryFault),
    /// About a related resource.
    Resource(ResourceFault),
    /// A rule for badges that the table of classes cannot express.
    Badge(BadgeFault),
    /// About the identity of a recipient.
    Recipient(RecipientFault),
    /// About a result and its description.
    Result(ResultFault),
    /// About a status list.
    StatusList(StatusListFault),
    /// About the statements that a signature would cover.
    Statements(StatementsFault),
    /// The JSON is not the plain form of its statements, which the verifier requires.
    NotPlain(PlainFormReason),
    /// Not what was registered for the badge version or the issuer.
    Registered(RegisteredFault),
}

impl Fault {
    /// The kind of the fault for programs: lower-case words with hyphens, which do not change between versions.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json(error) => json_code(error),
            Self::Universal(fault) => fault.code(),
            Self::Context(fault) => fault.code(),
            Self::Schema(fault) => fault.code(),
            Self::Model(fault) => fault.code(),
            Self::Text(fault) => fault.code(),
            Self::Entry(fault) => fault.code(),
            Self::Resource(fault) => fault.code(),
            Self::Badge(fault) => fault.code(),
            Self::Recipient(fault) => fault.code(),
            Self::Result(fault) => fault.code(),
            Self::StatusList(fault) => fault.code(),
            Self::Statements(fault) => fault.code(),
            Self::NotPlain(_) => "not-plain",
            Self::Registered(fault) => fault.code(),
        }
    }

    /// Every code, subject by subject.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let subjects = [
            json::CODES,
            UniversalFault::CODES,
            ContextFault::CODES,
            SchemaFault::CODES,
            ModelFault::CODES,
            TextFault::CODES,
            EntryFault::CODES,
            ResourceFault::CODES,
            BadgeFault::CODES,
            RecipientFault::CODES,
            ResultFault::CODES,
            StatusListFault::CODES,
            StatementsFault::CODES,
            &["not-plain"],
            RegisteredFault::CODES,
        ];
        subjects.into_iter().flatten().copied()
    }
}
