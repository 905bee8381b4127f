use super::{Control, Typed};
use leptos::ev::Event;
use leptos::prelude::*;

/// A file of one's own. `chosen` hears of it before anything is sent.
#[component]
pub(crate) fn FileField(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    accept: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] chosen: Option<Callback<Event>>,
) -> impl IntoView {
    let changed = move |event: Event| {
        if let Some(chosen) = chosen {
            chosen.run(event);
        }
    };
    view! {
        <Control typed name label optional hint>
            <input
                class="file"
                id=name
                name=name
                type="file"
                accept=accept
                aria-invalid=typed.invalid(name)
                aria-describedby=typed.described(name, hint.is_some())
                on:change=changed
            />
        </Control>
    }
}
