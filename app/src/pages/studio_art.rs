use crate::browser::{chosen_picture, fill_field};
use crate::components::{art, picture};
use crate::forms::{FileField, Typed};
use domain::Art;
use leptos::prelude::*;

/// The eight artworks, the picture uploaded before, and a field for another one.
#[component]
pub(crate) fn StudioArt(
    typed: Typed,
    upload: RwSignal<Option<String>>,
    stored: Option<(String, String)>,
) -> impl IntoView {
    let templates: Vec<_> = Art::TEMPLATES
        .into_iter()
        .map(|(art, caption)| {
            let (word, image) = (art.word(), address(&art.word(), stored.as_ref()));
            view! { <Swatch typed upload word image caption/> }
        })
        .collect();
    let own = typed.initial("art");
    let own = own.starts_with("upload:").then(|| {
        let image = address(&own, stored.as_ref());
        view! { <Swatch typed upload word=own image caption=typed.initial("caption")/> }
    });
    let chosen = Callback::new(move |event: leptos::ev::Event| {
        fill_field("caption", "");
        typed.typed("caption", String::new());
        chosen_picture(&event, move |picture| upload.set(Some(picture)));
    });
    view! {
        <fieldset class="field">
            <legend>"Picture"</legend>
            <div class="swatches">{own} {templates}</div>
        </fieldset>
        <FileField typed name="image" label="Or your own picture" optional=true accept=".png,.svg,image/png,image/svg+xml" chosen
            hint="PNG or SVG, at most 2 MB, preferably square. It replaces the picture chosen above."/>
    }
}

#[component]
fn Swatch(
    typed: Typed,
    upload: RwSignal<Option<String>>,
    word: String,
    image: String,
    #[prop(into)] caption: String,
) -> impl IntoView {
    let checked = typed.initial("art") == word;
    let (value, alt) = (word.clone(), or_own(&caption));
    let choose = move |_| {
        upload.set(None);
        fill_field("image", "");
        fill_field("caption", &caption);
        typed.typed("caption", caption.clone());
        typed.typed("art", word.clone());
    };
    view! {
        <label>
            <input type="radio" name="art" value=value checked=checked on:change=choose/>
            <img src=image alt=alt width="60" height="60"/>
        </label>
    }
}

/// The description of a picture of one's own, which may not be written yet.
fn or_own(caption: &str) -> String {
    if caption.trim().is_empty() { "Your own picture".to_owned() } else { caption.to_owned() }
}

/// The address of a picture, from the reference of its [`Art`]. `stored`: reference and address of the draft's picture.
pub(crate) fn address(word: &str, stored: Option<&(String, String)>) -> String {
    match (word.strip_prefix("upload:"), stored) {
        (Some(_), Some((known, image))) if known == word => picture(image),
        (Some(digest), _) => format!("/uploads/{digest}"),
        (None, _) => art(&format!("badge-{word}.svg")),
    }
}
