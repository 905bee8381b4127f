//! Anomaly detection: rules over recorded events for what is unusual but allowed. They take the time as an argument and
//! block nothing.

mod diary;
mod event;
mod hours;
mod rate;
mod remembered;
mod settings;
mod tally;
mod watcher;

pub(crate) use diary::Diary;
pub(crate) use event::Event;
pub(crate) use remembered::Remembered;
pub use settings::WatchConfig;
pub(crate) use watcher::{Seen, Watcher};
