//! Facts in words: pure functions from values to displayed text.

mod count;
mod excerpt;
mod percent;
mod protection;

pub(crate) use count::{count, grouped};
pub(crate) use excerpt::excerpt;
pub(crate) use percent::{mail_address, percent_encoded};
pub(crate) use protection::protection;
pub(crate) use report_html::words::{clock, host, kind, weekday};
