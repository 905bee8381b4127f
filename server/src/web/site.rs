//! The files that pages load: the output of `make site`.

use app::Assets;
use axum::Router;
use std::path::{Path, PathBuf};
use std::{fs, io};
use thiserror::Error;
use tower_http::services::{ServeDir, ServeFile};

/// Names the files of the site.
const MANIFEST: &str = "manifest.json";

/// The site's directory, and the addresses of its files.
#[derive(Clone, Debug)]
pub struct Site {
    directory: PathBuf,
    assets: Assets,
}

/// Why there is no site.
#[derive(Debug, Error)]
pub enum SiteError {
    /// The manifest cannot be read.
    #[error("{} cannot be read: run `make site`, or correct `site_directory`", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// The manifest does not name what this program needs.
    #[error("{} is of another version of Insignia: run `make site`", .0.display())]
    OtherVersion(PathBuf, #[source] serde_json::Error),
    /// A file that the manifest names is missing.
    #[error("{} is missing: run `make site`", .0.display())]
    Missing(PathBuf),
}

impl Site {
    /// Reads the manifest.
    ///
    /// # Errors
    ///
    /// The manifest is missing, or it is of another version of Insignia.
    pub fn open(directory: &Path) -> Result<Self, SiteError> {
        let path = directory.join(MANIFEST);
        let text = fs::read(&path).map_err(|error| SiteError::Unreadable(path.clone(), error))?;
        let assets = serde_json::from_slice(&text).map_err(|error| SiteError::OtherVersion(path, error))?;
        Ok(Self { directory: directory.to_owned(), assets })
    }

    /// The addresses that pages name.
    pub(crate) fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Looks for each file that the manifest names.
    ///
    /// # Errors
    ///
    /// The first file that is missing.
    pub(crate) fn complete(&self) -> Result<(), SiteError> {
        let Assets { style, script, islands, islands_wasm, fonts, art } = &self.assets;
        let named = [style, script, islands, islands_wasm, art].into_iter().chain(fonts);
        let mut files = named.map(|address| self.directory.join(address.trim_start_matches('/')));
        match files.find(|file| !file.exists()) {
            Some(file) => Err(SiteError::Missing(file)),
            None => Ok(()),
        }
    }

    /// Does the address have a digest of its content? Then browsers may keep the answer.
    pub(crate) fn keeps(&self, path: &str) -> bool {
        let below = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        below("/pkg") || below(&self.assets.art) || (below("/fonts") && named_by_digest(path))
    }

    /// Serves the files, compressed where `make site` did so.
    pub(crate) fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let folder = |name| ServeDir::new(self.directory.join(name)).precompressed_br().precompressed_gzip();
        let style = ServeFile::new(self.directory.join("style.css"));
        Router::new()
            .nest_service("/pkg", folder("pkg"))
            .nest_service("/verifier", folder("verifier"))
            .nest_service("/fonts", folder("fonts"))
            .nest_service("/art", folder("art"))
            .route_service("/style.css", style.precompressed_br().precompressed_gzip())
    }
}

/// `besley-latin-0123456789.woff2`: ten hexadecimal digits before the extension.
fn named_by_digest(path: &str) -> bool {
    let digest = path.rsplit_once('.').and_then(|(name, _)| name.rsplit_once('-')).map(|(_, digest)| digest);
    digest.is_some_and(|digest| digest.len() == 10 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Assets {
        Assets {
            style: "/pkg/style-0123456789.css".to_owned(),
            script: "/pkg/page-0123456789.js".to_owned(),
            islands: "/pkg/insignia-0123456789.js".to_owned(),
            islands_wasm: "/pkg/insignia-0123456789.wasm".to_owned(),
            fonts: vec!["/fonts/besley-latin-0123456789.woff2".to_owned()],
            art: "/art/0123456789".to_owned(),
        }
    }

    #[test]
    fn only_an_address_with_a_digest_is_kept() {
        let site = Site { directory: PathBuf::new(), assets: manifest() };
        for kept in
            ["/pkg/page-0123456789.js", "/art/0123456789/mark.svg", "/fonts/besley-latin-0123456789.woff2"]
        {
            assert!(site.keeps(kept), "{kept}");
        }
        for asked_again in [
            "/style.css",
            "/art/mark.svg",
            "/fonts/besley-latin.woff2",
            "/today",
            "/pkgs/x",
            "/art/0123456789x",
        ] {
            assert!(!site.keeps(asked_again), "{asked_again}");
        }
    }

    #[test]
    fn a_directory_without_a_manifest_names_the_remedy() {
        let top = tempfile::tempdir().unwrap();
        assert!(Site::open(top.path()).unwrap_err().to_string().contains("make site"));
        fs::write(top.path().join(MANIFEST), "{}").unwrap();
        assert!(Site::open(top.path()).unwrap_err().to_string().contains("another version"));
        fs::write(top.path().join(MANIFEST), serde_json::to_vec(&manifest()).unwrap()).unwrap();
        let site = Site::open(top.path()).unwrap();
        assert!(site.complete().unwrap_err().to_string().contains("style-0123456789.css is missing"));
    }
}
