//! Changes that people may make: what each states, and the facts that people see.

use super::batch::ask_batch;
use super::content_lint::ContentLint;
use super::key::{ask_destruction, ask_revocation};
use super::{BindingAsked, Policy, refuse, revocations, unknown_issuer};
use crate::approvals::approver::check_name;
use crate::approvals::people::CODE_LIFETIME;
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::json::{self, Document};
use credentials::lint::registered::{PerRecipient, approved_picture, picture_of, sha256_of_sri};
use credentials::time::Timestamp;
use protocol::reason::{ChangeReason, DocumentReason};
use protocol::summary::{BadgeMember, Bound, Ceiling, ChangeSummary, ChangeTitle, Fact, ProfileMember};
use protocol::{Ceilings, Change, MAX_ACHIEVEMENT, MAX_BATCH, Refusal, RefusalCode};
use serde_json::Value;

/// A change that people may make.
#[derive(Debug)]
pub(crate) struct ChangeAsked {
    /// Its statement; none if that is in force already.
    pub(crate) statement: Option<Statement>,
    /// The text that the statement's leaf commits to.
    pub(crate) canonical: String,
    /// What people see.
    pub(crate) summary: ChangeSummary,
}

impl Policy {
    /// May people make this change, given the recorded state and the time? `lint` is the lint of this change.
    pub(crate) fn judge_change(
        &self,
        state: &State,
        change: &Change,
        lint: &ContentLint,
        now: Timestamp,
    ) -> Result<ChangeAsked, Refusal> {
        match change {
            Change::RegisterBadge { issuer, achievement, per_recipient } => {
                self.ask_badge(state, issuer, (achievement, per_recipient), lint, now)
            }
            Change::SetProfile { issuer, profile } => Self::ask_profile(state, issuer, profile, lint, now),
            Change::SetCeilings { issuer, ceilings } => ask_ceilings(state, issuer, *ceilings, now),
            Change::AllowBatch { issuer, achievement, digests } => {
                ask_batch(state, issuer, achievement, digests, now)
            }
            Change::InviteApprover { name } => ask_invitation(state, name),
            Change::RemoveApprover { name } => self.ask_removal(state, name),
            Change::SetQuorum { needed } => self.ask_quorum(state, *needed),
            Change::Unfreeze { issuer } => ask_unfreeze(state, issuer, now),
            Change::BindIssuer { key, did, institution } => self.ask_binding(state, key, did, institution),
            Change::RotateKey { issuer, key } => self.ask_rotation(state, issuer, key, now),
            Change::RevokeKey { key, since } => ask_revocation(state, key, *since, now),
            Change::DestroyKey { key } => ask_destruction(state, key, now),
            Change::SetStatusKeeper { issuer, keeper } => {
                self.ask_status_keeper(state, issuer, keeper.as_ref(), now)
            }
            Change::AllowRevocations { issuer, count, reason } => {
                revocations::ask(state, issuer, *count, reason, now)
            }
        }
    }

    fn ask_badge(
        &self,
        state: &State,
        issuer: &str,
        (text, per_recipient): (&str, &str),
        lint: &ContentLint,
        now: Timestamp,
    ) -> Result<ChangeAsked, Refusal> {
        if text.len().saturating_add(per_recipient.len()) > MAX_ACHIEVEMENT {
            return refuse(ChangeReason::AchievementLength { most: MAX_ACHIEVEMENT });
        }
        let per_recipient = PerRecipient::read(per_recipient)
            .map_err(|e| Refusal::new(DocumentReason::PerRecipient { error: e.to_string() }))?;
        let achievement = Document::parse(text.as_bytes())
            .map_err(|e| Refusal::new(DocumentReason::AchievementSyntax { error: e.to_string() }))?;
        let achievement = achievement.value();
        let picture = approved_picture(&per_recipient).and_then(sha256_of_sri);
        let may_differ = differences(&per_recipient);
        let asked = self.judge_badge(state, issuer, achievement, per_recipient, now)?;
        if asked.statement.is_some() {
            lint.result()?;
        }
        let member = |member: BadgeMember| {
            let value = achievement.pointer(member.pointer());
            value.map(|value| value.as_str().map_or_else(|| json::jcs(value), str::to_owned))
        };
        let mut facts = vec![Fact::Issuer { did: issuer.to_owned() }];
        facts.extend(first_profile(state, issuer));
        let part = |part: BadgeMember| Some(Fact::Badge { member: part, value: member(part)? });
        facts.extend(BadgeMember::ALL.into_iter().filter_map(part));
        facts.extend(picture.map(|sha256| Fact::PictureDigest { sha256 }));
        facts.extend(keywords(achievement));
        facts.extend(may_differ);
        facts.push(Fact::WholeText { text: asked.canonical.clone() });
        let title = ChangeTitle::RegisterBadge { name: member(BadgeMember::Name).unwrap_or_default() };
        Ok(ChangeAsked {
            statement: asked.statement,
            canonical: asked.canonical,
            summary: ChangeSummary { title, facts },
        })
    }

