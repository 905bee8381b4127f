//! Maps service errors to texts of the form's page. Each match has one arm per reason and no `_`, so a new reason does
//! not compile until it has a text. Only this module logs the cause.

use crate::log::chain;
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use crate::usecase::{
    ChangeError, ClaimLinkError, IssueError, MakePublicError, PublishError, RegisterError, RevokeError,
    SaveDesignError, SetUpError, SignInError,
};
use domain::{ApprovalEnd, ArtworkError, Finding};
use messages::Language;
use protocol::RefusalCode;
use std::error::Error;

/// The answer to a form that was not processed.
#[derive(Debug)]
pub(super) enum Answer {
    /// A field has an error.
    Findings(Vec<Finding>),
    /// The form's subject does not exist, or belongs to another institution.
    NotFound,
    /// The member's role does not include it.
    Forbidden,
    /// A retry may help.
    Unavailable(Finding),
    /// An internal error.
    Internal,
}

impl Answer {
    fn finding(field: &str, says: &str, next: &str) -> Self {
        Self::Findings(vec![Finding::new(field, says, next)])
    }
}

fn logged(doing: &'static str, error: &dyn Error) {
    tracing::error!(error = chain(error), "{doing}");
}

fn storage(error: &StorageError) -> Answer {
    logged("storing what a form asked for", error);
    match error {
        StorageError::Database(_) | StorageError::Changed { .. } => Answer::Unavailable(Finding::new(
            "",
            "The database did not take it.",
            "What you typed is still here. Send it again in a moment.",
        )),
        StorageError::Inconsistent { .. } => Answer::Internal,
    }
}

/// The signer's own sentence. If a retry may help, the input is kept.
fn signer(error: &SignerError) -> Answer {
    logged("asking the signer for what a form asked for", error);
    match error.refusal() {
        Some(refusal) => {
            let (field, next) = match refusal.code {
                RefusalCode::WrongSetupCode => {
                    ("setup_code", "It is in the terminal where Insignia was started.")
                }
                _ => ("", ""),
            };
            let findings = refusal.findings.iter().map(|found| {
                let says = Language::English.carried_fault(&found.code, &found.fault);
                Finding::new("", format!("{}: {says}", found.pointer), "")
            });
            let first = Finding::new(field, error.says(), next);
            Answer::Findings(std::iter::once(first).chain(findings).collect())
        }
        None => Answer::Unavailable(Finding::new(
            "",
            error.says(),
            "What you typed is still here. Send it again then.",
        )),
    }
}

/// The problem with a picture and its remedy.
pub(super) fn picture(field: &str, error: &ArtworkError) -> Finding {
    let (says, next) = Language::English.artwork(error);
    Finding::new(field, says, next)
}

impl From<StorageError> for Answer {
    fn from(error: StorageError) -> Self {
        storage(&error)
    }
}

impl From<SetUpError> for Answer {
    fn from(error: SetUpError) -> Self {
        match error {
            SetUpError::AlreadySetUp => {
                Self::finding("", "The institution is set up already.", "Go to “Today”.")
            }
            SetUpError::Signer(error) => signer(&error),
            SetUpError::Did(error) => {
                logged("making the institution's identifier", &error);
                Self::Internal
            }
            SetUpError::Storage(error) => storage(&error),
        }
    }
}

impl From<SaveDesignError> for Answer {
    fn from(error: SaveDesignError) -> Self {
        match error {
            SaveDesignError::NotFound => Self::NotFound,
            SaveDesignError::Forbidden(_) => Self::Forbidden,
            SaveDesignError::NoPicture => {
                Self::finding("image", "The uploaded picture is not here any more.", "Choose the file again.")
            }
            SaveDesignError::Storage(error) => storage(&error),
        }
    }
}

