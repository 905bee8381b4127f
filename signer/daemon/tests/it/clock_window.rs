//! Tests of limits within a minute or an hour of the signer's own clock, on a machine of any speed.

use crate::documents::now;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

/// Runs `attempt`. A failure counts only if it took less than the minute of a ceiling; otherwise it is repeated.
pub(crate) fn within_a_minute(attempt: impl FnMut()) {
    let began = Cell::new(Instant::now());
    counted_if(attempt, || began.set(Instant::now()), || began.get().elapsed() < Duration::from_mins(1));
}

/// Runs `attempt`. A failure counts only if it began and ended in one hour of the clock; otherwise it is repeated.
pub(crate) fn within_one_hour(attempt: impl FnMut()) {
    let hour = || now().millis() / 3_600_000;
    let began = Cell::new(hour());
    counted_if(attempt, || began.set(hour()), || began.get() == hour());
}

fn counted_if(mut attempt: impl FnMut(), begin: impl Fn(), counts: impl Fn() -> bool) {
    for _ in 0..5 {
        begin();
        match catch_unwind(AssertUnwindSafe(&mut attempt)) {
            Ok(()) => return,
            Err(why) if counts() => resume_unwind(why),
            Err(_) => eprintln!("it took too long to count; trying again"),
        }
    }
    panic!("this machine is too slow for a test that needs less time");
}
