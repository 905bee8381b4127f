use crate::components::Logo;
use crate::forms::{BadgeRemoved, Control, FileField, FormFindings, FormToken, TextArea, TextField, Typed};
use crate::view::FormState;
use domain::{Fields, Institution, PendingProfile};
use leptos::prelude::*;

/// The profile as a form. It first has the profile in force, or the one that was sent and ended without an approval.
#[component]
pub(crate) fn ProfileForm(
    form: FormState,
    institution: Institution,
    pending: Option<PendingProfile>,
) -> impl IntoView {
    let typed = Typed::new(&form, stored(&institution, pending.as_ref()), |_| Vec::new());
    view! {
        <section class="part" aria-labelledby="profile">
            <header>
                <h2 id="profile">"Profile"</h2>
                <p class="quiet">"Badges, public pages and mails show it."</p>
            </header>
            <form class="fields" method="post" novalidate=true action="/institution" enctype="multipart/form-data">
                <FormFindings typed/>
                <FormToken token=form.token/>
                <TextField typed name="name" label="Name of the institution" autocomplete="organization"/>
                <TextField typed name="url" label="Web address of the institution" kind="url" autocomplete="url"/>
                <TextArea typed name="description" label="Description" optional=true hint="One or two sentences, for people who do not know the institution."/>
                <TextField typed name="email" label="Contact e-mail" kind="email" optional=true
                    hint="For messages about badges. Everybody sees it: it is in every badge and on public pages."/>
                <BadgeRemoved typed/>
                <Logo institution=institution.clone()/>
                <FileField typed name="logo" label="Logo" optional=true accept=".png,.svg,image/png,image/svg+xml"
                    hint="PNG or SVG, at most 2 MB. Without a file, the logo stays as it is."/>
                {institution.logo.map(|_| view! { <NoLogo typed/> })}
                <div class="row">
                    <button class="btn main" type="submit">"Send for approval"</button>
                </div>
                <p class="hint">"Badges that were issued before keep their profile."</p>
            </form>
        </section>
    }
}

#[component]
fn NoLogo(typed: Typed) -> impl IntoView {
    view! {
        <Control typed name="no_logo" label="Present logo" optional=true hint=None>
            <label class="choice">
                <input type="checkbox" id="no_logo" name="no_logo" value="yes" checked=typed.initial("no_logo") == "yes"/>
                <span>"Remove it: new badges have no logo."</span>
            </label>
        </Control>
    }
}

/// The form's first values.
fn stored(institution: &Institution, pending: Option<&PendingProfile>) -> Fields {
    let profile = pending.map_or_else(|| institution.profile(), |pending| pending.new.profile.clone());
    let mut fields = profile.fields();
    if profile.logo != institution.logo {
        match profile.logo {
            Some(digest) => fields.set("logo", format!("upload:{digest}")),
            None => fields.set("no_logo", "yes"),
        }
    }
    fields
}