    fn ask_removal(&self, state: &State, name: &str) -> Result<ChangeAsked, Refusal> {
        let people = &state.people;
        if !people.approvers.iter().any(|approver| approver.name == name) {
            return refuse(ChangeReason::UnknownApprover);
        }
        let counts = people.confirmed().any(|approver| approver.name == name);
        let left = people.able(self.host_approves) - usize::from(counts);
        if left < usize::try_from(people.needed).unwrap_or(usize::MAX) {
            return refuse(ChangeReason::TooFewApprovers);
        }
        Ok(asked(
            Statement::Removed { name: name.to_owned() },
            ChangeTitle::RemoveApprover,
            vec![Fact::Person { name: name.to_owned() }],
        ))
    }

    fn ask_quorum(&self, state: &State, needed: u32) -> Result<ChangeAsked, Refusal> {
        let able = state.people.able(self.host_approves);
        if needed == 0 || usize::try_from(needed).map_or(true, |needed| needed > able) {
            return refuse(ChangeReason::Quorum { able });
        }
        let facts =
            vec![Fact::PeopleNeeded { count: needed }, Fact::PeopleNeededNow { count: state.people.needed }];
        let mut asked = asked(Statement::Quorum { needed }, ChangeTitle::SetQuorum, facts);
        asked.statement = asked.statement.filter(|_| state.people.needed != needed);
        Ok(asked)
    }

    fn ask_binding(
        &self,
        state: &State,
        key: &str,
        did: &str,
        institution: &str,
    ) -> Result<ChangeAsked, Refusal> {
        let (did, statement) = match self.judge_binding(state, key, did, institution) {
            Ok(BindingAsked::Stands { did, .. }) => (did, None),
            Ok(BindingAsked::First { .. }) => return refuse(ChangeReason::FirstIssuer),
            Err(refusal) if refusal.code == RefusalCode::NeedsApproval => {
                let did = self.free_did(state, key, did, institution)?;
                let (key, institution) = (key.to_owned(), institution.to_owned());
                (did.clone(), Some(Statement::Binding { did, key, institution, profile: None }))
            }
            Err(refusal) => return Err(refusal),
        };
        let canonical = match (&statement, state.key(key)) {
            (Some(statement), Some(key)) => BindingAsked::canonical(statement, &key.public_key.multibase()),
            _ => String::new(),
        };
        let facts = vec![
            Fact::Issuer { did },
            Fact::Key { label: key.to_owned(), public_key: None },
            Fact::Institution { id: institution.to_owned() },
        ];
        let summary = ChangeSummary { title: ChangeTitle::BindIssuer, facts };
        Ok(ChangeAsked { statement, canonical, summary })
    }
}

/// The profile of an issuer, if nobody has approved it yet. The first badge version is approved with it.
fn first_profile(state: &State, did: &str) -> Vec<Fact> {
    let issuer = state.issuers.get(did).filter(|issuer| !issuer.is_profile_approved);
    let Some(profile) = issuer.and_then(|issuer| issuer.profile.as_ref()) else { return Vec::new() };
    let fact = |member: ProfileMember| {
        let value = profile.pointer(member.pointer())?.as_str()?.to_owned();
        Some(Fact::FirstProfile { member, value })
    };
    let whole = Fact::FirstProfileText { text: json::jcs(profile) };
    ProfileMember::ALL.into_iter().filter_map(fact).chain([whole]).collect()
}

