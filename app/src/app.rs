use crate::components::Failure;
use crate::error::ApiError;
use crate::frames::Public;
use crate::pages;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{MatchNestedRoutes, SsrMode, path};

/// The whole application: every address and its page. Pages are rendered completely before they are sent, so that they
/// also work without scripts.
#[component]
pub fn App(
    /// Does the page answer a form that was refused? Then its title begins with "Error".
    #[prop(optional)]
    refused: bool,
) -> impl IntoView {
    provide_meta_context();
    let before = if refused { "Error: " } else { "" };
    view! {
        <Title formatter=move |title| element_text(&format!("{before}{title} · Insignia"))/>
        <Router>
            <Routes fallback=NotFound>
                <PublicRoutes/>
                <WorkspaceRoutes/>
            </Routes>
        </Router>
    }
}

/// A title as the text of its element: `leptos_meta` writes it into the document as it is. The document is rendered on
/// the server alone, so no browser shows the references as text.
fn element_text(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Public>
            <Failure error=ApiError::NotFound/>
        </Public>
    }
}

#[component(transparent)]
fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/") view=pages::FrontDoorPage ssr=SsrMode::Async/>
        <Route path=path!("/trial-mode") view=pages::TrialModePage ssr=SsrMode::Async/>
        <Route path=path!("/owner/:token") view=pages::OwnerPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in") view=pages::SignInPage ssr=SsrMode::Async/>
        <Route path=path!("/issuers/:id") view=pages::IssuerPage ssr=SsrMode::Async/>
        <Route path=path!("/achievements/:id/:version") view=pages::AchievementPage ssr=SsrMode::Async/>
        <Route path=path!("/credentials/:id") view=pages::PublicCredentialPage ssr=SsrMode::Async/>
        <Route path=path!("/claim/:token") view=pages::ClaimPage ssr=SsrMode::Async/>
        <Route path=path!("/verify") view=pages::VerifyPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The forms on `/register/:id` post to `/register/:id/revoke` and `/register/:id/link`; both show that page again.
#[component(transparent)]
fn WorkspaceRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/setup") view=pages::SetupPage ssr=SsrMode::Async/>
        <Route path=path!("/today") view=pages::TodayPage ssr=SsrMode::Async/>
        <Route path=path!("/designs") view=pages::DesignsPage ssr=SsrMode::Async/>
        <Route path=path!("/designs/new") view=pages::NewDesignPage ssr=SsrMode::Async/>
        <Route path=path!("/designs/:id") view=pages::StudioPage ssr=SsrMode::Async/>
        <Route path=path!("/issue") view=pages::IssuePickPage ssr=SsrMode::Async/>
        <Route path=path!("/issue/:id") view=pages::IssueFormPage ssr=SsrMode::Async/>
        <Route path=path!("/register") view=pages::RegisterPage ssr=SsrMode::Async/>
        <Route path=path!("/register/:id") view=pages::CredentialPage ssr=SsrMode::Async/>
        <Route path=path!("/register/:id/revoke") view=pages::CredentialPage ssr=SsrMode::Async/>
        <Route path=path!("/register/:id/link") view=pages::CredentialPage ssr=SsrMode::Async/>
        <Route path=path!("/keys") view=pages::KeysPage ssr=SsrMode::Async/>
        <Route path=path!("/keys/alerts") view=pages::AlertsPage ssr=SsrMode::Async/>
        <Route path=path!("/institution") view=pages::InstitutionPage ssr=SsrMode::Async/>
    }
    .into_inner()
}
