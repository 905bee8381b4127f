//! The HTML document around every page, and its content security policy.

use crate::app::App;
use crate::assets::{Assets, IslandFiles};
use crate::backend::{Checked, Posted};
use crate::components::ArtFolder;
use http::request::Parts;
use http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
use leptos::nonce::{Nonce, use_nonce};
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list};
use leptos_meta::MetaTags;
use std::sync::LazyLock;

/// The page that verifies badges.
const VERIFY: &str = "/verify";

/// Every address of the application, for the server's router. In this crate, so that the pages' types are built once.
/// Computed once: during the computation, no resource of any page being rendered would ever load (leptos issue 4773).
#[must_use]
pub fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> =
        LazyLock::new(|| generate_route_list(|| view! { <App/> }));
    ROUTES.clone()
}

/// The document that a page is rendered into. Sets the response's content security policy. `AnyView` hides the pages'
/// types, so that code which renders them elsewhere is built once.
pub fn shell(assets: Assets) -> AnyView {
    // Without hydration outside the islands, no page's data is written into the document a second time.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let nonce = use_nonce();
    let verifies = use_context::<Parts>().is_some_and(|request| request.uri.path() == VERIFY);
    if let (Some(nonce), Some(response)) = (&nonce, use_context::<ResponseOptions>()) {
        content_security(nonce, &response, verifies);
    }
    let Assets { style, script, islands, islands_wasm, fonts, art } = assets;
    provide_context(ArtFolder(art.clone()));
    provide_context(IslandFiles {
        module: islands,
        wasm: islands_wasm,
        nonce: nonce.as_ref().map(ToString::to_string),
    });
    let fonts: Vec<_> = fonts.into_iter().map(|href| view! { <Font href/> }).collect();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#14213a"/>
                <meta name="insignia-art" content=art.clone()/>
                <link rel="icon" href=format!("{art}/favicon.svg") type="image/svg+xml"/>
                {fonts}
                <link rel="stylesheet" href=style/>
                <MetaTags/>
                <script type="module" src=script nonce=nonce.clone()></script>
                {verifies.then(|| view! { <script type="module" src="/verifier/page.js" nonce=nonce></script> })}
            </head>
            <body>
                <App refused=refused()/>
            </body>
        </html>
    }
    .into_any()
}

/// Preloads a font that every page needs.
#[component]
fn Font(href: String) -> impl IntoView {
    view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
}

/// Does this response show a form again because of its findings?
fn refused() -> bool {
    use_context::<Posted>().is_some_and(|Posted(form)| !form.findings.is_empty())
        || use_context::<Checked>().is_some_and(|Checked(page)| page.unreadable.is_some())
}

/// Allows only resources of this server and scripts of this response; no framing, no style attributes, no forms to
/// other sites. `data:` is for pictures embedded in a verified badge. The page Verify alone reads issuers' documents at
/// other sites and starts a worker, which has a policy of its own.
fn content_security(nonce: &Nonce, response: &ResponseOptions, verifies: bool) {
    let further = if verifies { " connect-src 'self' https:; worker-src 'self';" } else { "" };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval';{further} style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