impl From<PublishError> for Answer {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::NotFound | PublishError::Register(RegisterError::NotFound) => Self::NotFound,
            PublishError::Forbidden(_) => Self::Forbidden,
            PublishError::NothingToPublish(published) => Self::finding(
                "",
                &format!("Version {} is published already and equals this draft.", published.0),
                "Change something first, or issue it.",
            ),
            PublishError::NoPicture => {
                Self::finding("image", "The uploaded picture is not here any more.", "Choose the file again.")
            }
            PublishError::Picture(error) => Self::Findings(vec![picture("image", &error)]),
            PublishError::NotApproved(ApprovalEnd::Declined) => Self::finding(
                "",
                "It was declined.",
                "Ask those who approve, change what they say, and publish it again.",
            ),
            PublishError::NotApproved(ApprovalEnd::Lapsed) => {
                Self::finding("", "Nobody approved it in time.", "Publish it again.")
            }
            PublishError::NotApproved(ApprovalEnd::Refused { says }) => Self::finding("", &says, ""),
            PublishError::Register(RegisterError::Signer(error)) => signer(&error),
            PublishError::Register(RegisterError::Storage(error)) | PublishError::Storage(error) => {
                storage(&error)
            }
        }
    }
}

impl From<IssueError> for Answer {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::NotFound => Self::NotFound,
            IssueError::Forbidden(_) => Self::Forbidden,
            IssueError::NotPublished => Self::finding(
                "",
                "This design is not published, so it cannot be issued.",
                "Publish it in the studio first.",
            ),
            IssueError::Achievement(error) => {
                logged("issuing a badge", &error);
                Self::Internal
            }
            IssueError::Storage(error) => storage(&error),
        }
    }
}

impl From<ClaimLinkError> for Answer {
    fn from(error: ClaimLinkError) -> Self {
        match error {
            ClaimLinkError::NotFound => Self::NotFound,
            ClaimLinkError::NotSigned => Self::finding(
                "",
                "This badge is not signed, so its page would be empty.",
                "Wait until it is signed.",
            ),
            ClaimLinkError::Storage(error) => storage(&error),
        }
    }
}

impl From<RevokeError> for Answer {
    fn from(error: RevokeError) -> Self {
        match error {
            RevokeError::NotFound => Self::NotFound,
            RevokeError::Forbidden(_) => Self::Forbidden,
            RevokeError::NotSigned => Self::finding(
                "",
                "This badge is not signed, so there is nothing to take back yet.",
                "Wait until it is signed.",
            ),
            RevokeError::NoStatus => Self::finding(
                "",
                "This credential has no place in a status list, so nobody could be told.",
                "It cannot be revoked.",
            ),
            RevokeError::AlreadyRevoked(first) => Self::finding(
                "",
                &format!(
                    "It was revoked already, on {}: {}.",
                    first.0.at.long_date(),
                    Language::English.revocation(first.0.reason)
                ),
                "The first reason stays.",
            ),
            RevokeError::Storage(error) => storage(&error),
        }
    }
}

impl From<SignInError> for Answer {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::NotGood => Self::finding(
                "",
                "This link was used already, is older than 24 hours, or was not copied whole.",
                "Make a new one with `insignia owner-link` on the machine where Insignia runs.",
            ),
            SignInError::Storage(error) => storage(&error),
        }
    }
}

impl From<ChangeError> for Answer {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Forbidden(_) => Self::Forbidden,
            ChangeError::NotSetUp => Self::NotFound,
            ChangeError::IdentifierIsKey => {
                Self::finding("", "The issuer’s identifier is its key, so it cannot be replaced.", "")
            }
            ChangeError::Typed(says) => Self::finding("", says, "Correct it and send it again."),
            ChangeError::Signer(error) => signer(&error),
            ChangeError::Storage(error) => storage(&error),
        }
    }
}

impl From<MakePublicError> for Answer {
    fn from(error: MakePublicError) -> Self {
        match error {
            MakePublicError::NotFound => Self::NotFound,
            MakePublicError::Storage(error) => storage(&error),
        }
    }
}
