//! Maps service errors to findings of the form's page. Each match has one arm per reason and no `_`, so a new reason does
//! not compile until it has a finding. Only this module logs the cause.

use crate::log::chain;
use crate::signer_client::SignerError;
use crate::storage::StorageError;
use crate::usecase::{
    ChangeError, ClaimLinkError, IssueError, MakePublicError, PublishError, RegisterError, RevokeError,
    SaveDesignError, SetProfileError, SetUpError, SignInError, StageError, WithdrawError,
};
use domain::fault::{
    BadgeFault, Fault, FormFault, InstitutionFault, IssuingFault, KeyFault, PublicationFault,
    RevocationFault, SignerFault,
};
use domain::{ApprovalEnd, Finding};
use messages::Language;
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
    fn finding(field: &str, fault: impl Into<Fault>) -> Self {
        Self::Findings(vec![Finding::new(field, fault)])
    }

    fn of_form(fault: impl Into<Fault>) -> Self {
        Self::finding("", fault)
    }
}

fn logged(doing: &'static str, error: &dyn Error) {
    tracing::error!(error = chain(error), "{doing}");
}

fn storage(error: &StorageError) -> Answer {
    logged("storing what a form asked for", error);
    match error {
        StorageError::Database(_) | StorageError::Changed { .. } => {
            Answer::Unavailable(Finding::of_form(FormFault::Database))
        }
        StorageError::Inconsistent { .. } => Answer::Internal,
    }
}

/// The signer's own sentence. If a retry may help, the input is kept.
fn signer(error: &SignerError) -> Answer {
    logged("asking the signer for what a form asked for", error);
    match error.refusal() {
        Some(refusal) => {
            let says = error.says();
            let first = Finding::of_form(SignerFault::Refused { says });
            let findings = refusal.findings.iter().map(|found| {
                let says = Language::English.carried_fault(&found.code, &found.fault);
                Finding::of_form(SignerFault::Place { pointer: found.pointer.clone(), says })
            });
            Answer::Findings(std::iter::once(first).chain(findings).collect())
        }
        None => Answer::Unavailable(Finding::of_form(SignerFault::Away { says: error.says() })),
    }
}

impl From<StorageError> for Answer {
    fn from(error: StorageError) -> Self {
        storage(&error)
    }
}

impl From<SetUpError> for Answer {
    fn from(error: SetUpError) -> Self {
        match error {
            SetUpError::AlreadySetUp => Self::of_form(InstitutionFault::AlreadySetUp),
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
            SaveDesignError::Waiting(version) => Self::of_form(PublicationFault::Waiting(version)),
            SaveDesignError::NoPicture => Self::finding("image", BadgeFault::PictureGone),
            SaveDesignError::Storage(error) => storage(&error),
        }
    }
}

impl From<WithdrawError> for Answer {
    fn from(error: WithdrawError) -> Self {
        match error {
            WithdrawError::NotFound | WithdrawError::Register(RegisterError::NotFound) => Self::NotFound,
            WithdrawError::Forbidden(_) => Self::Forbidden,
            WithdrawError::Signer(error) | WithdrawError::Register(RegisterError::Signer(error)) => {
                match signer(&error) {
                    Self::Unavailable(_) => {
                        Self::Unavailable(Finding::of_form(PublicationFault::NotWithdrawn))
                    }
                    other => other,
                }
            }
            WithdrawError::Register(RegisterError::Storage(error)) | WithdrawError::Storage(error) => {
                storage(&error)
            }
        }
    }
}

impl From<SetProfileError> for Answer {
    fn from(error: SetProfileError) -> Self {
        match error {
            SetProfileError::NotFound | SetProfileError::Register(RegisterError::NotFound) => Self::NotFound,
            SetProfileError::Forbidden(_) => Self::Forbidden,
            SetProfileError::NothingNew => Self::of_form(InstitutionFault::NothingNew),
            SetProfileError::Waiting(number) => Self::of_form(InstitutionFault::Waiting(number)),
            SetProfileError::NoLogo => Self::finding("logo", InstitutionFault::LogoGone),
            SetProfileError::NotApproved(ApprovalEnd::Declined) => Self::of_form(InstitutionFault::Declined),
            SetProfileError::NotApproved(ApprovalEnd::Withdrawn) => {
                Self::of_form(InstitutionFault::Withdrawn)
            }
            SetProfileError::NotApproved(ApprovalEnd::Lapsed) => Self::of_form(InstitutionFault::Lapsed),
            SetProfileError::NotApproved(ApprovalEnd::Refused { says }) => {
                Self::of_form(SignerFault::Refused { says })
            }
            SetProfileError::Register(RegisterError::Signer(error)) => signer(&error),
            SetProfileError::Register(RegisterError::Storage(error)) | SetProfileError::Storage(error) => {
                storage(&error)
            }
        }
    }
}

impl From<StageError> for Answer {
    fn from(error: StageError) -> Self {
        match error {
            StageError::Picture(error) => Self::of_form(error),
            StageError::CutShort => {
                logged("trying the downloads of a picture", &error);
                Self::Internal
            }
            StageError::Storage(error) => storage(&error),
        }
    }
}

impl From<PublishError> for Answer {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::NotFound | PublishError::Register(RegisterError::NotFound) => Self::NotFound,
            PublishError::Forbidden(_) => Self::Forbidden,
            PublishError::NothingToPublish(published) => {
                Self::of_form(PublicationFault::NothingNew(published.0))
            }
            PublishError::NoPicture => Self::finding("image", BadgeFault::PictureGone),
            PublishError::Picture(error) => Self::finding("image", error),
            PublishError::CutShort => {
                logged("publishing a design", &error);
                Self::Internal
            }
            PublishError::NotApproved(ApprovalEnd::Declined) => Self::of_form(PublicationFault::Declined),
            PublishError::NotApproved(ApprovalEnd::Withdrawn) => Self::of_form(PublicationFault::Withdrawn),
            PublishError::NotApproved(ApprovalEnd::Lapsed) => Self::of_form(PublicationFault::Lapsed),
            PublishError::NotApproved(ApprovalEnd::Refused { says }) => {
                Self::of_form(SignerFault::Refused { says })
            }
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
            IssueError::NotPublished => Self::of_form(IssuingFault::NotPublished),
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
            ClaimLinkError::NotSigned => Self::of_form(IssuingFault::NotSigned),
            ClaimLinkError::Storage(error) => storage(&error),
        }
    }
}

impl From<RevokeError> for Answer {
    fn from(error: RevokeError) -> Self {
        match error {
            RevokeError::NotFound => Self::NotFound,
            RevokeError::Forbidden(_) => Self::Forbidden,
            RevokeError::NotSigned => Self::of_form(RevocationFault::NotSigned),
            RevokeError::NoStatus => Self::of_form(RevocationFault::NoEntry),
            RevokeError::AlreadyRevoked(first) => Self::of_form(RevocationFault::AlreadyRevoked(first.0)),
            RevokeError::Storage(error) => storage(&error),
        }
    }
}

impl From<SignInError> for Answer {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::NotGood => Self::of_form(FormFault::OwnerLink),
            SignInError::Storage(error) => storage(&error),
        }
    }
}

impl From<ChangeError> for Answer {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Forbidden(_) => Self::Forbidden,
            ChangeError::NotSetUp => Self::NotFound,
            ChangeError::IdentifierIsKey => Self::of_form(KeyFault::IdentifierIsKey),
            ChangeError::Typed(fault) => Self::of_form(fault),
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
