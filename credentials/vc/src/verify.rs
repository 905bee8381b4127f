//! Is a badge genuine? A state machine without I/O: it names its next need, the caller supplies it, and it reports.
//!
//! ```
//! use credentials::time::Timestamp;
//! use credentials::verify::{Supply, Verdict, Verification};
//!
//! let now = Timestamp::from_millis(1_790_000_000_000);
//! let mut verification = Verification::begin(b"{\"a\": \"picture of a badge\"}", now);
//! while let Some(need) = verification.next_need() {
//!     let _ = need; // fetch what it names
//!     verification.supply(Supply::Unavailable("no network here".to_owned()));
//! }
//! assert_eq!(verification.report().verdict, Verdict::NotACredential);
//! ```

mod binding;
mod chain;
mod check;
mod conclusion;
mod context;
mod endorsement;
mod envelope;
mod examination;
mod format;
mod identity;
mod keyring;
mod kind;
mod ledger;
mod lookup;
mod machine;
mod members;
mod need;
mod notice;
mod older;
mod options;
mod presentation;
mod problem;
mod proof;
pub mod reason;
mod recipient;
mod refresh;
mod report;
mod shape;
mod status;
mod structure;
mod summary;
mod supporting;
mod task;
mod token;
mod trust_list;
mod validity;
mod verdict;
mod wrapper;

pub use check::{Check, CheckName, DATA_INTEGRITY, DATA_MODEL, Outcome, Remark};
pub use endorsement::{About, EndorsementReport};
pub use identity::Identity;
pub use machine::Verification;
pub use need::{Need, Supply};
pub use options::Options;
pub use presentation::{PresentationReport, PresentationVerification, Request};
pub use reason::Reason;
pub use report::{BadgeSummary, Report, RevocationNotice, Verdict};
pub use supporting::is_supporting_document;
pub use trust_list::{TrustList, TrustListError};

/// The reason why a credential is not in plain form: the failed check of that name, without the rest of a
/// verification. The signer applies it to its own results before it releases them.
#[must_use]
pub fn plain_form(credential: &serde_json::Value) -> Option<reason::PlainFormReason> {
    let check = structure::plain_form(credential, kind::Kind::of_credential(credential));
    match *check.reason {
        Reason::PlainForm(reason) if check.outcome == Outcome::Failed => Some(reason),
        _ => None,
    }
}
