//! Watching: the signer's alerts, and metrics.

mod alerts;
mod mail_alerts;
mod mark_alerts_viewed;
mod write_alert_mail;

pub(crate) use alerts::{Alerts, AlertsError};
pub(crate) use mail_alerts::MailAlerts;
pub(crate) use mark_alerts_viewed::MarkAlertsViewed;

use super::keys::{ListIssuerKeys, RotationPlan};
use super::metrics::CollectMetrics;
use super::shared::Shared;
use write_alert_mail::WriteAlertMail;

/// The use cases of watching.
pub(crate) struct Watching {
    pub(crate) alerts: Alerts,
    pub(crate) collect_metrics: CollectMetrics,
    pub(crate) mail_alerts: MailAlerts,
    pub(crate) mark_alerts_viewed: MarkAlertsViewed,
}

impl Watching {
    /// `mail`: the key keeper's mail address, if one is configured.
    pub(crate) fn new(
        shared: &Shared,
        mail: Option<String>,
        list_issuer_keys: &ListIssuerKeys,
        plan: RotationPlan,
    ) -> Self {
        let Shared { storage, signer, clock, addresses, mailbox, .. } = shared;
        let alerts = Alerts::new(storage.clone(), signer.clone());
        let write_alert_mail = WriteAlertMail::new(clock.clone(), addresses.clone(), mailbox.clone(), mail);
        Self {
            collect_metrics: CollectMetrics::new(
                storage.clone(),
                signer.clone(),
                clock.clone(),
                list_issuer_keys.clone(),
                plan,
            ),
            mail_alerts: MailAlerts::new(storage.clone(), clock.clone(), alerts.clone(), write_alert_mail),
            mark_alerts_viewed: MarkAlertsViewed::new(storage.clone(), clock.clone(), alerts.clone()),
            alerts,
        }
    }
}
