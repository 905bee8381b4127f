use super::Typed;
use crate::components::{Mark, StatusIcon};
use crate::view::ShownFinding;
use leptos::prelude::*;

/// A field: label above, hint and findings below, all tied to the control by `aria-describedby`.
#[component]
pub(crate) fn Control(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    optional: bool,
    hint: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let findings = move || {
        let found = typed.findings(name).into_iter();
        found.map(|finding| view! { <FindingLine finding/> }).collect_view()
    };
    view! {
        <div class="field">
            <label for=name>{label} {optional.then(|| view! { <i>" optional"</i> })}</label>
            {children()}
            {hint.map(|hint| view! { <p id=format!("{name}-hint")>{hint}</p> })}
            <div class="findings" id=format!("{name}-finding") aria-live="polite">
                {findings}
            </div>
        </div>
    }
}

/// An error, and what to do.
#[component]
pub(crate) fn FindingLine(finding: ShownFinding) -> impl IntoView {
    let ShownFinding { says, next, .. } = finding;
    view! {
        <div class="finding">
            <Mark icon=StatusIcon::Stop/>
            <strong>{says}</strong>
            <span>{next}</span>
        </div>
    }
}

impl Typed {
    /// `aria-invalid` of a control.
    pub(crate) fn invalid(self, name: &'static str) -> impl Fn() -> Option<&'static str> + Clone {
        move || (!self.findings(name).is_empty()).then_some("true")
    }

    /// `aria-describedby` of a control: its findings first, then its hint.
    pub(crate) fn described(self, name: &'static str, hint: bool) -> impl Fn() -> Option<String> + Clone {
        move || match (!self.findings(name).is_empty(), hint) {
            (true, true) => Some(format!("{name}-finding {name}-hint")),
            (true, false) => Some(format!("{name}-finding")),
            (false, true) => Some(format!("{name}-hint")),
            (false, false) => None,
        }
    }
}
