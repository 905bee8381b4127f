//! Append-only log engine of the signer. It knows no policy, no person and no credential.
//!
//! - [`Journal`]: a private file of JSON lines, which is the source of truth. The caller supplies the lines, and parses
//!   them.
//! - [`GroupCommit`]: all concurrent callers share one fsync. A value that depends on a record is an [`Unsynced`] until
//!   the record is on disk.
//! - [`Tiles`], [`CheckpointFile`], [`Publisher`]: the public tree (C2SP tlog-tiles and tlog-checkpoint). The publisher
//!   takes entries that are on disk from the [`PublishQueue`], writes tiles, and then the checkpoint that names them.
//! - [`Rebuild`]: at a start, the tree is built from the journal and compared with the public files.
//! - [`Prover`]: proofs of inclusion and consistency from the public files.
//!
//! An entry is a text. What it means, and which record of the journal has one, is the caller's to know. The checkpoint's
//! signature comes from outside, too: this crate holds no key.

mod checkpoint;
mod group_commit;
mod journal_file;
mod proof;
mod publish_queue;
mod publisher;
mod rebuild;
mod tiles;

pub use checkpoint::{CheckpointFault, CheckpointFile, LogKey, NewestCheckpoint, SignedCheckpoint};
pub use group_commit::{CommitError, GroupCommit, Unsynced};
pub use journal_file::{Batch, Contents, FILE, Journal, JournalError};
pub use proof::{ProveError, Prover};
pub use publish_queue::PublishQueue;
pub use publisher::{PublishError, Publisher};
pub use rebuild::{Rebuild, Rebuilt};
pub use tiles::{TileError, Tiles};
