//! The report of a verification whose needs are all answered.

use serde_json::Value;

use super::endorsement::EndorsementReport;
use super::identity::Identity;
use super::kind::Kind;
use super::machine::Verification;
use super::options::Options;
use super::reason::{ListNote, StatusReason};
use super::report::{Check, CheckName, Outcome, Report, RevocationNotice};
use super::{endorsement, identity, ledger, recipient, refresh, status, summary, validity, verdict};
use crate::did::PublishedLedger;

/// The findings about a genuine document, in addition to its own text.
#[derive(Default)]
pub(super) struct Findings {
    /// One check for each list that can revoke or suspend the document.
    pub(super) statuses: Vec<Check>,
    /// Notes of the issuer that neither revoke nor suspend the document.
    pub(super) notes: Vec<ListNote>,
    pub(super) revoked: Option<RevocationNotice>,
    /// Whether the document is in its issuer's ledger, if the issuer publishes one.
    pub(super) ledger: Option<Check>,
    /// The ledger that was shown to hold the document.
    pub(super) holding: Option<PublishedLedger>,
    /// The supplied ledger proof is valid.
    pub(super) ledger_proof_held: bool,
    /// The check of a newer copy that was requested.
    pub(super) refreshed: Option<Check>,
    pub(super) endorsements: Vec<EndorsementReport>,
    /// The number of endorsements that were not checked.
    pub(super) endorsements_left: usize,
}

/// Combines the findings into a report.
pub(super) fn report(verification: Verification) -> Report {
    let Verification { now, format, may_be_a_badge, examination, options, keyring, mut findings, .. } =
        verification;
    let mut checks = vec![format];
    let (mut badge, mut signer, mut identity) = (None, None, Identity::None);
    if let Some(examination) = examination {
        let (kind, issuer, is_good) = (examination.kind(), examination.signer(), examination.is_good());
        let (document, found) = examination.finish();
        checks.extend(found);
        // Dates are checked for an unproven badge too, because it would be out of date in any case. The other checks
        // need a genuine one.
        if checks.iter().all(|check| check.outcome != Outcome::Failed) {
            checks.push(validity::check(&document, now));
        }
        if is_good {
            let ledger = findings.holding.as_ref();
            identity = identity::identify(&issuer, ledger, keyring.relay(&issuer), &options);
            checks.push(identity::check(&identity));
            checks.extend(of_a_genuine(&document, &mut findings, &options));
            badge = Some(kind)
                .filter(|kind| *kind == Kind::OpenBadge)
                .and_then(|_| summary::summary(&document, identity.domain_name()));
            signer = Some(issuer);
        } else if !findings.statuses.is_empty() {
            checks.push(status::combine(std::mem::take(&mut findings.statuses), Vec::new()));
        }
    }
    if options.is_strict() {
        checks.iter_mut().for_each(Check::count_remarks);
    }
    complete(&mut checks, &CheckName::ALL);
    Report {
        verdict: verdict::verdict(&checks, may_be_a_badge, options.is_strict()),
        signer,
        identity,
        checks,
        badge,
        revoked: findings.revoked,
        endorsements: findings.endorsements,
        checked_at: now,
    }
}

/// The checks that apply only to a document whose proof is good.
fn of_a_genuine(document: &Value, findings: &mut Findings, options: &Options) -> [Check; 5] {
    let (statuses, notes) = (std::mem::take(&mut findings.statuses), std::mem::take(&mut findings.notes));
    let mut status = status::combine(statuses, notes);
    if let Some(notice) = findings.revoked.as_ref().filter(|_| status.shows_revoked()) {
        status.reason = Box::new(StatusReason::RevokedOn(notice.clone()).into());
        status.notes.clear();
    }
    let mut ledger = findings.ledger.take().unwrap_or_else(ledger::none);
    if options.ledger_proof.is_some() && !findings.ledger_proof_held {
        ledger = ledger::without_given(ledger);
    }
    [
        status,
        ledger,
        findings.refreshed.take().unwrap_or_else(|| refresh::not_asked(document)),
        endorsement::check(&findings.endorsements, findings.endorsements_left),
        recipient::check(document, options.recipient.as_deref()),
    ]
}

/// Adds a check for each that was not made, and sorts all in the order of a report.
pub(super) fn complete(checks: &mut Vec<Check>, names: &[CheckName]) {
    let missing = names.iter().filter(|name| checks.iter().all(|check| check.name != **name));
    let stopped: Vec<Check> = missing.map(|name| Check::stopped(*name)).collect();
    checks.extend(stopped);
    checks.sort_by_key(|check| check.name as u8);
}
