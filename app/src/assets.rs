//! The files that pages load besides their HTML.

use serde::{Deserialize, Serialize};

/// Addresses of the files. Each has a digest of its content in it, so that browsers keep the files without asking again.
/// `scripts/site` writes them to `site/manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assets {
    /// The stylesheet.
    pub style: String,
    /// `page.js`, the script of every page.
    pub script: String,
    /// The module of the islands, made by wasm-bindgen.
    pub islands: String,
    /// Its wasm.
    pub islands_wasm: String,
    /// The fonts that every page needs.
    pub fonts: Vec<String>,
    /// The folder of the artwork.
    pub art: String,
}

/// What a page with islands names, given to it by its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IslandFiles {
    /// Address of the module.
    pub module: String,
    /// Address of its wasm.
    pub wasm: String,
    /// The nonce of this response, without which the policy refuses the module.
    pub nonce: Option<String>,
}
