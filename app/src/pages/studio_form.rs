use super::studio_art::StudioArt;
use super::studio_editor::Draft;
use crate::forms::{BadgeRemoved, Choice, FormFindings, FormToken, TextArea, TextField, Typed};
use crate::words::kind;
use credentials::model::ACHIEVEMENT_TYPES;
use leptos::prelude::*;

/// Text and picture of a design; saved as a draft, or published.
#[component]
pub(crate) fn StudioForm(typed: Typed, upload: RwSignal<Option<String>>, draft: Draft) -> impl IntoView {
    let publish = if draft.unchanged { "btn" } else { "btn main" };
    let kinds = ACHIEVEMENT_TYPES.iter().map(|name| ((*name).to_owned(), kind(name))).collect::<Vec<_>>();
    view! {
        <form class="fields" method="post" novalidate=true action=draft.action enctype="multipart/form-data">
            <FormFindings typed/>
            <FormToken token=draft.form.token/>
            <TextField typed name="name" label="Name"/>
            <TextArea typed name="description" label="Description" rows=3
                hint="One or two sentences. An employer reads this first."/>
            <TextArea typed name="criteria" label="Requirements" rows=6
                hint="Markdown: a list of steps reads best. Once published, this text cannot be changed."/>
            <div class="fields two">
                <Choice typed name="achievement_type" label="Kind of achievement" options=kinds/>
                <TextField typed name="tags" label="Tags" optional=true hint="Keywords, separated by commas."/>
            </div>
            <BadgeRemoved typed/>
            <StudioArt typed upload stored=draft.stored/>
            <input type="hidden" name="shown_art" value=typed.initial("art")/>
            <input type="hidden" name="shown_caption" value=typed.initial("caption")/>
            <TextField typed name="caption" label="Description of the picture"
                hint="People who cannot see the picture hear this text. Each of the eight pictures has one; write one for a picture of your own."/>
            <div class="row">
                <button class="btn" type="submit" name="action" value="save">"Save draft"</button>
                <button class=publish type="submit" name="action" value="publish">"Publish version " {draft.next.to_string()}</button>
            </div>
            <p class="hint">"A published version cannot be changed. All its badges have the same text."</p>
        </form>
    }
}
