//! Ceilings for the status lists, and for the revocations, that an issuer signs without an approval of their own. The
//! two are separate, so that no other list delays a revocation.

use super::change::{ChangeAsked, asked};
use super::{refuse, unknown_issuer};
use crate::ledger::record::Statement;
use crate::ledger::state::{Issuer, REVOCATIONS_ALLOWED, State};
use credentials::time::Timestamp;
use protocol::reason::{CeilingReason, CeilingWindow, ChangeReason};
use protocol::summary::{ChangeTitle, Consequence, Fact};
use protocol::{MAX_REASON, Refusal};

/// Lengths of the ceilings' windows, in seconds.
const MINUTE: i64 = 60;
const DAY: i64 = 86_400;
/// Maximum number of lists without new revocations, in a minute and in a day.
const LISTS: [(i64, u32, CeilingWindow); 2] =
    [(MINUTE, 60, CeilingWindow::Minute), (DAY, 2_000, CeilingWindow::Day)];
/// Maximum number of revocations, in a minute and in a day.
const REVOCATIONS: [(i64, u32, CeilingWindow); 2] =
    [(MINUTE, 300, CeilingWindow::Minute), (DAY, 2_000, CeilingWindow::Day)];
/// Maximum number of revocations that one approval allows.
const MOST: u32 = 1_000_000;

/// May one more list without new revocations be signed?
pub(super) fn check_list(issuer: &Issuer, now: Timestamp) -> Result<(), Refusal> {
    for (seconds, most, window) in LISTS {
        if issuer.lists.within(seconds, now) >= most {
            return refuse(CeilingReason::StatusLists { most, window });
        }
    }
    Ok(())
}

/// May this many more be revoked? Returns whether an approval is what allows it.
pub(super) fn check_revocations(issuer: &Issuer, more: usize, now: Timestamp) -> Result<bool, Refusal> {
    let more = u32::try_from(more).unwrap_or(u32::MAX);
    let over = REVOCATIONS
        .into_iter()
        .find(|(seconds, most, _)| issuer.revoked.within(*seconds, now).saturating_add(more) > *most);
    let Some((_, most, window)) = over else { return Ok(false) };
    if issuer.revocations_allowed(now) >= more {
        return Ok(true);
    }
    refuse(CeilingReason::Revocations { more, most, window })
}

/// May people allow this many revocations?
pub(super) fn ask(
    state: &State,
    did: &str,
    count: u32,
    reason: &str,
    now: Timestamp,
) -> Result<ChangeAsked, Refusal> {
    let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
    if !(1..=MOST).contains(&count) {
        return refuse(ChangeReason::RevocationCount { most: MOST });
    }
    let length = reason.chars().count();
    if reason.trim().is_empty() || length > MAX_REASON || reason.chars().any(char::is_control) {
        return refuse(ChangeReason::RevocationText { most: MAX_REASON });
    }
    let facts = vec![
        Fact::Issuer { did: did.to_owned() },
        Fact::Revocations { count },
        Fact::Reason { text: reason.to_owned() },
        Fact::RevocationsAllowed { count: issuer.revocations_allowed(now) },
        Fact::Consequence { of: Consequence::RevocationsAllowed { days: REVOCATIONS_ALLOWED / DAY } },
    ];
    let statement = Statement::RevocationsAllowed {
        issuer: did.to_owned(),
        key: issuer.active(now).to_owned(),
        count,
        reason: reason.to_owned(),
    };
    Ok(asked(statement, ChangeTitle::AllowRevocations { count }, facts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::RefusalCode;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);

    fn issuer(lists: usize, revoked: usize) -> Issuer {
        let mut issuer = Issuer::new("01ARZ3NDEKTSV4RRFFQ69G5FAV".into(), "badges".into(), NOW);
        (0..lists).for_each(|_| issuer.lists.add(NOW.plus_seconds(-30)));
        (0..revoked).for_each(|_| issuer.revoked.add(NOW.plus_seconds(-30)));
        issuer
    }

    fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> RefusalCode {
        result.unwrap_err().code
    }

    #[test]
    fn lists_and_revocations_have_ceilings_apart() {
        assert!(check_list(&issuer(59, 300), NOW).is_ok());
        assert_eq!(code(check_list(&issuer(60, 0), NOW)), RefusalCode::OverListCeiling);
        assert!(check_list(&issuer(60, 0), NOW.plus_seconds(60)).is_ok());
        assert_eq!(
            code(check_list(&issuer(2_000, 0), NOW.plus_seconds(3_600))),
            RefusalCode::OverListCeiling
        );
        assert_eq!(check_revocations(&issuer(2_000, 0), 300, NOW), Ok(false));
        assert_eq!(code(check_revocations(&issuer(0, 0), 301, NOW)), RefusalCode::OverRevocationCeiling);
        assert_eq!(code(check_revocations(&issuer(0, 299), 2, NOW)), RefusalCode::OverRevocationCeiling);
        assert_eq!(check_revocations(&issuer(0, 299), 2, NOW.plus_seconds(60)), Ok(false));
        assert_eq!(
            code(check_revocations(&issuer(0, 2_000), 1, NOW.plus_seconds(3_600))),
            RefusalCode::OverRevocationCeiling
        );
    }

    #[test]
    fn an_approval_allows_a_number_for_a_week() {
        let mut issuer = issuer(0, 0);
        issuer.allow_revocations(500, NOW);
        assert_eq!(check_revocations(&issuer, 500, NOW), Ok(true));
        assert_eq!(code(check_revocations(&issuer, 501, NOW)), RefusalCode::OverRevocationCeiling);
        assert_eq!(check_revocations(&issuer, 300, NOW), Ok(false), "what the ceilings hold uses nothing up");
        issuer.use_allowed_revocations(400);
        assert_eq!(code(check_revocations(&issuer, 400, NOW)), RefusalCode::OverRevocationCeiling);
        let later = NOW.plus_seconds(7 * DAY);
        issuer.allow_revocations(500, NOW);
        assert_eq!(check_revocations(&issuer, 600, NOW), Ok(true));
        assert_eq!(code(check_revocations(&issuer, 600, later)), RefusalCode::OverRevocationCeiling);
    }
}
