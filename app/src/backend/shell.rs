//! The HTML document around every page, and its content security policy.

use crate::app::App;
use http::{HeaderValue, header::CONTENT_SECURITY_POLICY};
use leptos::nonce::{Nonce, use_nonce};
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, ResponseOptions, generate_route_list};
use leptos_meta::MetaTags;
use std::sync::LazyLock;

/// Every address of the application, for the server's router. In this crate, so that the pages' types are built once.
/// Computed once: during the computation, no resource of any page being rendered would ever load (leptos issue 4773).
#[must_use]
pub fn routes() -> Vec<AxumRouteListing> {
    static ROUTES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));
    ROUTES.clone()
}

/// The document that a page is rendered into. Sets the response's content security policy. `AnyView` hides the pages'
/// types, so that code which renders them elsewhere is built once.
pub fn shell(options: LeptosOptions) -> AnyView {
    let nonce = use_nonce();
    if let (Some(nonce), Some(response)) = (&nonce, use_context::<ResponseOptions>()) {
        content_security(nonce, &response);
    }
    let package = format!("/{}/{}", options.site_pkg_dir, options.output_name);
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#14213a"/>
                <link rel="icon" href="/art/favicon.svg" type="image/svg+xml"/>
                <Font name="besley-latin"/>
                <Font name="franklin-latin"/>
                <link rel="stylesheet" href="/style.css"/>
                <MetaTags/>
                <Hydration package nonce/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
    .into_any()
}

/// Preloads a font that every page needs.
#[component]
fn Font(name: &'static str) -> impl IntoView {
    let href = format!("/fonts/{name}.woff2");
    view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
}

/// The only script: loads the module and hydrates the page. Without it everything still works.
#[component]
fn Hydration(package: String, nonce: Option<Nonce>) -> impl IntoView {
    let (js, wasm) = (format!("{package}.js"), format!("{package}_bg.wasm"));
    let script = format!(
        "import('{js}').then(m => m.default({{ module_or_path: '{wasm}' }}).then(() => m.hydrate()));"
    );
    view! {
        <link rel="modulepreload" href=js nonce=nonce.clone()/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=nonce inner_html=script></script>
    }
}

/// Allows only resources of this server and scripts of this response; no framing, no style attributes, no forms to
/// other sites. `data:` is for pictures embedded in a verified badge.
fn content_security(nonce: &Nonce, response: &ResponseOptions) {
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}
