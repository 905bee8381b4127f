//! Renders pages of `app`, for a GET and again for a form with errors.

use super::Web;
use super::session::Visitor;
use app::backend::{Backend, Checked, Posted};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::Response;
use leptos::prelude::*;
use leptos_axum::render_app_async_with_context;
use std::sync::Arc;

/// The context of a page: the backend and the visitor.
pub(super) fn context(web: &Web) -> impl Fn() + Clone + Send + Sync + 'static {
    let backend: Arc<dyn Backend> = web.application.pages.clone();
    move || {
        provide_context(backend.clone());
        let visitor = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned());
        if let Some(Visitor(Some((member, session)))) = visitor {
            provide_context(member);
            provide_context(session);
        }
    }
}

/// The application in its HTML document.
pub(super) fn application(web: &Web) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    let site = Arc::clone(&web.site);
    move || app::shell(site.assets().clone())
}

/// A handler's additions to a page.
#[derive(Clone)]
pub(super) enum Found {
    /// The user's input and its errors.
    Posted(Posted),
    /// A verification report.
    Checked(Box<Checked>),
    /// Nothing.
    Nothing,
}

/// Renders the page at `path` like a GET, with a handler's additions. The page's own status takes precedence if it is
/// not 200: a missing page stays missing.
pub(super) async fn render(
    web: &Web,
    mut parts: Parts,
    path: Uri,
    found: Found,
    status: StatusCode,
) -> Response {
    parts.method = Method::GET;
    parts.uri = path;
    let shared = context(web);
    let with_found = move || {
        shared();
        match &found {
            Found::Posted(posted) => provide_context(posted.clone()),
            Found::Checked(checked) => provide_context(Checked::clone(checked)),
            Found::Nothing => {}
        }
    };
    let page = render_app_async_with_context(with_found, application(web));
    let mut response = page(Request::from_parts(parts, Body::empty())).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The page for unknown addresses.
pub(super) async fn nothing_here(State(web): State<Web>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let path = parts.uri.clone();
    render(&web, parts, path, Found::Nothing, StatusCode::NOT_FOUND).await
}
