//! The product's programs and files: three binaries and the site.

use super::error::UpError;
use std::path::{Path, PathBuf};

/// Paths of the product's files, all absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Programs {
    /// `insignia`.
    pub(super) insignia: PathBuf,
    /// `insignia-signer`.
    pub(super) signer: PathBuf,
    /// `insignia-token`, which `insignia-signer` starts from its own directory.
    pub(super) token: PathBuf,
    /// The directory with the stylesheet, the fonts and the browser's bundle.
    pub(super) site: PathBuf,
}

impl Programs {
    /// Finds `insignia-signer` and `insignia-token` in the directory of this program. `site` may be in the same
    /// directory, up to two directories above, or in the working directory.
    pub(super) fn find() -> Result<Self, UpError> {
        let unknown = |source| UpError::Spawn { program: PathBuf::from("insignia (this program)"), source };
        let insignia = std::env::current_exe().map_err(unknown)?;
        let here = std::env::current_dir().map_err(unknown)?;
        Self::find_from(insignia, &here)
    }

    fn find_from(insignia: PathBuf, here: &Path) -> Result<Self, UpError> {
        let signer = insignia.with_file_name("insignia-signer");
        if !signer.is_file() {
            let build = "cargo build (or make run)";
            return Err(UpError::Missing { what: "the signer's program", path: signer, build });
        }
        let token = insignia.with_file_name("insignia-token");
        if !token.is_file() {
            let build = "cargo build (or make run)";
            return Err(UpError::Missing { what: "the token's program", path: token, build });
        }
        // Sufficient for bin/insignia and target/debug/insignia. Directories further up may belong to other users.
        let site = insignia.ancestors().skip(1).take(3).chain([here]).map(|above| above.join("site"));
        let Some(site) = site.into_iter().find(|site| site.join("style.css").is_file()) else {
            let path = here.join("site/style.css");
            return Err(UpError::Missing { what: "the site", path, build: "make site (or make run)" });
        };
        Ok(Self { insignia, signer, token, site })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_site_of_a_checkout_lies_above_its_binaries() {
        let top = tempfile::tempdir().unwrap();
        let bin = top.path().join("target/debug");
        fs::create_dir_all(&bin).unwrap();
        let insignia = bin.join("insignia");
        let find = || Programs::find_from(insignia.clone(), Path::new("/"));
        assert!(find().unwrap_err().to_string().contains("insignia-signer"));
        fs::write(bin.join("insignia-signer"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("insignia-token"));
        fs::write(bin.join("insignia-token"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("make site"));
        fs::create_dir(top.path().join("site")).unwrap();
        fs::write(top.path().join("site/style.css"), "").unwrap();
        assert_eq!(find().unwrap().site, top.path().join("site"));
    }
}
