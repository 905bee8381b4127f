use super::studio_form::StudioForm;
use super::studio_preview::StudioPreview;
use crate::forms::Typed;
use crate::view::FormState;
use domain::badge_design::Wording;
use domain::{Fields, Finding, Version};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The data of [`StudioEditor`]. The page repeats it as text, and the browser reads it again: only what the editor shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The form's token, values and findings.
    pub(crate) form: FormState,
    /// Where the form is posted.
    pub(crate) action: String,
    /// The number of the next published version.
    pub(crate) next: Version,
    /// Is the draft the same as the published version?
    pub(crate) unchanged: bool,
    /// Reference and address of the stored draft's picture.
    pub(crate) stored: Option<(String, String)>,
    /// The institution's name.
    pub(crate) issuer: Option<String>,
    /// `public_url`; the card names its host.
    pub(crate) site: String,
}

/// The form of a design, and the badge as it will look.
#[island]
pub(crate) fn StudioEditor(draft: Draft) -> impl IntoView {
    let typed = Typed::new(&draft.form, draft.form.fields.clone(), judge);
    let upload = RwSignal::new(None::<String>);
    view! {
        <div class="split">
            <StudioForm typed upload draft=draft.clone()/>
            <StudioPreview typed upload draft/>
        </div>
    }
}

fn judge(fields: &Fields) -> Vec<Finding> {
    Wording::read(fields).err().unwrap_or_default()
}
