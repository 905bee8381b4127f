//! The reads of pages, one server function each: context, call, return.

mod achievement;
mod alerts;
mod claim;
mod credential;
mod design;
mod designs;
mod form;
mod front;
mod front_door;
mod institution;
mod issue_page;
mod issuer;
mod key;
mod member_form;
mod public_credential;
mod register;
mod today;
mod verify_page;

pub(crate) use achievement::achievement;
pub(crate) use alerts::alerts;
pub(crate) use claim::claim;
pub(crate) use credential::credential;
pub(crate) use design::design;
pub(crate) use designs::designs;
pub(crate) use form::form;
pub(crate) use front::front;
pub(crate) use front_door::front_door;
pub(crate) use institution::institution;
pub(crate) use issue_page::issue_page;
pub(crate) use issuer::issuer;
pub(crate) use key::key;
pub(crate) use member_form::member_form;
pub(crate) use public_credential::public_credential;
pub(crate) use register::register;
pub(crate) use today::today;
pub(crate) use verify_page::verify_page;
