//! The pages' real router over the fake backend.

use crate::fake::{Fake, member};
use app::backend::{Backend, Checked, Posted, Session};
use axum::Router;
use axum::body::Body;
use http::{Request, Response};
use http_body_util::BodyExt;
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::LeptosRoutes;
use std::sync::Arc;
use tower::ServiceExt;

/// What a handler passes to a page, and the fake backend.
#[derive(Clone, Default)]
pub(crate) struct Visit {
    pub(crate) fake: Fake,
    pub(crate) stranger: bool,
    pub(crate) posted: Option<Posted>,
    pub(crate) checked: Option<Checked>,
}

/// The files that pages load, with invented digests.
fn assets() -> app::Assets {
    app::Assets {
        style: "/pkg/style-0123456789.css".to_owned(),
        script: "/pkg/page-0123456789.js".to_owned(),
        islands: "/pkg/insignia-0123456789.js".to_owned(),
        islands_wasm: "/pkg/insignia-0123456789.wasm".to_owned(),
        fonts: vec!["/fonts/besley-latin-0123456789.woff2".to_owned()],
        art: "/art/0123456789".to_owned(),
    }
}

/// The pages, mounted as in the server.
pub(crate) fn router(visit: Visit) -> Router {
    let options = LeptosOptions::builder().output_name("insignia").build();
    let backend: Arc<dyn Backend> = Arc::new(visit.fake.clone());
    let context = move || {
        provide_context(Arc::clone(&backend));
        provide_context(Session("s".to_owned()));
        if !visit.stranger {
            provide_context(member());
        }
        if let Some(posted) = visit.posted.clone() {
            provide_context(posted);
        }
        if let Some(checked) = visit.checked.clone() {
            provide_context(checked);
        }
    };
    let files = assets();
    Router::new()
        .leptos_routes_with_context(&options, app::routes(), context, move || app::shell(files.clone()))
        .with_state(options)
}

/// A page: status, headers and HTML.
pub(crate) struct Page {
    pub(crate) response: Response<()>,
    pub(crate) html: String,
}

/// Visits a page.
pub(crate) async fn visit(visit: Visit, path: &str) -> Page {
    let request = Request::get(path).header("accept", "text/html").body(Body::empty()).unwrap();
    let (parts, body) = router(visit).oneshot(request).await.unwrap().into_parts();
    let html = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    Page { response: Response::from_parts(parts, ()), html }
}

impl Page {
    /// The visible text, roughly: without tags, spaces collapsed.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        let mut inside = false;
        for c in self.html.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
