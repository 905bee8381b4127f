use super::{Mark, Sentence, StatusIcon};
use leptos::prelude::*;
use messages::Language;
use messages::verification::{Check, CheckName, Outcome, Remark};

/// One question about a badge, its answer, and the checks behind the answer.
#[component]
pub(crate) fn CheckGroup(id: &'static str, question: &'static str, checks: Vec<Check>) -> impl IntoView {
    let (icon, answer) = answer(&checks);
    let stopped =
        checks.first().filter(|_| checks.iter().all(Check::was_stopped)).map(|check| check.says.clone());
    let body = if let Some(says) = stopped {
        view! { <p class="small quiet">{says}</p> }.into_any()
    } else {
        let rows: Vec<_> = checks.into_iter().map(|check| view! { <CheckRow check/> }).collect();
        view! { <ul class="checks three">{rows}</ul> }.into_any()
    };
    view! {
        <section class="part box" aria-labelledby=id>
            <header>
                <h2 id=id>{question}</h2>
                <p>
                    <Mark icon word=answer/>
                </p>
            </header>
            {body}
        </section>
    }
}

#[component]
fn CheckRow(check: Check) -> impl IntoView {
    let (icon, state) = state(&check);
    let next = check.next_step.map(|step| view! { <span class="next">{step}</span> });
    let remarks: Vec<_> = check.remarks.into_iter().map(|remark| view! { <Remarked remark/> }).collect();
    let remarks = (!remarks.is_empty()).then(|| view! { <span class="remarks">{remarks}</span> });
    view! {
        <li>
            <Mark icon/>
            <strong>{Language::English.check(check.name)}</strong>
            <span>
                <span class="state">{state} "."</span>
                " "
                <Sentence text=check.says/>
                {remarks}
                {next}
            </span>
        </li>
    }
}

/// A remark, and its location in the document.
#[component]
fn Remarked(remark: Remark) -> impl IntoView {
    // A sentence that contains the location does not repeat it.
    let place = remark.pointer.filter(|place| !place.is_empty() && !remark.says.contains(place));
    view! {
        <span>
            <Sentence text=remark.says/>
            {place.map(|place| view! { " " <code>{place}</code> })}
        </span>
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
fn answer(checks: &[Check]) -> (StatusIcon, &'static str) {
    let any = |outcome| checks.iter().any(|check| check.outcome == outcome);
    let open = |check: &&Check| check.outcome == Outcome::NotChecked;
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
        assert_eq!(answer(&checks), (StatusIcon::Unknown, "Could not be checked"));
    }

    #[test]
    fn an_issuer_for_whom_nobody_vouches_is_neither_yes_nor_could_not_be_checked() {
        let identity = Check { name: CheckName::Identity, ..check(Outcome::NotChecked) };
        let said = answer(&[check(Outcome::Passed), identity.clone()]);
        assert_eq!(said, (StatusIcon::Unvouched, "Nobody vouches for the issuer"));
        let open = answer(&[check(Outcome::NotChecked), identity]);
        assert_eq!(open, (StatusIcon::Unknown, "Could not be checked"));
    }

    #[test]
    fn a_deviation_from_the_standard_is_no_plain_yes_and_no_no() {
        let remark = Remark { code: "x".to_owned(), pointer: None, says: String::new() };
        let conformance =
            Check { name: CheckName::Conformance, remarks: vec![remark.clone()], ..check(Outcome::Passed) };
        assert_eq!(answer(&[conformance]), (StatusIcon::Warn, "Not in every part"));
        let failed = Check { name: CheckName::Conformance, ..check(Outcome::Failed) };
        assert_eq!(answer(&[failed]), (StatusIcon::Warn, "Not in every part"));
        let remarked = Check { remarks: vec![remark], ..check(Outcome::Passed) };
        assert_eq!(answer(&[remarked, check(Outcome::Passed)]), (StatusIcon::Good, "Yes, with remarks"));
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
        assert_eq!(answer(&[check(Outcome::NotApplicable)]), (StatusIcon::Blank, "Does not apply"));
    }
}
