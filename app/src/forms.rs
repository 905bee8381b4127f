//! Plain forms, with the errors under each field.

mod badge_removed;
mod choice;
mod control;
mod file_field;
mod form_findings;
mod form_token;
mod sent_acts;
mod text_area;
mod text_field;
mod typed;

pub(crate) use badge_removed::BadgeRemoved;
pub(crate) use choice::Choice;
pub(crate) use control::Control;
pub(crate) use file_field::FileField;
pub(crate) use form_findings::FormFindings;
pub(crate) use form_token::FormToken;
pub(crate) use sent_acts::SentActs;
pub(crate) use text_area::TextArea;
pub(crate) use text_field::TextField;
pub(crate) use typed::Typed;