/// The keywords of an achievement, each as text.
fn keywords(achievement: &Value) -> Option<Fact> {
    let text = |word: &Value| word.as_str().map_or_else(|| json::jcs(word), str::to_owned);
    let words = match achievement.get("tag")? {
        Value::Array(words) => words.iter().map(text).collect(),
        word => vec![text(word)],
    };
    Some(Fact::Keywords { words })
}

/// Members that may differ between badges, besides the person and the dates: one fact for each. The digest of a bound
/// picture is the same in all of them.
fn differences(entries: &[PerRecipient]) -> Vec<Fact> {
    let entries: Vec<&PerRecipient> = entries.iter().filter(|entry| picture_of(entry).is_none()).collect();
    if entries.is_empty() {
        return vec![Fact::NothingDiffers];
    }
    let fact = |entry: &PerRecipient| Fact::MayDiffer {
        member: entry.member().to_owned(),
        bound: match entry {
            PerRecipient::Text { most, .. } => Bound::Text { most: *most },
            PerRecipient::Date { .. } => Bound::Date,
            PerRecipient::Number { least, most, .. } => Bound::Number { least: *least, most: *most },
            PerRecipient::OneOf { values, .. } => Bound::OneOf { values: values.clone() },
            PerRecipient::Url { below, .. } => Bound::Url { below: below.clone() },
        },
    };
    entries.into_iter().map(fact).collect()
}

fn ask_ceilings(
    state: &State,
    did: &str,
    ceilings: Ceilings,
    now: Timestamp,
) -> Result<ChangeAsked, Refusal> {
    let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
    let most = u32::try_from(MAX_BATCH).unwrap_or(u32::MAX);
    if !(1..=most).contains(&ceilings.per_batch) || ceilings.per_minute == 0 || ceilings.per_day == 0 {
        return refuse(ChangeReason::Ceilings { most: MAX_BATCH });
    }
    let was = issuer.ceilings;
    let fact = |ceiling, new, now| Fact::Ceiling { ceiling, new, now };
    let facts = vec![
        Fact::Issuer { did: did.to_owned() },
        fact(Ceiling::Request, ceilings.per_batch, was.per_batch),
        fact(Ceiling::Minute, ceilings.per_minute, was.per_minute),
        fact(Ceiling::Day, ceilings.per_day, was.per_day),
    ];
    let (issuer, key) = (did.to_owned(), issuer.active(now).to_owned());
    let mut asked = asked(Statement::Ceilings { issuer, key, ceilings }, ChangeTitle::SetCeilings, facts);
    asked.statement = asked.statement.filter(|_| was != ceilings);
    Ok(asked)
}

fn ask_invitation(state: &State, name: &str) -> Result<ChangeAsked, Refusal> {
    check_name(name)?;
    if state.people.approvers.iter().any(|approver| approver.name == name) {
        return refuse(ChangeReason::ApproverEnrolled);
    }
    let facts =
        vec![Fact::Person { name: name.to_owned() }, Fact::EnrolsByCode { minutes: CODE_LIFETIME / 60 }];
    Ok(asked(Statement::Invited { name: name.to_owned() }, ChangeTitle::InviteApprover, facts))
}

fn ask_unfreeze(state: &State, did: &str, now: Timestamp) -> Result<ChangeAsked, Refusal> {
    let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };
    let key = issuer.active(now);
    if state.key(key).is_some_and(|key| key.revoked.is_some()) {
        return refuse(ChangeReason::UnfreezeRevokedKey);
    }
    let mut facts = vec![Fact::Issuer { did: did.to_owned() }];
    if let Some(freeze) = &issuer.frozen {
        facts.push(Fact::FrozenBecause { reason: freeze.reason.clone() });
        facts.push(Fact::FrozenSince { at: freeze.at.millis() });
    }
    let statement = Statement::Unfrozen { issuer: did.to_owned(), key: key.to_owned() };
    let mut asked = asked(statement, ChangeTitle::Unfreeze, facts);
    asked.statement = asked.statement.filter(|_| issuer.frozen.is_some());
    Ok(asked)
}

/// A change whose leaf commits to the statement itself.
pub(super) fn asked(statement: Statement, title: ChangeTitle, facts: Vec<Fact>) -> ChangeAsked {
    ChangeAsked {
        canonical: statement.canonical(),
        statement: Some(statement),
        summary: ChangeSummary { title, facts },
    }
}
