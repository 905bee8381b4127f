use super::{Mark, Punch, Sentence};
use credentials::verify::{Check, Outcome};
use leptos::prelude::*;

/// One question about a badge, its answer, and the checks that the answer rests on.
#[component]
pub(crate) fn CheckGroup(id: &'static str, question: &'static str, checks: Vec<Check>) -> impl IntoView {
    let (punch, answer) = answer(&checks);
    let rows: Vec<_> = checks.into_iter().map(|check| view! { <CheckRow check/> }).collect();
    view! {
        <section class="part box" aria-labelledby=id>
            <header>
                <h2 id=id>{question}</h2>
                <p>
                    <Mark punch word=answer/>
                </p>
            </header>
            <ul class="checks three">{rows}</ul>
        </section>
    }
}

#[component]
fn CheckRow(check: Check) -> impl IntoView {
    let next = check.next_step.map(|step| view! { <span class="next">{step}</span> });
    let remarks: Vec<_> =
        check.remarks.into_iter().map(|remark| view! { " " <Sentence text=remark.says/> }).collect();
    view! {
        <li>
            <Mark punch=punch(check.outcome)/>
            <strong>{check.name.label()}</strong>
            <span>
                <span class="state">{check.outcome.label()} "."</span>
                " "
                <Sentence text=check.says/>
                {remarks}
                {next}
            </span>
        </li>
    }
}

fn punch(outcome: Outcome) -> Punch {
    match outcome {
        Outcome::Passed => Punch::Good,
        Outcome::Failed => Punch::Stop,
        Outcome::NotChecked => Punch::Unknown,
        Outcome::NotApplicable => Punch::Blank,
    }
}

/// The worst of the checks answers: green only when something was looked at and nothing was left open.
fn answer(checks: &[Check]) -> (Punch, &'static str) {
    let any = |outcome| checks.iter().any(|check| check.outcome == outcome);
    if any(Outcome::Failed) {
        (Punch::Stop, "No")
    } else if any(Outcome::NotChecked) {
        (Punch::Unknown, "Could not be checked")
    } else if any(Outcome::Passed) {
        (Punch::Good, "Yes")
    } else {
        (Punch::Blank, "Does not apply")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use credentials::verify::CheckName;

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
        assert_eq!(answer(&checks), (Punch::Unknown, "Could not be checked"));
    }

    #[test]
    fn nothing_to_look_at_is_not_yes() {
        assert_eq!(answer(&[check(Outcome::NotApplicable)]), (Punch::Blank, "Does not apply"));
    }
}
