//! Browser APIs. Never called on the server: effects and events do not run there.

use crate::components::ArtFolder;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, FileReader, HtmlInputElement};

/// Reads where the artwork is from the page, for the islands. Called once, before the first island.
pub fn provide_art_folder() {
    let name = document().query_selector("meta[name=insignia-art]").ok().flatten();
    if let Some(folder) = name.and_then(|name| name.get_attribute("content")) {
        provide_context(ArtFolder(folder));
    }
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
