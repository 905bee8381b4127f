//! `insignia verify`: the same verification and the same sentence as on the web, by the auditor's library.

use super::USAGE;
use super::print::complain;
use crate::clock::{Clock as _, SystemClock};
use crate::log::chain;
use auditor::badge::{BadgeOrder, CheckedBadge};
use std::io;
use std::process::ExitCode;

pub(super) fn verify(order: &BadgeOrder) -> ExitCode {
    let checked = match CheckedBadge::of(order, io::stdin().lock(), SystemClock.now()) {
        Ok(checked) => checked,
        Err(error) => {
            complain(&chain(&error));
            return ExitCode::from(USAGE);
        }
    };
    let mut out = io::stdout().lock();
    // A closed output does not change the verdict.
    let _ = if order.json { checked.write_json(&mut out) } else { checked.write_text(&mut out) };
    ExitCode::from(checked.exit_code())
}
