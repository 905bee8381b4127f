use super::achievement::Criteria;
use super::studio::{IssueThis, Standing};
use crate::components::{ApprovalNotice, BadgeCard, Fact, Facts, LookAgain, SavedNote};
use crate::forms::{FormFindings, SentActs, Typed};
use crate::view::{DesignPage, FormState, Front, Sent};
use crate::words::kind;
use domain::Fields;
use leptos::prelude::*;
use leptos_meta::Title;

/// A design whose next version waits for approval: the version as it was sent, which nobody can edit.
#[component]
pub(crate) fn SentView(page: DesignPage, sent: Sent, form: FormState, front: Front) -> impl IntoView {
    let Sent { wording, image } = sent;
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    let version = page.pending.as_ref().map(|pending| pending.version.to_string()).unwrap_or_default();
    let path = format!("/designs/{}", page.id);
    let acts = view! { <SentActs path token=form.token decided=page.decided.clone()/> };
    view! {
        <Title text=wording.name.clone()/>
        <header class="head">
            <div>
                <p class="crumbs"><a href="/designs">"Designs"</a> " / version " {version.clone()}</p>
                <h1>{wording.name.clone()}</h1>
                <Standing page=page.clone()/>
            </div>
            <IssueThis page=page.clone()/>
        </header>
        <SavedNote flag="submitted" says="The version was sent for approval. Insignia publishes it once it is approved."/>
        <FormFindings typed/>
        <LookAgain seconds=5 has_button=true/>
        {page.pending.map(|pending| view! { <ApprovalNotice pending decided=page.decided/> })}
        {acts}
        <section class="part" aria-labelledby="sent">
            <header><h2 id="sent">"Version " {version} " as it was sent"</h2></header>
            <div class="split even">
                <BadgeCard name=wording.name description=wording.description image=Some(image) caption=wording.caption.clone() domain=front.public_url>
                    <Facts>
                        <Fact term="Kind">{kind(&wording.achievement_type)}</Fact>
                        {(!wording.tags.is_empty()).then(|| view! { <Fact term="Keywords"><bdi>{wording.tags.join(", ")}</bdi></Fact> })}
                        {(!wording.caption.is_empty()).then(|| view! { <Fact term="Picture"><bdi>{wording.caption}</bdi></Fact> })}
                    </Facts>
                </BadgeCard>
                <Criteria criteria=wording.criteria/>
            </div>
        </section>
    }
}
