//! The use cases of Insignia, one per file, in a folder for each group. Web, command line and jobs call the same ones.
//!
//! A use case is a struct with the few things that it needs, a constructor, and one public verb. The struct of each group
//! holds the use cases of its folder. What several use cases need is a type of its own here: `JobQueue`,
//! `CheckedSigner`, `StatusIndexes`, `Mailbox`.

mod approval;
mod checked_signer;
mod claim;
mod issue;
mod issuer_profile;
mod job_queue;
pub mod keys;
pub mod ledger;
mod mailbox;
mod metrics;
pub mod people;
mod profiles;
mod publish;
mod reissue;
mod revoke;
mod shared;
mod status_indexes;
mod verify;
mod watch;

pub(crate) use approval::{Publication, RegisterError, Standing, WithdrawError, Withdrawn};
pub(crate) use claim::{
    ClaimLinkError, Claiming, Download, DownloadError, Format, MakePublicError, SendClaimMail,
    SendReissueMail,
};
pub(crate) use issue::{Flaw, IssueError, IssuePostedError, Issuing, SignCredential};
pub(crate) use issuer_profile::profile;
pub(crate) use job_queue::JobQueue;
pub use keys::{Asked, ChangeError, KeyKeeping};
pub(crate) use keys::{
    IssuerKeys, ListIssuerKeys, RequestDueRotations, RotationPlan, kept_institution, waiting_change,
};
pub(crate) use ledger::KeepProofs;
pub use ledger::{LedgerError, LedgerKeeping};
pub(crate) use metrics::CollectMetrics;
pub use people::{CreateTokenError, People, RevokeTokenError};
pub(crate) use people::{SESSION_SECONDS, SetUpError, SignInError};
pub(crate) use profiles::{AdvanceProfile, NewLogo, Profiles, RegisterProfile, SetProfileError};
pub(crate) use publish::{
    AdvanceBadge, PublishError, Publishing, RegisterBadge, SaveDesignError, StageError, StagePicture, Studio,
};
pub(crate) use reissue::{ReissueCredential, Reissuing};
pub(crate) use revoke::{
    PublishStatus, PublishStatusError, Published, RenewStatusLists, RevokeError, RevokePostedError, Revoking,
    Told,
};
pub(crate) use shared::Shared;
pub(crate) use verify::{CheckError, RelayError, Verifying};
pub(crate) use watch::{Alerts, AlertsError, MailAlerts, Watching};
