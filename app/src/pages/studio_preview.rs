use super::studio_art::address;
use super::studio_editor::Draft;
use crate::components::{BadgeCard, Fact, Facts};
use crate::forms::Typed;
use crate::words::kind;
use domain::markdown;
use leptos::prelude::*;

/// Preview of the form's badge: as an employer sees it, its criteria, its picture at every size.
#[component]
pub(crate) fn StudioPreview(typed: Typed, upload: RwSignal<Option<String>>, draft: Draft) -> impl IntoView {
    let stored = StoredValue::new(draft.stored);
    let image = Memo::new(move |_| {
        let own = upload.get();
        own.or_else(|| stored.with_value(|stored| Some(address(&typed.value("art"), stored.as_ref()))))
    });
    let name = Signal::derive(move || or(typed.value("name"), "(name)"));
    let description = Signal::derive(move || or(typed.value("description"), "(description)"));
    let caption = Signal::derive(move || typed.value("caption"));
    view! {
        <aside class="rail" aria-label="Preview">
            <section class="stack-s">
                <p class="label">"As an employer sees it"</p>
                <BadgeCard name description image caption domain=draft.site>
                    <Facts>
                        <Fact term="Holder">"(the learner’s name)"</Fact>
                        <Fact term="Kind">{move || kind(&typed.value("achievement_type"))}</Fact>
                        <Fact term="Issuer">{draft.issuer} <small class="quiet">", the issuer’s own claim"</small></Fact>
                    </Facts>
                </BadgeCard>
            </section>
            <section class="part">
                <header><h2>"Requirements"</h2></header>
                <div class="prose" inner_html=move || criteria(&typed.value("criteria"))></div>
            </section>
            <section class="part">
                <header><h2>"Is the picture clear at every size?"</h2></header>
                <Sizes image/>
            </section>
        </aside>
    }
}

#[component]
fn Sizes(image: Memo<Option<String>>) -> impl IntoView {
    let size = move |class: &'static str, words: &'static str| {
        view! {
            <figure>
                <img class=class src=move || image.get() alt=""/>
                <figcaption>{words}</figcaption>
            </figure>
        }
    };
    view! { <div class="sizes">{size("px200", "200 px")} {size("px64", "64 px")} {size("px64 grey", "grey")}</div> }
}

fn or(text: String, placeholder: &str) -> String {
    if text.trim().is_empty() { placeholder.to_owned() } else { text }
}

fn criteria(typed: &str) -> String {
    if typed.trim().is_empty() { "<p>(requirements)</p>".to_owned() } else { markdown::to_html(typed) }
}
