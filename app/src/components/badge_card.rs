use super::{DomainLine, Ornament, picture};
use leptos::prelude::*;

/// A badge as an employer sees it: picture with rosette, name, issuer's domain, facts.
#[component]
pub(crate) fn BadgeCard(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] description: Signal<String>,
    #[prop(into)] image: Signal<Option<String>>,
    #[prop(into)] caption: Signal<String>,
    #[prop(optional, into)] domain: Option<String>,
    #[prop(optional)] ornament: Ornament,
    children: Children,
) -> impl IntoView {
    let shown = move || {
        image.get().map(|address| {
            view! { <img src=picture(&address) alt=move || caption.get() width="208" height="208"/> }
        })
    };
    view! {
        <article class=ornament.class("badge-card")>
            <div class="art">{shown}</div>
            <div class="says">
                <h2><bdi>{move || name.get()}</bdi></h2>
                {domain.filter(|address| !address.is_empty()).map(|address| view! { <DomainLine address/> })}
                {move || {
                    let words = description.get();
                    (!words.is_empty()).then(|| view! { <p class="small" dir="auto">{words}</p> })
                }}
                {children()}
            </div>
        </article>
    }
}
