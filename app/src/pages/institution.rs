use super::profile_form::ProfileForm;
use super::profile_history::{ProfileFacts, ProfileHistory};
use crate::api;
use crate::components::{ApprovalNotice, Approved, Fact, Facts, Load, Logo, LookAgain, SavedNote};
use crate::error::ApiError;
use crate::forms::{FormFindings, SentActs, Typed};
use crate::frames::{Here, Workspace};
use crate::view::{FormState, Front, InstitutionPage as Page};
use domain::{DidMethod, Fields, Institution, PendingProfile, PendingVersion};
use leptos::prelude::*;
use leptos_meta::Title;

/// The institution: its profile, the request to change it, and the profiles so far.
#[component]
pub(crate) fn InstitutionPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| read());
    view! {
        <Workspace here=Here::Institution>
            <Load what=page let:page>
                <InstitutionView page=page.0 form=page.1/>
            </Load>
        </Workspace>
    }
}

async fn read() -> Result<(Page, FormState), ApiError> {
    Ok((api::institution().await?, api::form().await?))
}

#[component]
fn InstitutionView(page: Page, form: FormState) -> impl IntoView {
    let Page { front, institution, pending, decided, history } = page;
    let public = format!("/issuers/{}", institution.id);
    let notice = pending.clone().map(|PendingProfile { new, approval }| {
        let pending = PendingVersion { version: new.number, approval };
        view! { <ApprovalNotice pending decided=decided.clone() of=Approved::Profile/> }
    });
    let waits = pending.as_ref().is_some_and(PendingProfile::is_submitted);
    let change = match pending.clone().filter(|_| waits) {
        Some(PendingProfile { new, .. }) => {
            let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
            view! {
                <FormFindings typed/>
                <LookAgain seconds=5 has_button=true/>
                {notice}
                <SentActs path="/institution".to_owned() token=form.token decided/>
                <section class="part" aria-labelledby="sent">
                    <header><h2 id="sent">"Profile " {new.number.to_string()} " as it was sent"</h2></header>
                    <ProfileFacts institution=institution.clone() profile=new.profile/>
                </section>
            }
            .into_any()
        }
        None => view! {
            {notice}
            <ProfileForm form institution=institution.clone() pending/>
        }
        .into_any(),
    };
    view! {
        <Title text="Institution"/>
        <header class="head">
            <div>
                <h1>"Badges here are issued by " {institution.name.clone()}</h1>
                <p>"Every badge has the profile that is in force when it is issued, and keeps it. Approvers decide about each change."</p>
            </div>
            <div class="row"><a class="btn" href=public rel="external">"Open the public page"</a></div>
        </header>
        <SavedNote flag="submitted" says="The profile was sent for approval. It is in force once it is approved."/>
        <SavedNote flag="withdrawn" says="The request is withdrawn. You can change the profile, and send it again."/>
        <SavedNote flag="approved" says="It was approved before it could be withdrawn, and is in force."/>
        <SavedNote flag="in-force" says="The profile is in force."/>
        <SavedNote flag="badge-removed" says="The logo contained a badge of somebody else. Insignia removed it. The logo looks the same."/>
        {change}
        <ProfileHistory institution=institution.clone() history/>
        <Identity institution front/>
    }
}

/// What the set-up decided once and for all badges.
#[component]
fn Identity(institution: Institution, front: Front) -> impl IntoView {
    let method = match front.did_method {
        DidMethod::Web => "did:web, below this installation’s address; its keys can be replaced",
        DidMethod::Key => {
            "did:key, because this installation is not served over https; its key cannot be replaced"
        }
    };
    view! {
        <section class="part" aria-labelledby="facts">
            <header>
                <h2 id="facts">"Identity"</h2>
                <p class="quiet">"Fixed by the set-up: every badge depends on it."</p>
            </header>
            <Logo institution=institution.clone()/>
            <Facts>
                <Fact term="Address of the badges">{front.public_url}</Fact>
                <Fact term="Identifier"><code>{institution.did}</code></Fact>
                <Fact term="Kind of identifier">{method}</Fact>
            </Facts>
        </section>
    }
}
