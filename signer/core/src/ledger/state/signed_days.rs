//! Signatures by key and day: for the page of the keys, and for comparing the ledger with a database.

use crate::ledger::record::Statement;
use credentials::time::Timestamp;
use protocol::DayUsage;
use std::collections::{BTreeMap, HashMap};

const DAY_MILLIS: i64 = 86_400_000;

/// Counts of statements recorded for signing.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedDays {
    /// Credentials since the ledger began; a reissued one counts again.
    pub(crate) credentials: u64,
    /// By label of the key, then by day since 1970: credentials and status lists. Days without any are absent.
    days: HashMap<String, BTreeMap<i64, (u32, u32)>>,
}

impl SignedDays {
    /// Counts a statement, if a key signs it.
    pub(super) fn count(&mut self, statement: &Statement, at: Timestamp) {
        let (key, credential) = match statement {
            Statement::Credential { key, .. } | Statement::OtherCredential { key, .. } => (key, true),
            Statement::StatusList { key, .. } => (key, false),
            _ => return,
        };
        self.credentials += u64::from(credential);
        let day = self.days.entry(key.clone()).or_default().entry(day_of(at)).or_default();
        let count = if credential { &mut day.0 } else { &mut day.1 };
        *count = count.saturating_add(1);
    }

    /// The last `days` days up to that of `now`, oldest first.
    pub(crate) fn lately(&self, key: &str, days: u16, now: Timestamp) -> Vec<DayUsage> {
        let (known, today) = (self.days.get(key), day_of(now));
        let usage = |day: i64| {
            let (credentials, lists) = known.and_then(|known| known.get(&day)).copied().unwrap_or_default();
            DayUsage { day: day * DAY_MILLIS, credentials, lists }
        };
        (today + 1 - i64::from(days)..=today).map(usage).collect()
    }
}

/// Days since 1970, UTC.
fn day_of(at: Timestamp) -> i64 {
    at.millis().div_euclid(DAY_MILLIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn credential(key: &str) -> Statement {
        Statement::OtherCredential {
            id: "urn:a".into(),
            issuer: "did:a".into(),
            key: key.into(),
            status: None,
        }
    }

    #[test]
    fn days_are_utc_and_those_without_a_signature_are_told_too() {
        let mut signed = SignedDays::default();
        for time in ["2026-11-24T23:59:59Z", "2026-11-26T00:00:00Z", "2026-11-26T23:59:59Z"] {
            signed.count(&credential("a"), at(time));
        }
        signed.count(&credential("b"), at("2026-11-26T12:00:00Z"));
        let list = Statement::StatusList {
            id: "urn:l".into(),
            issuer: "did:a".into(),
            key: "a".into(),
            length: 131_072,
            sequence: 1,
            gained: Vec::new(),
            allowed: false,
        };
        signed.count(&list, at("2026-11-26T12:00:00Z"));
        signed.count(&Statement::KeyDestroyed { key: "a".into() }, at("2026-11-26T12:00:00Z"));
        let days = signed.lately("a", 3, at("2026-11-26T13:00:00Z"));
        let counts: Vec<_> = days.iter().map(|day| (day.credentials, day.lists)).collect();
        assert_eq!(counts, [(1, 0), (0, 0), (2, 1)]);
        assert_eq!(days[2].day, at("2026-11-26T00:00:00Z").millis());
        assert_eq!(signed.lately("nobody", 1, at("2026-11-26T13:00:00Z"))[0].credentials, 0);
        assert!(signed.lately("a", 0, at("2026-11-26T13:00:00Z")).is_empty());
        assert_eq!(signed.credentials, 4);
    }
}
