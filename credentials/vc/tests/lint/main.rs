//! The rules for signing, and their findings.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod badge;
mod contexts;
mod data_model;
mod parse_findings;
mod places;
mod re_rooting;
mod registered;
mod results;
mod status_list;
mod structure;
mod support;
