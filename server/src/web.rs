//! The web: pages, forms, public documents, and their guards.

mod body;
mod body_limits;
mod body_memory;
mod client;
mod documents;
mod downloads;
mod forms;
mod guard;
mod headers;
mod ledger;
mod listener;
mod metrics;
mod negotiate;
mod pages;
mod pictures;
mod problem;
mod rate;
mod relay;
mod session;
mod site;
mod trace;
mod vc_api;
mod write_timeout;

pub use listener::serve;
pub(crate) use metrics::metrics_router;
pub use site::{Site, SiteError};

use crate::address::Addresses;
use crate::application::Application;
use crate::clock::Clock;
use crate::config::{AcceptedIssuer, Limits, Proxy};
use crate::secret::FormKey;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos_axum::LeptosRoutes as _;
use std::sync::Arc;

/// The largest request body, in bytes. Up to here, bytes beyond a field's limit are counted and not kept.
const MOST: usize = 64 * 1024 * 1024;

/// What guards and forms need besides use cases.
pub(crate) struct WebSettings {
    pub(crate) form_key: FormKey,
    /// Time limits and rate limits for clients.
    pub(crate) limits: Limits,
    /// The reverse proxy that is trusted to report client addresses.
    pub(crate) proxy: Option<Proxy>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) addresses: Addresses,
    /// The issuers that the operator accepts, for verifications in the browser.
    pub(crate) accepted_issuers: Vec<AcceptedIssuer>,
}

/// The state of every handler.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) application: Arc<Application>,
    pub(crate) settings: Arc<WebSettings>,
    pub(crate) options: LeptosOptions,
    pub(crate) site: Arc<Site>,
    rates: Arc<rate::Rates>,
    body_memory: Arc<body_memory::BodyMemory>,
}

impl FromRef<Web> for LeptosOptions {
    fn from_ref(web: &Web) -> Self {
        web.options.clone()
    }
}

/// The whole web application.
pub fn router(application: Arc<Application>, site: Site) -> Router {
    // Leptos wants options; the names of our files are in the site.
    let options = LeptosOptions::builder().output_name("insignia").build();
    let files = site.routes();
    let settings = application.web.clone();
    let body_memory = Arc::new(body_memory::BodyMemory::new(&settings.limits));
    let site = Arc::new(site);
    let web = Web { application, settings, options, site, rates: Arc::default(), body_memory };
    let shown = pages::application(&web);
    Router::new()
        .leptos_routes_with_context(&web, app::routes(), pages::context(&web), shown)
        .merge(form_routes())
        .merge(document_routes())
        .merge(vc_api::routes())
        .merge(files)
        .fallback(pages::nothing_here)
        .layer(from_fn_with_state(web.clone(), negotiate::negotiate))
        .layer(from_fn_with_state(web.clone(), body_limits::limit))
        .layer(from_fn_with_state(web.clone(), session::visitor))
        .layer(from_fn_with_state(web.clone(), rate::limit))
        .layer(from_fn_with_state(web.clone(), guard::same_origin))
        .layer(from_fn_with_state(web.clone(), headers::security))
        .layer(from_fn(trace::trace))
        .layer(DefaultBodyLimit::max(MOST))
        .with_state(web)
}

/// Forms post to the address of their own page.
fn form_routes() -> Router<Web> {
    Router::new()
        .route("/owner/{token}", post(forms::open_owner_link))
        .route("/sign-out", post(forms::sign_out))
        .route("/setup", post(forms::set_up_institution))
        .route("/designs/new", post(forms::save_new_design))
        .route("/designs/{id}", post(forms::save_design))
        .route("/designs/{id}/withdraw", post(forms::withdraw_version))
        .route("/designs/{id}/look", post(forms::look_again))
        .route("/issue/{id}", post(forms::issue_credential))
        .route("/register/{id}/revoke", post(forms::revoke_credential))
        .route("/register/{id}/link", post(forms::make_claim_link))
        .route("/keys", post(forms::change_keys))
        .route("/institution", post(forms::set_profile))
        .route("/institution/withdraw", post(forms::withdraw_profile))
        .route("/institution/look", post(forms::look_at_profile))
        .route("/claim/{token}/public", post(forms::make_public))
        .route("/claim/{token}/{file}", post(forms::claim_badge))
        .route("/verify", post(forms::verify_credential))
}

/// Routes other than pages. [`negotiate`] serves documents that share their address with a page.
fn document_routes() -> Router<Web> {
    Router::new()
        .route("/issuers/{id}/did.json", get(documents::did_document))
        .route("/issuers/{id}/jwks.json", get(documents::key_set))
        .route("/issuers/{id}/profile.json", get(documents::profile))
        .route("/issuers/{id}/logo", get(pictures::logo))
        .route("/issuers/{id}/logo/{sha256}", get(pictures::later_logo))
        .route("/achievements/{id}/{version}/achievement.json", get(documents::achievement_alone))
        .route("/achievements/{id}/{version}/image", get(pictures::achievement))
        .route("/achievements/{id}/{version}/preview.png", get(pictures::preview))
        .route("/credentials/{id}/{file}", get(downloads::of_public))
        .route("/credentials/{id}/revocation", get(documents::revocation))
        .route("/credentials/{id}/ledger-proof", get(ledger::credential_proof))
        .route("/credentials/ledger-proof", get(ledger::proof_by_id))
        .route("/ledger/checkpoint", get(ledger::checkpoint))
        .route("/ledger/tile/{*path}", get(ledger::tile))
        .route("/status/{id}", get(documents::status_list))
        .route("/fetch", get(relay::fetch))
        .route("/verify/settings", get(relay::settings))
        .route("/api/v1/issuers", get(documents::issuer_by_did))
        .route("/claim/{token}/{file}", get(downloads::of_learner))
        .route("/designs/{id}/image", get(pictures::draft))
        .route("/uploads/{digest}", get(pictures::upload))
}
