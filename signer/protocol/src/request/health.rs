//! State of the signer: health, metrics, alerts.

use super::{Request, SHORT_TIME_LIMIT};
use crate::device::Device;
use serde::{Deserialize, Serialize};
use signer_facts::Alert;
use std::time::Duration;

/// Is the signer in a state to sign?
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Health;

impl Request for Health {
    type Answer = HealthReport;
    const NAME: &'static str = "health";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// The signer's counters and measurements.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics;

impl Request for Metrics {
    type Answer = MetricsText;
    const NAME: &'static str = "metrics";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// The signer's alerts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListEvents;

impl Request for ListEvents {
    type Answer = Events;
    const NAME: &'static str = "list-events";
    const APPENDS: bool = false;
    const TIME_LIMIT: Duration = SHORT_TIME_LIMIT;
}

/// The signer's state, in words that `doctor` can print.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, named on the wire")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthReport {
    /// Protocol version of the signer.
    pub version: u16,
    /// Does the worker answer and is it logged in?
    pub pin: PinState,
    /// Module and token, for people: `SoftHSM 2.6.1, token insignia, serial …`; empty while the worker is away.
    pub token: String,
    /// Number of leaves in the ledger.
    pub ledger_size: u64,
    /// Is an issuer bound already?
    pub issuer_bound: bool,
    /// Do signer and web server run as one system user (trial mode)?
    pub isolation_off: bool,
    /// The device, with the keys that the signer pinned; none while it cannot be inspected.
    #[serde(default)]
    pub device: Option<Device>,
    /// Are entries of the ledger missing since its disk was restored? Then nothing is signed.
    pub ledger_rolled_back: bool,
    /// Approvers with a confirmed passkey.
    pub approvers: u32,
    /// May a person on the signer's host approve, too?
    pub host_approves: bool,
    /// Number of different people that a change needs.
    pub approvals_needed: u32,
    /// Are ordinary proposals of the web server refused, because a person on the signer's host paused them?
    pub proposals_paused: bool,
}

/// Whether the worker is logged in to the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinState {
    /// Logged in.
    Good,
    /// A login failed, or was cut short: nobody logs in until `insignia-signer pin retry`.
    Stopped,
    /// The worker does not answer, or its token fails.
    WorkerAway,
}

/// Answer to [`Metrics`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricsText {
    /// Prometheus' text exposition format.
    pub text: String,
}

/// Answer to [`ListEvents`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// The newest, oldest first.
    pub events: Vec<Noticed>,
}

/// An alert of the signer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noticed {
    /// Number of alerts before it, since the journal began.
    pub number: u64,
    /// Time of the alert: milliseconds since 1970, UTC.
    pub at: i64,
    /// Its kind and its facts.
    #[serde(flatten)]
    pub alert: Alert,
}
