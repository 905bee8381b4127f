//! A badge's content: shown only if its proof is valid and the key is its issuer's.

use crate::words::{host, kind};
use crate::{Ornament, Setting};
use messages::verification::{BadgeSummary, CheckName, Outcome, Report, Verdict};

/// A badge as its reader sees it: picture with ornament, name, issuer's domain, facts, criteria.
pub(crate) struct BadgeCard<'a> {
    pub(crate) badge: &'a BadgeSummary,
    pub(crate) class: String,
    /// Address of the picture, if it is shown: on this server, or inside the badge.
    pub(crate) picture: Option<&'a str>,
    /// The labels of the issuer's host, each with the dot after it; empty without a proven host.
    pub(crate) labels: Vec<&'a str>,
    pub(crate) kind: String,
    /// The criteria as HTML.
    pub(crate) criteria: Option<String>,
}

impl<'a> BadgeCard<'a> {
    pub(crate) fn of(report: &'a Report, setting: &Setting<'a>) -> Option<Self> {
        let badge = report.badge.as_ref()?;
        let carried = badge.image.as_deref().filter(|address| address.starts_with("data:image/"));
        let host = badge.issuer_host.as_deref().map(host).filter(|host| !host.is_empty());
        let criteria = badge.criteria.as_deref().filter(|text| !text.trim().is_empty());
        Some(Self {
            badge,
            class: ornament(report).class("badge-card"),
            picture: setting.image.or(carried),
            labels: host.map(|host| host.split_inclusive('.').collect()).unwrap_or_default(),
            kind: kind(&badge.achievement_type),
            criteria: criteria.map(setting.criteria),
        })
    }

    /// Whether the picture is at the issuer's site, from where it is not loaded.
    pub(crate) fn is_picture_elsewhere(&self) -> bool {
        self.picture.is_none() && self.badge.image.is_some()
    }
}

fn ornament(report: &Report) -> Ornament {
    let failed = |name| report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Failed);
    match report.verdict {
        Verdict::Valid => Ornament::Earned,
        Verdict::NotValid if failed(CheckName::Status) => Ornament::Cancelled,
        Verdict::NotValid if failed(CheckName::Validity) => Ornament::Expired,
        Verdict::Unvouched => Ornament::Unvouched,
        Verdict::NotValid | Verdict::CouldNotCheck | Verdict::NotACredential => Ornament::Open,
    }
}
