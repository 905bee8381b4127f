//! The browser's entry point: hydrates what the server rendered, and nothing else.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered, and marks the page as taken over (`data-hydrated`), so that style
/// sheets and tests can tell. Called by the page's one script.
#[wasm_bindgen]
pub fn hydrate() {
    // Otherwise a fault in the browser says no more than "unreachable".
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    if let Some(page) = document().document_element() {
        // A page that cannot be marked works all the same.
        drop(page.set_attribute("data-hydrated", "yes"));
    }
}
