//! The signer's programs that the tests start.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_insignia-signer");

/// The other programs that the signer starts from its own directory.
const OTHERS: [&str; 2] = ["insignia-token", "insignia-desk"];

/// Builds the other programs into the directory of the signer's program, because they belong to other packages.
pub(crate) fn build_others() {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(BINARY).parent().unwrap();
        let profile = match folder.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            profile => profile,
        };
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--offline", "--package", "token", "--package", "desk"])
            .args(["--profile", profile, "--target-dir"])
            .arg(folder.parent().unwrap())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    });
}

/// Copies the programs to a directory where another user can start them. Returns the path of the signer's copy.
pub(crate) fn copy_programs(to: &Path) -> PathBuf {
    build_others();
    let from = Path::new(BINARY).parent().unwrap();
    for program in ["insignia-signer"].iter().chain(&OTHERS) {
        fs::copy(from.join(program), to.join(program)).unwrap();
    }
    to.join("insignia-signer")
}
