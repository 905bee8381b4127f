//! Facts in words: pure functions from values to displayed text.

mod clock;
mod dates;
mod host;
mod kind;

pub use clock::{clock, weekday};
pub use dates::{Piece, pieces};
pub use host::host;
pub use kind::kind;
