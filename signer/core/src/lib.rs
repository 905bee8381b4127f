//! What the signer may sign: records, state, policy, approvals, and the path from a request to a signed document.
//!
//! [`Opened`] is a ledger that was read and compared with the public files; it becomes a [`Signer`], which answers the
//! requests of the web server, of the desk and of administration commands. Each document passes `lint` (credentials) ->
//! `Policy::admit` -> `Ledger::record` (on disk) -> `sign` -> `Ledger::settle`; each step takes a value that only the
//! step before can make.
//!
//! The crate has no socket, no configuration file, no vendor code and no clock of its own: [`Token`] makes signatures,
//! [`Clock`] gives the time, and [`Certificates`] keeps certificate chains. `insignia-signer` supplies them.

mod anomaly;
mod approvals;
mod environment;
mod findings;
mod ledger;
pub mod log;
mod metrics;
mod one_time_code;
mod open;
mod policy;
mod public_url;
mod refusal_audit;
mod settings;
mod signer;

pub use anomaly::WatchConfig;
pub use approvals::approver::check_name;
pub use environment::{Certificates, Clock, Signatures, Token};
pub use journal::FILE as JOURNAL_FILE;
pub use open::{OpenError, Opened, inspect};
pub use public_url::{PublicUrl, PublicUrlError};
pub use settings::{OtherCredentials, PolicySettings, ReissueConfig, Settings, WindowConfig};
pub use signer::signing::self_check;
pub use signer::thread_pool::{self, ThreadPool};
pub use signer::{Environment, Signer};

/// Label of the log's key in the token. It signs checkpoints and nothing else, and no other key signs checkpoints.
pub const CHECKPOINT_KEY: &str = "checkpoint";
