//! Ceilings for the credentials that an issuer signs without an approval of their own.

use super::refuse;
use crate::ledger::state::{Issuer, Usage};
use credentials::time::Timestamp;
use protocol::reason::{CeilingReason, CeilingWindow};
use protocol::{Ceilings, Refusal};

/// Lengths of the ceilings' windows, in seconds.
const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// The request that a credential is part of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch {
    /// Number of credentials in the request.
    pub(crate) size: usize,
    /// How many of them were admitted before this one, count against the ceilings, and are not recorded yet.
    pub(crate) before: usize,
}

/// May one more be signed now?
pub(super) fn check(issuer: &Issuer, batch: Batch, now: Timestamp) -> Result<(), Refusal> {
    within(issuer.ceilings, &issuer.usage, batch, now)
}

/// May one more be reissued now? These ceilings are separate, because an approval covers what is reissued.
pub(super) fn check_reissue(
    ceilings: Ceilings,
    issuer: &Issuer,
    batch: Batch,
    now: Timestamp,
) -> Result<(), Refusal> {
    within(ceilings, &issuer.reissued, batch, now).map_err(|_| Refusal::new(CeilingReason::Reissued))
}

fn within(ceilings: Ceilings, usage: &Usage, batch: Batch, now: Timestamp) -> Result<(), Refusal> {
    let before = u32::try_from(batch.before).unwrap_or(u32::MAX);
    let asked = u32::try_from(batch.size).unwrap_or(u32::MAX);
    if asked > ceilings.per_batch {
        return refuse(CeilingReason::Request { asked, most: ceilings.per_batch });
    }
    let windows =
        [(MINUTE, ceilings.per_minute, CeilingWindow::Minute), (DAY, ceilings.per_day, CeilingWindow::Day)];
    for (seconds, most, window) in windows {
        if usage.within(seconds, now).saturating_add(before) >= most {
            return refuse(CeilingReason::Credentials { most, window });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn issuer(ceilings: Ceilings, used: usize) -> Issuer {
        let mut issuer = Issuer::new("01ARZ3NDEKTSV4RRFFQ69G5FAV".into(), "badges".into(), NOW);
        issuer.ceilings = ceilings;
        (0..used).for_each(|_| issuer.usage.add(NOW.plus_seconds(-30)));
        issuer
    }

    fn one(before: usize) -> Batch {
        Batch { size: before + 1, before }
    }

    #[test]
    fn each_ceiling_holds_by_itself() {
        let wide = Ceilings { per_batch: 100, per_minute: 100, per_day: 100 };
        assert!(check(&issuer(wide, 99), one(0), NOW).is_ok());
        assert!(check(&issuer(wide, 100), one(0), NOW).is_err());
        let minute = Ceilings { per_minute: 3, ..wide };
        assert!(check(&issuer(minute, 3), one(0), NOW).is_err());
        assert!(check(&issuer(minute, 3), one(0), NOW.plus_seconds(60)).is_ok());
        let day = Ceilings { per_day: 3, ..wide };
        assert!(check(&issuer(day, 3), one(0), NOW.plus_seconds(3_600)).is_err());
        assert!(check(&issuer(day, 3), one(0), NOW.plus_seconds(DAY)).is_ok());
        let batch = Ceilings { per_batch: 2, ..wide };
        assert!(check(&issuer(batch, 0), Batch { size: 3, before: 0 }, NOW).is_err());
    }

    #[test]
    fn those_before_it_in_its_own_request_count() {
        let ceilings = Ceilings { per_batch: 100, per_minute: 5, per_day: 100 };
        assert!(check(&issuer(ceilings, 2), one(2), NOW).is_ok());
        assert!(check(&issuer(ceilings, 2), one(3), NOW).is_err());
    }
}
