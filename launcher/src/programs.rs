//! The product's programs and files: the binaries that the launcher starts, and the site.

use crate::error::UpError;
use std::path::{Path, PathBuf};

/// Paths of the product's files, all absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Programs {
    /// `insignia`.
    pub(crate) insignia: PathBuf,
    /// `insignia-signer`.
    pub(crate) signer: PathBuf,
    /// `insignia-token`, which `insignia-signer` starts from its own directory.
    pub(crate) token: PathBuf,
    /// `insignia-desk`, which `insignia-signer` starts in the same way.
    pub(crate) desk: PathBuf,
    /// The directory with the stylesheet, the fonts and the browser's bundle.
    pub(crate) site: PathBuf,
}

impl Programs {
    /// Finds the binaries in the directory of this program. `site` may be in the same
    /// directory, up to two directories above, or in the working directory.
    pub(crate) fn find() -> Result<Self, UpError> {
        let unknown =
            |source| UpError::Spawn { program: PathBuf::from("insignia-up (this program)"), source };
        let launcher = std::env::current_exe().map_err(unknown)?;
        let here = std::env::current_dir().map_err(unknown)?;
        Self::find_from(&launcher, &here)
    }

    fn find_from(launcher: &Path, here: &Path) -> Result<Self, UpError> {
        let program = |name: &str, what| {
            let path = launcher.with_file_name(name);
            let build = "cargo build (or make run)";
            if path.is_file() { Ok(path) } else { Err(UpError::Missing { what, path, build }) }
        };
        let insignia = program("insignia", "the web server's program")?;
        let signer = program("insignia-signer", "the signer's program")?;
        let token = program("insignia-token", "the token's program")?;
        let desk = program("insignia-desk", "the desk's program")?;
        // Sufficient for bin/ and target/debug/. Directories further up may belong to other users.
        let site = launcher.ancestors().skip(1).take(3).chain([here]).map(|above| above.join("site"));
        let Some(site) = site.into_iter().find(|site| site.join("manifest.json").is_file()) else {
            let path = here.join("site/manifest.json");
            return Err(UpError::Missing { what: "the site", path, build: "make site (or make run)" });
        };
        Ok(Self { insignia, signer, token, desk, site })
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
        let launcher = bin.join("insignia-up");
        let find = || Programs::find_from(&launcher, Path::new("/"));
        assert!(find().unwrap_err().to_string().contains("web server"));
        fs::write(bin.join("insignia"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("insignia-signer"));
        fs::write(bin.join("insignia-signer"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("insignia-token"));
        fs::write(bin.join("insignia-token"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("insignia-desk"));
        fs::write(bin.join("insignia-desk"), "").unwrap();
        assert!(find().unwrap_err().to_string().contains("make site"));
        fs::create_dir(top.path().join("site")).unwrap();
        fs::write(top.path().join("site/manifest.json"), "").unwrap();
        assert_eq!(find().unwrap().site, top.path().join("site"));
    }
}
