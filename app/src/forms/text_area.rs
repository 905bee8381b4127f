use super::{Control, Typed};
use leptos::html::Textarea;
use leptos::prelude::*;

/// Several lines of text.
#[component]
pub(crate) fn TextArea(
    typed: Typed,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(default = 3)] rows: u8,
    #[prop(optional)] placeholder: Option<&'static str>,
    /// Set in the monospaced font, for texts that are compared letter by letter.
    #[prop(optional)]
    mono: bool,
) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        // Input from before hydration, or text that the browser kept over a reload.
        if let Some(area) = area.get()
            && area.value() != typed.initial(name).replace("\r\n", "\n")
        {
            typed.typed(name, area.value());
        }
    });
    view! {
        <Control typed name label optional hint>
            <textarea
                node_ref=area
                class=if mono { "input mono" } else { "input" }
                id=name
                name=name
                rows=rows
                placeholder=placeholder
                spellcheck=mono.then_some("false")
                aria-invalid=typed.invalid(name)
                aria-describedby=typed.described(name, hint.is_some())
                on:input=move |event| typed.typed(name, event_target_value(&event))
                on:blur=move |_| typed.left_soon(name)
                inner_html=content(&typed.initial(name))
            ></textarea>
        </Control>
    }
}

/// The text as the content of a `textarea`. A text node would turn an empty text into a space, and the parser drops one
/// line break at the start.
fn content(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_end_the_field() {
        assert_eq!(content("a </textarea> & b"), "a &lt;/textarea> &amp; b");
        assert_eq!(content(""), "");
        assert_eq!(content("\nx"), "\n\nx");
    }
}
