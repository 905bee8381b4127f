//! Changes that people decide.

use super::{Request, SHORT_TIME_LIMIT, TIME_LIMIT};
use crate::change::{Change, ChangeDigest, Decision, Waiting};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Propose a change that people decide. A repeated proposal is the same change. [`Decision::Done`]: it is in force, for
/// example the badge of a [`Change::RegisterBadge`] is registered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The change.
    pub change: Change,
}

impl Request for Propose {
    type Answer = Decision;
    const NAME: &'static str = "propose";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// Hand the signer a copy of a badge's picture, before the badge version is proposed. The desk shows the copy with the
/// digest that people approve. Nothing is signed, and only pictures of pending changes are kept for long. A repeated
/// request changes nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepPicture {
    /// PNG or SVG, at most [`crate::MAX_PICTURE`] bytes, in base64 with padding.
    pub picture: String,
}

impl Request for KeepPicture {
    type Answer = ();
    const NAME: &'static str = "keep-picture";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = TIME_LIMIT;
}

/// State of a proposed change, without proposing it. A change that does not wait and is not in force by a decision of
/// people is [`crate::RefusalCode::UnknownChange`]: it was declined, lapsed, or never proposed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookUpChange {
    /// [`Change::digest`] of the change.
    pub digest: ChangeDigest,
}

impl Request for LookUpChange {
    type Answer = Decision;
    const NAME: &'static str = "look-up-change";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// Withdraw a pending change that the web server proposed, so that nobody approves it any more. A change that does not
/// wait is [`Withdrawal::Withdrawn`]: the request may be repeated. A change that was proposed on the signer's host stays
/// pending, and the request is refused with [`crate::RefusalCode::ProposedOnHost`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawChange {
    /// [`Change::digest`] of the change.
    pub digest: ChangeDigest,
}

impl Request for WithdrawChange {
    type Answer = Withdrawal;
    const NAME: &'static str = "withdraw-change";
    const APPENDS: bool = true;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// Answer to [`WithdrawChange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "withdrawal", rename_all = "kebab-case")]
pub enum Withdrawal {
    /// The change does not wait, and approvals of it count no more.
    Withdrawn,
    /// People approved it before, and it is in force.
    InForce,
}

/// The pending changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWaiting;

impl Request for ListWaiting {
    type Answer = WaitingChanges;
    const NAME: &'static str = "list-waiting";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// Answer to [`ListWaiting`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingChanges {
    /// Each with its title, and its number of approvals. Oldest first.
    pub waiting: Vec<Waiting>,
}
