//! Pages, rendered by the real router over a backend with invented data.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test's helper meets unexpectedly fails the test"
)]

mod approvals;
mod badges;
mod every_page;
mod fake;
mod fake_keys;
mod fake_register;
mod forms;
mod previews;
mod public_pages;
mod site;
mod verdicts;
