//! What the desk shows.

mod show_desk;
mod waiting_page;

pub(super) use show_desk::ShowDesk;
