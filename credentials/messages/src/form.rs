//! The texts of forms, of posted credentials, and of other input that `domain` refuses.

use domain::fault::{KeyFault, PostedFault};
use domain::{Fault, NotAPublicUrl, ReissueReport, ScopesError};
use std::borrow::Cow;

use crate::{Language, english};

/// The texts of a finding in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingWords {
    /// What is wrong.
    pub says: Cow<'static, str>,
    /// What to do about it; empty where nothing helps, or where the signer's sentence names it.
    pub next: Cow<'static, str>,
}

impl Language {
    /// What is wrong in a form, and what to do.
    #[must_use]
    pub fn finding(self, fault: &Fault) -> FindingWords {
        match self {
            Self::English => english::form::words(fault),
        }
    }

    /// Why a change of keys was not requested, as a clause without a full stop or as a sentence.
    #[must_use]
    pub fn key_fault(self, fault: &KeyFault) -> Cow<'static, str> {
        match self {
            Self::English => english::form::key_fault(fault),
        }
    }

    /// What is wrong with a posted credential and what to do, in one or two sentences.
    #[must_use]
    pub fn posted_fault(self, fault: &PostedFault) -> String {
        match self {
            Self::English => english::form::posted_fault(fault),
        }
    }

    /// The same about the option `credentialId`, which is outside the credential.
    #[must_use]
    pub fn posted_option_fault(self, fault: &PostedFault) -> String {
        match self {
            Self::English => english::form::posted_option_fault(fault),
        }
    }

    /// The counts of a reissue, or of its drill.
    #[must_use]
    pub fn reissue_report(self, report: &ReissueReport, drill: bool) -> String {
        match self {
            Self::English => english::form::reissue_report(report, drill),
        }
    }

    /// Why a text is not a list of scopes, as a clause without a full stop.
    #[must_use]
    pub fn scopes_error(self, error: &ScopesError) -> String {
        match self {
            Self::English => english::form::scopes_error(error),
        }
    }

    /// Why a text is not the address of an installation, as a clause without a full stop.
    #[must_use]
    pub const fn not_a_public_url(self, error: NotAPublicUrl) -> &'static str {
        match self {
            Self::English => english::form::not_a_public_url(error),
        }
    }
}
