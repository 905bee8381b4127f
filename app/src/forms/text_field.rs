use super::{Control, Typed};
use leptos::html::Input;
use leptos::prelude::*;

/// One line of text.
#[component]
pub(crate) fn TextField(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] placeholder: Option<&'static str>,
    /// Set in the monospaced font, for texts that are compared letter by letter.
    #[prop(optional)]
    mono: bool,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        // Input from before hydration, or text that the browser kept over a reload.
        if let Some(input) = input.get()
            && input.value() != typed.initial(name)
        {
            typed.typed(name, input.value());
        }
    });
    view! {
        <Control typed name label optional hint>
            <input
                node_ref=input
                class=if mono { "input mono" } else { "input" }
                id=name
                name=name
                type=kind
                value=typed.initial(name)
                autocomplete=autocomplete
                placeholder=placeholder
                spellcheck=mono.then_some("false")
                aria-invalid=typed.invalid(name)
                aria-describedby=typed.described(name, hint.is_some())
                on:input=move |event| typed.typed(name, event_target_value(&event))
                on:blur=move |_| typed.left_soon(name)
            />
        </Control>
    }
}
