use super::{Control, Typed};
use leptos::ev::Event;
use leptos::prelude::*;

/// A field for a file. `chosen` is called before anything is sent.
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
    // The server keeps a valid file of a form that was refused for another reason: its reference is posted again.
    let kept = Some(typed.initial(name)).filter(|word| word.starts_with("upload:"));
    view! {
        <Control typed name label optional hint>
            {kept.map(|word| view! {
                <input type="hidden" name=name value=word/>
                <p class="small quiet">"The file that you chose is kept. Choose another to replace it."</p>
            })}
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
