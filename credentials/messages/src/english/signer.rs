//! What the signer refused, what failed there, what it noticed, and what pending changes do.

mod alert;
mod approval;
mod ceiling;
mod change;
mod change_fact;
mod change_title;
mod credential;
mod document;
mod fault;
mod issuer;
mod key;
mod ledger;
mod number;
mod passkey;
mod request;
mod status_entry;
mod status_list;
mod superseding;

use signer_facts::summary::{ChangeTitle, Fact};
use signer_facts::{Alert, FaultReason, RefusalReason};

pub(crate) fn refusal(reason: &RefusalReason) -> String {
    match reason {
        RefusalReason::Request(reason) => request::says(reason),
        RefusalReason::Document(reason) => document::says(reason),
        RefusalReason::Credential(reason) => credential::says(reason),
        RefusalReason::StatusEntry(reason) => status_entry::says(reason).to_owned(),
        RefusalReason::Superseding(reason) => superseding::says(reason),
        RefusalReason::StatusList(reason) => status_list::says(reason),
        RefusalReason::Ceiling(reason) => ceiling::says(reason),
        RefusalReason::Issuer(reason) => issuer::says(reason),
        RefusalReason::Key(reason) => key::says(reason),
        RefusalReason::Change(reason) => change::says(reason),
        RefusalReason::Approval(reason) => approval::says(reason),
        RefusalReason::Passkey(reason) => passkey::says(*reason).to_owned(),
        RefusalReason::Ledger(reason) => ledger::says(reason),
    }
}

pub(crate) fn alert(alert: &Alert) -> String {
    alert::says(alert)
}

pub(crate) fn change_title(title: &ChangeTitle) -> String {
    change_title::says(title)
}

/// The name and the value of a fact.
pub(crate) fn change_fact(fact: &Fact) -> (String, String) {
    (change_fact::name(fact), change_fact::value(fact))
}

/// The name of the list that a fact belongs to, and its items.
pub(crate) fn change_fact_items(fact: &Fact) -> Option<(String, Vec<String>)> {
    change_fact::items(fact)
}

pub(crate) fn fault(reason: &FaultReason) -> String {
    fault::says(reason).to_owned()
}
