//! Browser APIs. Never called on the server: effects and events do not run there.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, FileReader, HtmlInputElement};

/// False on the server and in the first rendering, true once the page is hydrated: elements that need scripts appear
/// then.
pub(crate) fn alive() -> ReadSignal<bool> {
    let (alive, set_alive) = signal(false);
    Effect::new(move |_| set_alive.set(true));
    alive
}

/// Opens the browser's print dialog.
pub(crate) fn print_page() {
    // Without a print dialog there is nothing to report.
    drop(window().print());
}

/// Puts a text into the clipboard.
pub(crate) fn copy(text: &str) {
    drop(window().navigator().clipboard().write_text(text));
}

/// Writes into a field of the page, by its id.
pub(crate) fn fill_field(id: &str, text: &str) {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_value(text);
    }
}

/// Reads the picture chosen in a file field and passes it on as a `data:` address; nothing leaves the page.
pub(crate) fn chosen_picture(event: &Event, then: impl Fn(String) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
    let (Some(file), Ok(reader)) = (file, FileReader::new()) else { return };
    let result = reader.clone();
    let loaded = Closure::once_into_js(move || {
        if let Some(address) = result.result().ok().and_then(|value| value.as_string()) {
            then(address);
        }
    });
    reader.set_onload(Some(loaded.unchecked_ref()));
    drop(reader.read_as_data_url(&file));
}
