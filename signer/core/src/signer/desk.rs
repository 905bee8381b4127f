//! What the desk shows.

mod pictures;
mod show_desk;
mod waiting_page;

pub(super) use pictures::Pictures;
pub(super) use show_desk::ShowDesk;
