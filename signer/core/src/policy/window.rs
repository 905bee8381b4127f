//! Limits on a badge's dates.

use super::refuse;
use crate::settings::WindowConfig;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::CredentialReason;
use serde_json::Value;

/// How far `validFrom` may lie in the future, in seconds: clocks differ.
const AHEAD_SECONDS: i64 = 600;

/// How far back a badge may be dated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    days_back: u32,
}

impl Window {
    pub(super) fn new(config: WindowConfig) -> Self {
        Self { days_back: config.days_back }
    }

    fn begin(self, now: Timestamp) -> Timestamp {
        now.plus_seconds(-i64::from(self.days_back) * 86_400)
    }

    /// Checks `validFrom` against the signer's clock, and `validUntil` against `validFrom`.
    pub(super) fn check(
        self,
        from: Timestamp,
        until: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if from > now.plus_seconds(AHEAD_SECONDS) {
            return refuse(CredentialReason::FromInFuture { minutes: AHEAD_SECONDS / 60 });
        }
        if from < self.begin(now) {
            return refuse(CredentialReason::FromTooOld { days: self.days_back });
        }
        if until.is_some_and(|until| until <= from) {
            return refuse(CredentialReason::UntilBeforeFrom);
        }
        Ok(())
    }

    /// Checks `awardedDate`, if the credential has one: not in the future, nor further back than `validFrom` may be.
    pub(super) fn check_awarded(self, credential: &Value, now: Timestamp) -> Result<(), Refusal> {
        let Some(awarded) = credential.get("awardedDate") else { return Ok(()) };
        let awarded = awarded.as_str().and_then(|text| Timestamp::parse(text).ok());
        if awarded.is_some_and(|awarded| self.begin(now) <= awarded && awarded <= now) {
            return Ok(());
        }
        refuse(CredentialReason::AwardedOutside { days: self.days_back })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_772_355_600;
    const BACK: i64 = 400 * 86_400;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_millis((NOW + seconds) * 1000)
    }

    fn window() -> Window {
        Window::new(WindowConfig::default())
    }

    #[test]
    fn the_window_s_edges_are_inside() {
        for from in [AHEAD_SECONDS, 0, -BACK] {
            assert!(window().check(at(from), None, at(0)).is_ok(), "{from}");
        }
        assert!(window().check(at(AHEAD_SECONDS + 1), None, at(0)).is_err());
        assert!(window().check(at(-BACK - 1), None, at(0)).is_err());
        let month = Window::new(WindowConfig { days_back: 30 });
        assert!(month.check(at(-31 * 86_400), None, at(0)).is_err());
    }

    #[test]
    fn a_badge_ends_after_it_begins() {
        assert!(window().check(at(0), Some(at(1)), at(0)).is_ok());
        assert!(window().check(at(0), Some(at(0)), at(0)).is_err());
    }

    #[test]
    fn an_award_is_not_of_the_future() {
        let awarded = |seconds: i64| {
            window().check_awarded(&json!({"awardedDate": at(seconds).rfc3339()}), at(0)).is_ok()
        };
        assert!(awarded(0) && awarded(-BACK) && !awarded(1) && !awarded(-BACK - 1));
        assert!(window().check_awarded(&json!({}), at(0)).is_ok());
        assert!(window().check_awarded(&json!({"awardedDate": "soon"}), at(0)).is_err());
    }
}
