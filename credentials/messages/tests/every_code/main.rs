//! Every code has a text in each complete language.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod errors;
mod examples;
mod faults;

use std::collections::BTreeSet;

use credentials::verify::{CheckName, Outcome, Reason};
use messages::Language;

use crate::examples::reasons;

#[test]
fn every_code_has_a_text_in_each_language() {
    let reasons = reasons();
    let shown: BTreeSet<_> = reasons.iter().map(Reason::code).collect();
    let missing: Vec<_> = Reason::codes().filter(|code| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "no example has these codes: {missing:?}");
    for language in Language::ALL {
        for reason in &reasons {
            let says = language.reason(reason);
            assert!(says.ends_with('.') && !says.contains("  "), "{reason:?}: {says}");
            let step = language.next_step(reason);
            assert!(step.as_deref().is_none_or(|step| step.ends_with('.')), "{reason:?}: {step:?}");
        }
        for name in CheckName::ALL.into_iter().chain(CheckName::OF_A_PRESENTATION) {
            assert!(!language.check(name).is_empty(), "{name:?}");
        }
        for outcome in [Outcome::Passed, Outcome::Failed, Outcome::NotChecked, Outcome::NotApplicable] {
            assert!(!language.outcome(outcome).is_empty(), "{outcome:?}");
        }
    }
}
