//! The browser's entry point: hydrates the server's rendering, and nothing else.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hydrates the page that the server rendered, and marks it (`data-hydrated`) for stylesheets and tests. Called by the
/// page's only script.
#[wasm_bindgen]
pub fn hydrate() {
    // Without this hook a panic in the browser is reported only as "unreachable".
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(page) = document().document_element() {
        // A page without the mark works all the same.
        drop(page.set_attribute("data-hydrated", "yes"));
    }
}
