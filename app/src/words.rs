//! Facts in words: pure functions from values to what people read.

mod count;
mod dates;
mod host;
mod kind;
mod moment;

pub(crate) use count::{count, grouped};
pub(crate) use dates::{Piece, pieces};
pub(crate) use host::host;
pub(crate) use kind::kind;
pub(crate) use moment::{moment, weekday};
