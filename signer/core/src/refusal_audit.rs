//! Audit records of refusals: the first of a code at once, further ones within a second as a count. A flood of invalid
//! requests leaves a trace and does not fill the disk.

use credentials::time::Timestamp;
use protocol::RefusalCode;
use std::collections::HashMap;

/// Milliseconds between two records of one code.
const BETWEEN: i64 = 1_000;

/// Refusals that are not recorded yet.
#[derive(Debug, Default)]
pub(crate) struct RefusalAudit(HashMap<RefusalCode, Held>);

#[derive(Debug, Default)]
struct Held {
    count: u64,
    recorded: Option<i64>,
}

impl RefusalAudit {
    /// Counts one refusal.
    pub(crate) fn add(&mut self, code: RefusalCode) {
        self.0.entry(code).or_default().count += 1;
    }

    /// Refusals that are due to be recorded: each code with its count.
    pub(crate) fn due(&mut self, now: Timestamp) -> Vec<(RefusalCode, u64)> {
        let mut due = Vec::new();
        for (code, held) in &mut self.0 {
            let rested = held.recorded.is_none_or(|at| (now.millis() - at).abs() >= BETWEEN);
            if held.count > 0 && rested {
                due.push((*code, std::mem::take(&mut held.count)));
                held.recorded = Some(now.millis());
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_recorded_at_once_and_a_flood_as_counts() {
        let at = Timestamp::from_millis;
        let mut refusals = RefusalAudit::default();
        refusals.add(RefusalCode::Lint);
        assert_eq!(refusals.due(at(0)), [(RefusalCode::Lint, 1)]);
        (0..500).for_each(|_| refusals.add(RefusalCode::Lint));
        refusals.add(RefusalCode::Frozen);
        assert_eq!(refusals.due(at(999)), [(RefusalCode::Frozen, 1)]);
        assert_eq!(refusals.due(at(1_000)), [(RefusalCode::Lint, 500)]);
        assert!(refusals.due(at(9_000)).is_empty());
    }
}
