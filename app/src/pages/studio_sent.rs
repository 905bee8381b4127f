use super::achievement::Criteria;
use super::studio::{IssueThis, Standing};
use crate::components::{ApprovalNotice, BadgeCard, Fact, Facts, SavedNote};
use crate::forms::{FormFindings, FormToken, Typed};
use crate::view::{Decided, DesignPage, FormState, Front, Sent};
use crate::words::kind;
use domain::{Fields, PendingVersion};
use leptos::prelude::*;
use leptos_meta::Title;

/// A design whose next version waits for approval: the version as it was sent, which nobody can edit.
#[component]
pub(crate) fn SentView(page: DesignPage, sent: Sent, form: FormState, front: Front) -> impl IntoView {
    let Sent { wording, image } = sent;
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    let version = page.pending.as_ref().map(|pending| pending.version.to_string()).unwrap_or_default();
    let acts = view! { <SentActs design=page.id.to_string() token=form.token decided=page.decided.clone()/> };
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
        {page.pending.map(|pending| notice(pending, page.decided))}
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

/// The state of the approval, as the signer reports it now.
fn notice(pending: PendingVersion, decided: Option<Decided>) -> AnyView {
    match decided {
        None => view! { <ApprovalNotice pending/> }.into_any(),
        Some(decided) => view! { <ApprovalNotice pending decided/> }.into_any(),
    }
}

/// Asking again, and withdrawing. A version that is decided can only be looked at again, which stores the decision.
#[component]
fn SentActs(design: String, token: String, decided: Option<Decided>) -> impl IntoView {
    let waits = matches!(decided, None | Some(Decided::NoAnswer));
    let post = |act: &str| format!("/designs/{design}/{act}");
    let plain = "application/x-www-form-urlencoded";
    view! {
        <div class="row">
            <form method="post" action=post("look") enctype=plain>
                <FormToken token=token.clone()/>
                <button class="btn" type="submit">"Refresh this page"</button>
            </form>
            {waits.then(|| view! {
                <form method="post" action=post("withdraw") enctype=plain>
                    <FormToken token/>
                    <button class="btn" type="submit">"Withdraw and change"</button>
                </form>
            })}
        </div>
        {waits.then(|| view! {
            <p class="hint">"Nothing can be changed while approvers decide. Withdrawing ends the request; approvals given so far no longer count."</p>
        })}
    }
}
