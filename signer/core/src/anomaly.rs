//! Anomaly detection: rules over recorded events for what is unusual but allowed. They take the time as an argument and
//! block nothing.

mod business_hours;
mod detector_state;
mod event;
mod rate;
mod recent_recipients;
mod settings;
mod sliding_window;
mod watcher;

pub(crate) use detector_state::DetectorState;
pub(crate) use event::Event;
pub(crate) use recent_recipients::RecentRecipients;
pub use settings::WatchConfig;
pub(crate) use watcher::{Seen, Watcher};
