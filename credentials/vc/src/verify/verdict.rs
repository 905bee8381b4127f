//! The verdict, and the check that decides it.

use super::report::{Check, CheckName, Outcome, Verdict};

/// The verdict of the checks. A failed check outweighs one that could not be made, and both outweigh an unknown
/// issuer. In a strict verification every failed check decides.
pub(super) fn verdict(checks: &[Check], may_be_a_badge: bool, strict: bool) -> Verdict {
    let any = |outcome: Outcome| {
        checks.iter().any(move |check| check.outcome == outcome && (check.name.decides() || strict))
    };
    let decided = |outcome: Outcome| checks.iter().any(|c| c.outcome == outcome && c.name.decides());
    if !may_be_a_badge {
        Verdict::NotACredential
    } else if any(Outcome::Failed) {
        Verdict::NotValid
    } else if decided(Outcome::NotChecked) {
        Verdict::CouldNotCheck
    } else if checks.iter().any(|check| check.is(CheckName::Identity, Outcome::NotChecked)) {
        Verdict::Unvouched
    } else {
        Verdict::Valid
    }
}

/// The check that decides the verdict: the first deciding one that failed, else the first that failed in a strict
/// verification, else the first deciding one that was not made. Revocation takes precedence over expiry.
pub(super) fn decisive(checks: &[Check]) -> Option<&Check> {
    let first = |outcome: Outcome, decides: bool| {
        checks.iter().find(move |check| {
            check.outcome == outcome && check.name.decides() == decides && !check.was_stopped()
        })
    };
    let revoked = checks.iter().find(|check| check.is(CheckName::Status, Outcome::Failed));
    revoked
        .or_else(|| first(Outcome::Failed, true))
        .or_else(|| first(Outcome::Failed, false))
        .or_else(|| first(Outcome::NotChecked, true))
}
