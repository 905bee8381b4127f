//! Reports on the signer: health, measurements, alerts.

mod events;
mod health;
mod measure;
mod token_state;
mod worker_seen;

pub(super) use events::list_events;
pub(super) use health::ReportHealth;
pub(super) use measure::Measure;
pub(super) use token_state::TokenState;
