//! Daily counts of a key's signatures.

use credentials::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The signatures of a key on the last days, from the signer's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUsage {
    /// Name of the key in the token.
    pub label: String,
    /// Oldest first, including days without a signature.
    pub days: Vec<DayUsage>,
}

/// One day, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayUsage {
    /// The start of the day.
    pub day: Timestamp,
    /// Badges and other credentials.
    pub credentials: u32,
    /// Lists of revoked badges.
    pub lists: u32,
}

impl KeyUsage {
    /// Badges on all days.
    #[must_use]
    pub fn credentials(&self) -> u32 {
        self.days.iter().fold(0, |sum, day| sum.saturating_add(day.credentials))
    }

    /// Whether the key signed anything.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.days.iter().any(|day| day.credentials > 0 || day.lists > 0)
    }

    /// The first of the days with the most badges; none if there was no badge.
    #[must_use]
    pub fn busiest(&self) -> Option<DayUsage> {
        let most = self.days.iter().map(|day| day.credentials).max()?;
        self.days.iter().find(|day| day.credentials == most && most > 0).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(counts: &[(u32, u32)]) -> KeyUsage {
        let day = |(number, (credentials, lists)): (i64, &(u32, u32))| DayUsage {
            day: Timestamp::from_millis(number * 86_400_000),
            credentials: *credentials,
            lists: *lists,
        };
        KeyUsage { label: "key".to_owned(), days: (0..).zip(counts).map(day).collect() }
    }

    #[test]
    fn the_busiest_day_is_the_first_of_the_busiest() {
        let used = usage(&[(3, 0), (12, 1), (12, 0)]);
        assert_eq!((used.credentials(), used.busiest()), (27, Some(used.days[1])));
        let lists = usage(&[(0, 0), (0, 1)]);
        assert!(lists.is_used() && lists.busiest().is_none());
        assert!(!usage(&[(0, 0)]).is_used());
    }
}
