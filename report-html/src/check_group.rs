//! The checks by question, each question with an answer.

use crate::StatusIcon;
use messages::Language;
use messages::verification::{Check, CheckName, Outcome, Remark, Report, Verdict};

/// One question about a badge, its answer, and the checks behind the answer.
pub(crate) struct CheckGroup<'a> {
    pub(crate) id: &'static str,
    pub(crate) question: &'static str,
    pub(crate) icon: StatusIcon,
    pub(crate) answer: &'static str,
    /// The sentence of all its checks, if an earlier check stopped them.
    pub(crate) stopped: Option<&'a str>,
    pub(crate) rows: Vec<CheckRow<'a>>,
}

/// A check as a row of its group.
pub(crate) struct CheckRow<'a> {
    pub(crate) icon: StatusIcon,
    pub(crate) name: &'static str,
    pub(crate) state: &'static str,
    pub(crate) check: &'a Check,
}

/// The place of a remark, unless its sentence contains the place.
pub(crate) fn place(remark: &Remark) -> Option<&str> {
    remark.pointer.as_deref().filter(|place| !place.is_empty() && !remark.says.contains(place))
}

/// The checks by question. An input that is not a credential has only the first question.
pub(crate) fn groups(report: &Report) -> Vec<CheckGroup<'_>> {
    let of = |id, question, names: &[CheckName]| {
        let checks = report.checks.iter().filter(|check| names.contains(&check.name)).collect();
        CheckGroup::of(id, question, checks)
    };
    if report.verdict == Verdict::NotACredential {
        return vec![of("format", "Is it an Open Badge?", &[CheckName::Format])];
    }
    let text = [CheckName::Format, CheckName::Context, CheckName::PlainForm, CheckName::Proof];
    let issuer = [CheckName::IssuerBinding, CheckName::Ledger, CheckName::Identity, CheckName::Endorsements];
    vec![
        of("unchanged", "Is it complete and unchanged?", &text),
        of("issuer", "Does it come from its issuer?", &issuer),
        of("counts", "Is it in force today?", &[CheckName::Validity, CheckName::Status, CheckName::Refresh]),
        of("person", "Does it belong to this person?", &[CheckName::Recipient]),
        of("standard", "Does it follow the standard?", &[CheckName::Conformance]),
    ]
}

impl<'a> CheckGroup<'a> {
    fn of(id: &'static str, question: &'static str, checks: Vec<&'a Check>) -> Self {
        let (icon, answer) = answer(&checks);
        let all_stopped = checks.iter().all(|check| check.was_stopped());
        let stopped = checks.first().filter(|_| all_stopped).map(|check| check.says.as_str());
        let row = |check: &'a Check| {
            let (icon, state) = state(check);
            CheckRow { icon, name: Language::English.check(check.name), state, check }
        };
        Self { id, question, icon, answer, stopped, rows: checks.into_iter().map(row).collect() }
    }
}

/// A check's outcome as a status icon and a word. One that passed with remarks is not simply good. A deviation from the
/// standard's form, or an issuer without identity, has the icon of its group.
fn state(check: &Check) -> (StatusIcon, &'static str) {
    let word = Language::English.outcome(check.outcome);
    match check.outcome {
        Outcome::Passed if check.remarks.is_empty() => (StatusIcon::Good, word),
        Outcome::Passed if check.name == CheckName::Conformance => (StatusIcon::Warn, "Passed, with remarks"),
        Outcome::Passed => (StatusIcon::Good, "Passed, with remarks"),
        Outcome::Failed => (StatusIcon::Stop, word),
        Outcome::NotChecked if check.name == CheckName::Identity && !check.was_stopped() => {
            (StatusIcon::Unvouched, word)
        }
        Outcome::NotChecked => (StatusIcon::Unknown, word),
        Outcome::NotApplicable => (StatusIcon::Blank, word),
    }
}

