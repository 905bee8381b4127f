use super::{Control, Typed};
use leptos::prelude::*;

/// A choice of one option. The first may be empty, so that nothing is chosen by accident.
#[component]
pub(crate) fn Choice(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    /// Value and label of each option.
    options: Vec<(String, String)>,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let chosen = typed.initial(name);
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <Control typed name label optional=false hint>
            <select
                class="input"
                id=name
                name=name
                aria-invalid=typed.invalid(name)
                aria-describedby=typed.described(name, hint.is_some())
                on:change=move |event| {
                    typed.typed(name, event_target_value(&event));
                    typed.left(name);
                }
            >
                {options}
            </select>
        </Control>
    }
}
