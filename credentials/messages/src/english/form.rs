//! Findings in forms, and other input that is refused.

mod badge;
mod institution;
mod issuing;
mod key;
mod page;
mod posted;
mod publication;
mod recipient;
mod reissue;
mod revocation;
mod setting;
mod signer;
mod text;

use domain::Fault;
use std::borrow::Cow;

use super::artwork;
use crate::form::FindingWords;

pub(crate) use key::says as key_fault;
pub(crate) use posted::{of_option as posted_option_fault, says as posted_fault};
pub(crate) use reissue::says as reissue_report;
pub(crate) use setting::{not_a_public_url, scopes_error};

/// The sentence and the remedy.
fn pair(says: impl Into<Cow<'static, str>>, next: impl Into<Cow<'static, str>>) -> FindingWords {
    FindingWords { says: says.into(), next: next.into() }
}

/// What is wrong, and what to do.
pub(crate) fn words(fault: &Fault) -> FindingWords {
    match fault {
        Fault::Text(fault) => text::words(*fault),
        Fault::Institution(fault) => institution::words(*fault),
        Fault::Recipient(fault) => recipient::words(fault),
        Fault::Badge(fault) => badge::words(*fault),
        Fault::Picture(error) => {
            let (says, next) = artwork(error);
            pair(says, next)
        }
        Fault::Publication(fault) => publication::words(*fault),
        Fault::Issuing(fault) => issuing::words(*fault),
        Fault::Revocation(fault) => revocation::words(fault),
        Fault::Key(fault) => pair(key::says(fault), key::next(*fault)),
        Fault::Form(fault) => page::words(*fault),
        Fault::Signer(fault) => signer::words(fault),
        Fault::Drill(report) => pair(reissue::says(report, true), "This was a drill: nothing was changed."),
    }
}
