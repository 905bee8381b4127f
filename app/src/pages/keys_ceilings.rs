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
                <h2 id="ceilings">"How much is signed without an approval"</h2>
                <p class="quiet">"Even a compromised web server gets no more badges signed without an approval. Badges above these numbers wait, or people approve them as a batch."</p>
            </header>
            <CeilingsEditor form/>
            {(unsigned > 0).then(|| view! {
                <p class="small">"Waiting for the signer: " {count(unsigned, "badge")} ". If the ceilings are the reason, the badges continue automatically. You can also request that exactly these badges are allowed at once."</p>
                <Act act="batch" words=format!("Request to allow {}", these(unsigned)) token/>
            })}
        </section>
    }
}

/// "this badge", or "these 12 badges".
fn these(badges: u32) -> String {
    if badges == 1 { "this badge".to_owned() } else { format!("these {}", count(badges, "badge")) }
}

/// The fields of the ceilings.
#[island]
pub(crate) fn CeilingsEditor(form: FormState) -> impl IntoView {
    let typed = Typed::new(&form, form.fields.clone(), judge);
    view! {
        <Act act="ceilings" words="Request these ceilings" token=form.token>
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
