//! The browser's entry point: hydrates what the server rendered, and nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered. Called by the page's one script.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
