use crate::components::{BadgeCard, Fact, Facts};
use crate::forms::{FormFindings, FormToken, TextField, Typed};
use crate::view::FormState;
use crate::words::kind;
use domain::{Fields, Finding, Recipient};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The data of [`IssueEditor`]: the published badge, and the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Offer {
    /// The form's token, values and findings.
    pub(crate) form: FormState,
    /// Where the form is posted.
    pub(crate) action: String,
    /// The badge's name.
    pub(crate) name: String,
    /// Its description.
    pub(crate) description: String,
    /// OB3 `AchievementType`.
    pub(crate) achievement_type: String,
    /// Address of its picture.
    pub(crate) image: String,
    /// Its picture in words.
    pub(crate) caption: String,
    /// `public_url`; the card names its host.
    pub(crate) site: String,
}

/// The recipient's form, and the badge that they will get.
#[island]
pub(crate) fn IssueEditor(offer: Offer) -> impl IntoView {
    let typed = Typed::new(&offer.form, offer.form.fields.clone(), judge);
    view! {
        <div class="split">
            <form class="fields" method="post" novalidate=true action=offer.action enctype="application/x-www-form-urlencoded">
                <FormFindings typed/>
                <FormToken token=offer.form.token/>
                <input type="hidden" name="request" value=typed.initial("request")/>
                <TextField typed name="name" label="Name of the person"
                    hint="The name as it will appear in the badge. Others will see it."/>
                <TextField typed name="email" label="E-mail address" kind="email"
                    hint="The link goes to this address. The badge holds only a fingerprint of the address: others can test a guess, not read it."/>
                <div class="row">
                    <button class="btn main" type="submit">"Issue 1 badge"</button>
                    <a class="btn plain" href="/issue">"Choose another badge"</a>
                </div>
            </form>
            <aside class="rail" aria-label="Preview">
                <BadgeCard name=offer.name description=offer.description image=Some(offer.image) caption=offer.caption domain=offer.site>
                    <Facts>
                        <Fact term="Holder"><bdi>{move || holder(&typed.value("name"))}</bdi></Fact>
                        <Fact term="Kind">{kind(&offer.achievement_type)}</Fact>
                        <Fact term="Expires">"Does not expire"</Fact>
                    </Facts>
                </BadgeCard>
            </aside>
        </div>
    }
}

fn judge(fields: &Fields) -> Vec<Finding> {
    Recipient::findings(fields)
}

fn holder(typed: &str) -> String {
    if typed.trim().is_empty() { "(the learner’s name)".to_owned() } else { typed.to_owned() }
}
