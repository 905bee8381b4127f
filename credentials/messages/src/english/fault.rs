//! The findings of the lint.

mod badge;
mod context;
mod entry;
mod model;
mod registered;
mod resource;
mod result;
mod schema;
mod statements;
mod status_list;
mod text;
mod universal;
mod wanted;

use credentials::json::JsonError;
use credentials::lint::Fault;

use super::{json, plain_form};
use crate::clause::capitalised;

/// A fault and its remedy, in one or two sentences.
pub(crate) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Json(error) => unreadable(error),
        Fault::Universal(fault) => universal::says(fault),
        Fault::Context(fault) => context::says(fault),
        Fault::Schema(fault) => schema::says(fault),
        Fault::Model(fault) => model::says(fault),
        Fault::Text(fault) => text::says(*fault).to_owned(),
        Fault::Entry(fault) => entry::says(fault),
        Fault::Resource(fault) => resource::says(*fault).to_owned(),
        Fault::Badge(fault) => badge::says(fault),
        Fault::Recipient(fault) => badge::of_recipient(*fault).to_owned(),
        Fault::Result(fault) => result::says(*fault).to_owned(),
        Fault::StatusList(fault) => status_list::says(fault),
        Fault::Statements(fault) => statements::says(fault),
        Fault::NotPlain(reason) => plain_form::says(*reason).to_owned(),
        Fault::Registered(fault) => registered::says(fault),
    }
}

fn unreadable(error: &JsonError) -> String {
    format!("{}. {}.", capitalised(&json::clause(error)), json::remedy(error))
}

/// "A or B".
fn either(names: &[credentials::lint::Name]) -> String {
    names.join(" or ")
}
