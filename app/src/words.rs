//! Facts in words: pure functions from values to displayed text.

mod clock;
mod count;
mod dates;
mod host;
mod kind;

pub(crate) use clock::{clock, weekday};
pub(crate) use count::{count, grouped};
pub(crate) use dates::{Piece, pieces};
pub(crate) use host::host;
pub(crate) use kind::kind;
