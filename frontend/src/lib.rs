//! The browser's entry point: makes the islands of a page ready, and nothing else.

// The islands are exported functions of `app`: without this line the linker drops them.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the islands. `page.js` calls it once, and then the exported function of each island on the page.
#[wasm_bindgen]
pub fn hydrate() {
    // Without this hook a panic in the browser is reported only as "unreachable".
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::provide_art_folder();
}
