//! Requests of the web server. Documents in them are whole JSON texts, UTF-8.
//!
//! To add one: write its struct and its [`Request`] beside the others of its subject, and name it in the list at the end
//! of this file. The signer does not compile until it has a handler ([`Serve`]).

mod changes;
mod health;
mod issuers;
mod keys;
mod ledger;
mod list;
mod message;
mod signing;

pub use changes::{KeepPicture, ListWaiting, LookUpChange, Propose, WithdrawChange};
pub use health::{Health, ListEvents, Metrics};
pub use issuers::{BindIssuer, Freeze, PublishDidDocument};
pub use keys::{CountSigned, CreateKey, ListPublicKeys, ListSigned};
pub use ledger::{Checkpoint, PresentCheckpoint, ProveInclusion};
pub use message::{Message, Unreadable, ask};
pub use signing::{SignCredentials, SignStatusList, SignSuperseding};

pub(crate) mod answers {
    pub use super::changes::{WaitingChanges, Withdrawal};
    pub use super::health::{Events, HealthReport, MetricsText, Noticed, PinState};
    pub use super::issuers::{BoundIssuer, PublishedDocument};
    pub use super::keys::{
        DayUsage, KeyInfo, KeyState, KeyUsage, PublicKeys, SignedByKey, SignedCounts, SignedCredential,
    };
    pub use super::ledger::{EntryProof, LedgerCheckpoint, Proofs};
    pub use super::signing::{SignedBatch, SignedDocument, Superseding};
}

use crate::answer::RawReply;
use list::request_list;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signer_facts::Problem;
use std::time::Duration;

/// Time limit for a request that does work. The token signs in milliseconds. The signer gives up on a hanging worker
/// after 20 seconds and reports it.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// Time limit for a request that a page waits for.
const SHORT_TIME_LIMIT: Duration = Duration::from_secs(3);

/// A request to the signer. Everything that is fixed for its kind is here.
pub trait Request: Serialize + DeserializeOwned {
    /// The answer: a struct, an enum with a tag, or `()`.
    type Answer: Serialize + DeserializeOwned;

    /// Its name, as written in `ask`.
    const NAME: &'static str;

    /// Does it append to the ledger? Such a request is refused before the checkpoint handshake, and while entries are
    /// missing.
    const APPENDS: bool;

    /// How long a client waits for the answer.
    const TIME_LIMIT: Duration;
}

/// Handles one kind of request.
pub trait Serve<R: Request> {
    /// Answers it.
    ///
    /// # Errors
    /// [`Problem`]: it is refused, or the machinery failed. Nothing was done.
    fn serve(&self, request: R) -> Result<R::Answer, Problem>;
}

request_list! {
    Health,
    Metrics,
    ListEvents,
    ListPublicKeys,
    CreateKey,
    BindIssuer,
    PublishDidDocument,
    KeepPicture,
    Propose,
    LookUpChange,
    WithdrawChange,
    ListWaiting,
    Freeze,
    SignCredentials,
    Checkpoint,
    PresentCheckpoint,
    ProveInclusion,
    SignSuperseding,
    ListSigned,
    CountSigned,
    SignStatusList,
}
