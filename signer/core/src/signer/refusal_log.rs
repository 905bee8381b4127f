//! Refusals: counted, logged at once, and recorded in the journal once the request is answered.

use super::ledger_handle::LedgerHandle;
use super::telemetry::Telemetry;
use crate::ledger::record::Record;
use crate::log;
use crate::metrics::About;
use crate::refusal_audit::RefusalAudit;
use credentials::time::Timestamp;
use protocol::Refusal;
use std::sync::{Arc, Mutex, PoisonError};

/// The log of refusals.
#[derive(Debug)]
pub(crate) struct RefusalLog {
    telemetry: Arc<Telemetry>,
    /// Refusals that are not in the journal yet.
    audit: Mutex<RefusalAudit>,
}

impl RefusalLog {
    pub(crate) fn new(telemetry: Arc<Telemetry>) -> Self {
        Self { telemetry, audit: Mutex::default() }
    }

    /// Logs a refusal in one line: its code, and a digest of the document's id. Key and badge may be known.
    pub(crate) fn add(&self, refusal: &Refusal, id: Option<&str>, about: About, now: Timestamp) {
        self.telemetry.refused(refusal, about, now);
        let code = serde_json::to_value(refusal.code).ok();
        let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or("?");
        match id {
            Some(id) => log::say(&format!("refused {code} id {}", log::veiled(id))),
            None => log::say(&format!("refused {code}")),
        }
        self.audit.lock().unwrap_or_else(PoisonError::into_inner).add(refusal.code);
    }

    /// Records pending refusals in the journal. A full disk stops no refusal.
    pub(crate) fn write(&self, ledger: &LedgerHandle) {
        let now = ledger.now();
        let due = self.audit.lock().unwrap_or_else(PoisonError::into_inner).due(now);
        for (code, count) in due {
            let Ok(mut ledger) = ledger.lock() else { return };
            if let Err(e) = ledger.note(Record::Refused { code, count, at: now.millis() }) {
                log::say(&format!("recording a refusal: {}", log::chain(&e)));
            }
        }
    }
}
