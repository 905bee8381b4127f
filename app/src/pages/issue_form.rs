use super::issue_notices::IssueNotices;
use crate::api;
use crate::components::{BadgeCard, Empty, Fact, Facts, Load};
use crate::error::ApiError;
use crate::forms::{FormFindings, FormToken, TextField, Typed};
use crate::frames::{Here, Workspace};
use crate::view::{FormState, Front, IssuePage};
use crate::words::kind;
use domain::{Fields, Finding, Recipient};
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

fn judge(fields: &Fields) -> Vec<Finding> {
    Recipient::read(fields).err().unwrap_or_default()
}

/// The page's content.
#[component]
pub(crate) fn IssueFormView(page: IssuePage, form: FormState, front: Front) -> impl IntoView {
    let Some(version) = page.version else {
        let way_on = ("Look and publish", format!("/designs/{}", page.id));
        return view! {
            <Title text="Issue"/>
            <h1>"“" {page.wording.name} "” is not published"</h1>
            <Empty title="Publish it first" why="Only a published version can be issued: the signer refuses anything else." way_on/>
        }
        .into_any();
    };
    let mut stored = Fields::default();
    stored.set("request", page.request.clone());
    let typed = Typed::new(&form, stored, judge);
    let request = Some(typed.initial("request")).filter(|id| !id.is_empty()).unwrap_or(page.request);
    let name = page.wording.name.clone();
    view! {
        <Title text=format!("Issue {name}")/>
        <header class="head">
            <div>
                <p class="crumbs"><a href="/issue">"Issue"</a> " / " {name.clone()}</p>
                <h1>"Who earned “" {name.clone()} "”?"</h1>
                <p>"Version " {version.to_string()} ". The badge is written down, checked by the signer, entered in its ledger, signed and mailed."</p>
            </div>
        </header>
        <IssueNotices notices=page.notices/>
        <div class="split">
            <form class="fields" method="post" novalidate=true action=format!("/issue/{}", page.id) enctype="application/x-www-form-urlencoded">
                <FormFindings typed/>
                <FormToken token=form.token/>
                <input type="hidden" name="request" value=request/>
                <TextField typed name="name" label="Name of the person"
                    hint="As it will appear in the badge. Others will see it."/>
                <TextField typed name="email" label="E-mail address" kind="email"
                    hint="The link goes there. In the badge it is sealed: it can be compared, not read."/>
                <div class="row">
                    <button class="btn main" type="submit">"Issue 1 badge"</button>
                    <a class="btn plain" href="/issue">"Choose another badge"</a>
                </div>
            </form>
            <aside class="rail" aria-label="Preview">
                <BadgeCard name description=page.wording.description image=Some(page.image) caption=page.wording.caption domain=front.public_url>
                    <Facts>
                        <Fact term="Holder"><bdi>{move || holder(&typed.value("name"))}</bdi></Fact>
                        <Fact term="Kind">{kind(&page.wording.achievement_type)}</Fact>
                        <Fact term="Expires">"Does not expire"</Fact>
                    </Facts>
                </BadgeCard>
            </aside>
        </div>
    }
    .into_any()
}

fn holder(typed: &str) -> String {
    if typed.trim().is_empty() { "(the learner’s name)".to_owned() } else { typed.to_owned() }
}
