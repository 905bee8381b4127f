use crate::assets::IslandFiles;
use leptos::prelude::*;

/// Announces the wasm of the islands. Each page with an island has it once; `page.js` reads both addresses here.
#[component]
pub(crate) fn Islands() -> impl IntoView {
    use_context::<IslandFiles>().map(|IslandFiles { module, wasm, nonce }| {
        view! {
            <link rel="modulepreload" href=module nonce=nonce/>
            <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        }
    })
}