/// The worst check is the answer: green only if something was checked and nothing was left open. A check that does not
/// decide never makes the answer "no".
fn answer(checks: &[&Check]) -> (StatusIcon, &'static str) {
    let any = |outcome| checks.iter().any(|check| check.outcome == outcome);
    let open = |check: &&&Check| check.outcome == Outcome::NotChecked;
    let remarked = checks.iter().any(|check| !check.remarks.is_empty());
    if checks.iter().any(|check| check.outcome == Outcome::Failed && check.name.decides()) {
        (StatusIcon::Stop, "No")
    } else if any(Outcome::NotChecked)
        && checks.iter().filter(open).all(|check| check.name == CheckName::Identity)
    {
        (StatusIcon::Unvouched, "Nobody vouches for the issuer")
    } else if any(Outcome::NotChecked) {
        (StatusIcon::Unknown, "Could not be checked")
    } else if any(Outcome::Failed) {
        (StatusIcon::Warn, "Not in every part")
    } else if any(Outcome::Passed) && remarked {
        let form_alone = checks.iter().all(|check| check.name == CheckName::Conformance);
        if form_alone {
            (StatusIcon::Warn, "Not in every part")
        } else {
            (StatusIcon::Good, "Yes, with remarks")
        }
    } else if any(Outcome::Passed) {
        (StatusIcon::Good, "Yes")
    } else {
        (StatusIcon::Blank, "Does not apply")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(outcome: Outcome) -> Check {
        Check {
            name: CheckName::Status,
            outcome,
            code: String::new(),
            says: String::new(),
            next_step: None,
            remarks: Vec::new(),
            problem_type: None,
        }
    }

    #[test]
    fn one_unchecked_row_keeps_the_answer_from_being_yes() {
        let checks = [check(Outcome::Passed), check(Outcome::NotChecked), check(Outcome::Passed)];
        assert_eq!(answer(&checks.each_ref()), (StatusIcon::Unknown, "Could not be checked"));
    }

    #[test]
    fn an_issuer_for_whom_nobody_vouches_is_neither_yes_nor_could_not_be_checked() {
        let identity = Check { name: CheckName::Identity, ..check(Outcome::NotChecked) };
        let said = answer(&[&check(Outcome::Passed), &identity]);
        assert_eq!(said, (StatusIcon::Unvouched, "Nobody vouches for the issuer"));
        let open = answer(&[&check(Outcome::NotChecked), &identity]);
        assert_eq!(open, (StatusIcon::Unknown, "Could not be checked"));
    }

    #[test]
    fn a_deviation_from_the_standard_is_no_plain_yes_and_no_no() {
        let remark = Remark { code: "x".to_owned(), pointer: None, says: String::new() };
        let conformance =
            Check { name: CheckName::Conformance, remarks: vec![remark.clone()], ..check(Outcome::Passed) };
        assert_eq!(answer(&[&conformance]), (StatusIcon::Warn, "Not in every part"));
        let failed = Check { name: CheckName::Conformance, ..check(Outcome::Failed) };
        assert_eq!(answer(&[&failed]), (StatusIcon::Warn, "Not in every part"));
        let remarked = Check { remarks: vec![remark], ..check(Outcome::Passed) };
        assert_eq!(answer(&[&remarked, &check(Outcome::Passed)]), (StatusIcon::Good, "Yes, with remarks"));
    }

    #[test]
    fn a_check_with_remarks_is_not_called_simply_passed() {
        let remark = Remark { code: "x".to_owned(), pointer: None, says: String::new() };
        let remarked = Check { remarks: vec![remark], ..check(Outcome::Passed) };
        assert_eq!(state(&remarked), (StatusIcon::Good, "Passed, with remarks"));
        let deviates = Check { name: CheckName::Conformance, ..remarked };
        assert_eq!(state(&deviates), (StatusIcon::Warn, "Passed, with remarks"));
        assert_eq!(state(&check(Outcome::Passed)), (StatusIcon::Good, "Passed"));
    }

    #[test]
    fn nothing_to_look_at_is_not_yes() {
        assert_eq!(answer(&[&check(Outcome::NotApplicable)]), (StatusIcon::Blank, "Does not apply"));
    }
}
