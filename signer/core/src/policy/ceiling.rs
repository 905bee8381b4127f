//! Ceilings for the credentials that an issuer signs without an approval of their own.

use super::refuse;
use crate::ledger::state::{Issuer, Usage};
use credentials::time::Timestamp;
use protocol::{Ceilings, Refusal, RefusalCode};

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
    within(ceilings, &issuer.reissued, batch, now).map_err(|_| {
        let sentence = "the issuer's ceiling for reissued credentials is reached (`[reissue]` in the signer's configuration). Wait";
        Refusal::new(RefusalCode::OverCeiling, sentence)
    })
}

fn within(ceilings: Ceilings, usage: &Usage, batch: Batch, now: Timestamp) -> Result<(), Refusal> {
    let before = u32::try_from(batch.before).unwrap_or(u32::MAX);
    let asked = u32::try_from(batch.size).unwrap_or(u32::MAX);
    if asked > ceilings.per_batch {
        return refuse(
            RefusalCode::OverCeiling,
            &format!(
                "{asked} credentials in one request are more than the {} that the issuer may have signed at once without an approval. Ask for fewer at a time, or have the batch approved",
                ceilings.per_batch
            ),
        );
    }
    for (window, most, words) in [(MINUTE, ceilings.per_minute, "minute"), (DAY, ceilings.per_day, "day")] {
        if usage.within(window, now).saturating_add(before) >= most {
            return refuse(
                RefusalCode::OverCeiling,
                &format!(
                    "the issuer's ceiling of {most} credentials a {words} is reached. Wait, have the batch approved, or have the ceiling raised"
                ),
            );
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
