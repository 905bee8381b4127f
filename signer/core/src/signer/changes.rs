//! Changes approved by people: proposed by the web server, approved at the desk or on the signer's host.

mod approve;
mod decline;
mod effects;
mod look_up;
mod propose;
mod withdraw;

pub(super) use approve::{Approve, Progress};
pub(super) use decline::{decline, decline_all, decline_at_desk, pause_proposals};
pub(super) use effects::Effects;
pub(super) use look_up::ShowWaiting;
pub(super) use propose::Propose;
pub(super) use withdraw::withdraw;
