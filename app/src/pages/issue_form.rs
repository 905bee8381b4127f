use super::issue_editor::{IssueEditor, Offer};
use super::issue_notices::IssueNotices;
use crate::api;
use crate::components::{Empty, Islands, Load};
use crate::error::ApiError;
use crate::frames::{Here, Workspace};
use crate::view::{FormState, Front, IssuePage};
use domain::Fields;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The form for a badge's recipient.
#[component]
pub(crate) fn IssueFormPage() -> impl IntoView {
    let params = use_params_map();
    let page = Resource::new(move || params.with(|params| params.get("id").unwrap_or_default()), read);
    view! {
        <Workspace here=Here::Issue>
            <Load what=page let:page>
                <IssueFormView page=page.0 form=page.1 front=page.2/>
            </Load>
        </Workspace>
    }
}

async fn read(id: String) -> Result<(IssuePage, FormState, Front), ApiError> {
    Ok((api::issue_page(id).await?, api::form().await?, api::front().await?))
}

/// The page's content.
#[component]
pub(crate) fn IssueFormView(page: IssuePage, form: FormState, front: Front) -> impl IntoView {
    let Some(version) = page.version else {
        let way_on = ("Review and publish", format!("/designs/{}", page.id));
        return view! {
            <Title text="Issue"/>
            <h1>"“" {page.wording.name} "” is not published"</h1>
            <Empty title="Publish it first" why="Only a published version can be issued: the signer refuses anything else." way_on/>
        }
        .into_any();
    };
    let name = page.wording.name.clone();
    view! {
        <Title text=format!("Issue {name}")/>
        <header class="head">
            <div>
                <p class="crumbs"><a href="/issue">"Issue"</a> " / " {name.clone()}</p>
                <h1>"Who earned “" {name} "”?"</h1>
                <p>"Version " {version.to_string()} ". Insignia stores the request. The signer checks the badge, enters it in its ledger and signs it. Then Insignia mails the link."</p>
            </div>
        </header>
        <IssueNotices notices=page.notices.clone()/>
        <Islands/>
        <IssueEditor offer=offer(page, form, front)/>
    }
    .into_any()
}

/// The island's data.
fn offer(page: IssuePage, mut form: FormState, front: Front) -> Offer {
    if !form.posted {
        form.fields = Fields::default();
    }
    if form.fields.raw("request").is_empty() {
        form.fields.set("request", page.request);
    }
    Offer {
        form,
        action: format!("/issue/{}", page.id),
        name: page.wording.name,
        description: page.wording.description,
        achievement_type: page.wording.achievement_type,
        image: page.image,
        caption: page.wording.caption,
        site: front.public_url,
    }
}
