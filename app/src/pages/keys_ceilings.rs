use super::keys_acts::Act;
use crate::forms::{TextField, Typed};
use crate::view::FormState;
use crate::words::count;
use domain::{Ceilings, Fields, Finding};
use leptos::prelude::*;

/// The ceilings for signatures without approval, and a form to request others. `form` has the posted or the present
/// ceilings.
#[component]
pub(crate) fn CeilingsForm(form: FormState, unsigned: u32) -> impl IntoView {
    let token = form.token.clone();
    view! {
        <section class="part" aria-labelledby="ceilings">
            <header>
                <h2 id="ceilings">"How much is signed without asking"</h2>
                <p class="quiet">"A compromised web server gains no further access. Badges above these numbers wait, or are approved as a batch."</p>
            </header>
            <CeilingsEditor form/>
            {(unsigned > 0).then(|| view! {
                <p class="small">{count(unsigned, "badge")} " wait for the signer. Where the ceilings are the reason they go on by themselves; exactly these can be allowed at once, too."</p>
                <Act act="batch" words="Ask to allow them as a batch" token/>
            })}
        </section>
    }
}

/// The fields of the ceilings.
#[island]
pub(crate) fn CeilingsEditor(form: FormState) -> impl IntoView {
    let typed = Typed::new(&form, form.fields.clone(), judge);
    view! {
        <Act act="ceilings" words="Ask for these ceilings" token=form.token>
            <div class="fields two">
                <TextField typed name="per_batch" label="Badges in one request"/>
                <TextField typed name="per_minute" label="Badges a minute"/>
                <TextField typed name="per_day" label="Badges a day"/>
            </div>
        </Act>
    }
}

fn judge(fields: &Fields) -> Vec<Finding> {
    Ceilings::read(fields).err().unwrap_or_default()
}
