//! Facts in words: pure functions from values to displayed text.

mod count;

pub(crate) use count::{count, grouped};
pub(crate) use report_html::words::{clock, host, kind, weekday};
