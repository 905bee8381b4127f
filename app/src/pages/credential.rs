use super::credential_facts::CredentialFacts;
use super::revoke_form::RevokeForm;
use crate::api;
use crate::components::{
    BadgeCard, Email, Fact, Facts, Load, LookAgain, Moment, Notice, RevokedBanner, SavedNote, SigningSteps,
    StatusIcon, ornament_of,
};
use crate::error::ApiError;
use crate::forms::{FormFindings, Typed};
use crate::frames::{Here, Workspace};
use crate::view::{CredentialPage as Page, FormState};
use domain::{CredentialState, Fields, Progress, PublicRevocation, ReasonReaders, Revocation};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// One issued badge: its progress, its links and documents, and its revocation.
#[component]
pub(crate) fn CredentialPage() -> impl IntoView {
    let params = use_params_map();
    let page = Resource::new(move || params.with(|params| params.get("id").unwrap_or_default()), read);
    view! {
        <Workspace here=Here::Register>
            <Load what=page let:page>
                <CredentialView page=page.0 form=page.1/>
            </Load>
        </Workspace>
    }
}

type Read = Result<(Page, FormState), ApiError>;

async fn read(id: String) -> Read {
    Ok((api::credential(id).await?, api::form().await?))
}

fn on_its_way(page: &Page) -> bool {
    let revoked = matches!(page.row.state, CredentialState::Revoked(_));
    matches!(page.row.progress, Progress::Waiting { .. }) || (revoked && page.status_published.is_none())
}

/// The page's content.
#[component]
pub(crate) fn CredentialView(page: Page, form: FormState) -> impl IntoView {
    let (row, waits) = (page.row.clone(), on_its_way(&page));
    let revocation =
        if let CredentialState::Revoked(revocation) = row.state { Some(revocation) } else { None };
    let ornament = ornament_of(&row.progress, revocation.is_some());
    let typed = Typed::new(&form, Fields::default(), |_| Vec::new());
    let can_revoke = revocation.is_none() && matches!(row.progress, Progress::Signed { .. });
    view! {
        <Title text=format!("{} for {}", row.badge, row.recipient)/>
        <header class="head">
            <div>
                {waits.then(|| view! { <LookAgain seconds=2/> })}
                <p class="crumbs"><a href="/register">"Register"</a> " / " {row.badge.clone()}</p>
                <h1>{heading(&page)}</h1>
                <p>{row.badge.clone()} ", version " {row.version.to_string()} ". Requested on " <Moment at=row.issued/> "."</p>
            </div>
        </header>
        <SavedNote flag="revoked" says="The badge is revoked. Everybody who checks it will see this."/>
        // The form for a revocation shows its findings itself.
        {(!can_revoke).then(|| view! { <FormFindings typed/> })}
        {revocation.map(|Revocation { at, reason, readers }| {
            let revocation = PublicRevocation { at, reason: Some(reason) };
            view! { <RevokedBanner revocation is_withheld=readers == ReasonReaders::Institution/> }
        })}
        {revocation.map(|_| view! { <Published at=page.status_published/> })}
        <Signing progress=row.progress.clone()/>
        <div class="split">
            <div class="stack-l">
                <CredentialFacts page=page.clone() form=form.clone()/>
                {can_revoke.then(|| view! { <RevokeForm id=row.id.clone() form/> })}
            </div>
            <aside class="rail" aria-label="The badge">
                <BadgeCard name=row.badge description="" image=Some(row.image) caption="" ornament>
                    <Facts>
                        <Fact term="Holder"><bdi>{row.recipient.clone()}</bdi></Fact>
                        <Fact term="E-mail"><Email address=row.email/></Fact>
                        <Fact term="Version">{row.version.to_string()}</Fact>
                    </Facts>
                </BadgeCard>
            </aside>
        </div>
    }
}

/// The page's heading: the badge's state as a sentence.
fn heading(page: &Page) -> String {
    let name = &page.row.recipient;
    match (&page.row.state, &page.row.progress) {
        (CredentialState::Revoked(_), _) => format!("The badge of {name} is revoked"),
        (_, Progress::Waiting { .. }) => format!("The badge for {name} is waiting for the signer"),
        (_, Progress::Refused { .. }) => format!("The signer refused the badge for {name}"),
        (_, Progress::Signed { mailed: None, .. }) => {
            format!("The badge for {name} is signed and will be mailed next")
        }
        (_, Progress::Signed { .. }) if page.row.claimed.is_some() => {
            format!("{name} has claimed this badge")
        }
        (_, Progress::Signed { .. }) => format!("The badge for {name} is signed and mailed"),
    }
}

#[component]
fn Signing(progress: Progress) -> impl IntoView {
    let note = match progress.clone() {
        Progress::Waiting { last_problem: None } => Some(view! {
            <p class="quiet" role="status">"This page refreshes automatically. You can leave it: Insignia continues, also after a restart."</p>
        }.into_any()),
        Progress::Waiting { last_problem: Some(problem) } => Some(view! {
            <Notice icon=StatusIcon::Warn><p><strong>"The last attempt failed. "</strong> {problem}</p><p>"Nothing is lost. Insignia tries again automatically until the signer answers."</p></Notice>
        }.into_any()),
        Progress::Refused { says } => Some(view! {
            <Notice icon=StatusIcon::Stop><p><strong>"The signer will not sign this badge. "</strong> {says}</p><p>"The same request will be refused again. Correct what the signer names, then issue the badge again. Nothing was signed or mailed."</p></Notice>
        }.into_any()),
        Progress::Signed { .. } => None,
    };
    view! { <section class="stack" aria-label="Progress"><SigningSteps progress/> {note}</section> }
}

#[component]
fn Published(at: Option<domain::Timestamp>) -> impl IntoView {
    match at {
        Some(at) => view! { <p class="quiet">"The public list of revoked badges has shown this since " <Moment at/> "."</p> }.into_any(),
        None => view! {
            <Notice icon=StatusIcon::Wait><p>"The public list of revoked badges is being signed, which takes a minute at most. Until then a check does not show the revocation. This page refreshes automatically."</p></Notice>
        }.into_any(),
    }
}
