//! English.

#[cfg(feature = "product")]
mod artwork;
#[cfg(feature = "audit")]
pub(crate) mod audit;
mod canonical;
mod conformance;
mod context;
mod dates;
mod endorsements;
#[cfg(feature = "product")]
mod events;
mod fault;
#[cfg(feature = "product")]
pub(crate) mod form;
mod format;
mod headline;
mod identity;
mod json;
mod key;
mod labels;
mod ledger;
mod list_fault;
mod picture;
mod plain_form;
mod presentation;
mod proof;
mod quote;
mod recipient;
mod refresh;
#[cfg(feature = "product")]
mod revocation;
pub(crate) mod signer;
mod status;
mod token;
mod unavailable;
mod verdict;

use credentials::verify::Check;
use credentials::verify::reason::Reason;

#[cfg(feature = "product")]
pub(crate) use artwork::artwork;
#[cfg(feature = "product")]
pub(crate) use events::event;
pub(crate) use fault::fault;
pub(crate) use labels::{check, identity_label, outcome};
#[cfg(feature = "product")]
pub(crate) use revocation::revocation;
pub(crate) use verdict::verdict;

/// One or two sentences.
pub(crate) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Stopped => "Not checked, because of an earlier result.".to_owned(),
        Reason::Format(reason) => format::says(reason),
        Reason::Context(reason) => context::says(reason),
        Reason::PlainForm(reason) => plain_form::says(*reason).to_owned(),
        Reason::Proof(reason) => proof::says(reason),
        Reason::Key(reason) => key::says(reason),
        Reason::Dates(reason) => dates::says(reason),
        Reason::Status(reason) => status::says(reason),
        Reason::Ledger(reason) => ledger::says(reason),
        Reason::Identity(reason) => identity::says(reason),
        Reason::Recipient(reason) => recipient::says(reason),
        Reason::Conformance(reason) => conformance::says(reason),
        Reason::Refresh(reason) => refresh::says(reason),
        Reason::Endorsements(reason) => endorsements::says(reason),
        Reason::Presentation(reason) => presentation::says(reason),
    }
}

/// The reader's next step.
pub(crate) fn next_step(reason: &Reason) -> Option<String> {
    let step = match reason {
        Reason::Format(reason) => return format::next_step(reason),
        Reason::Context(reason) => context::next_step(reason),
        Reason::PlainForm(reason) => plain_form::next_step(*reason),
        Reason::Proof(reason) => proof::next_step(reason),
        Reason::Key(reason) => key::next_step(reason),
        Reason::Dates(reason) => dates::next_step(reason),
        Reason::Status(reason) => status::next_step(reason),
        Reason::Ledger(reason) => ledger::next_step(reason),
        Reason::Identity(reason) => identity::next_step(reason),
        Reason::Recipient(reason) => recipient::next_step(reason),
        Reason::Refresh(reason) => refresh::next_step(reason),
        Reason::Stopped | Reason::Conformance(_) | Reason::Endorsements(_) | Reason::Presentation(_) => None,
    };
    step.map(str::to_owned)
}

/// The sentences of a check.
pub(crate) fn says(check: &Check) -> String {
    let notes = check.notes.iter().map(status::note);
    let strict = check.counts_remarks.then(|| "Remarks count as failures in a strict check.".to_owned());
    let sentences: Vec<String> = std::iter::once(reason(&check.reason)).chain(notes).chain(strict).collect();
    sentences.join(" ")
}
