//! The signer's programs that the tests start.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_insignia-signer");

/// Path of `insignia-token`. It belongs to another package, so this function builds it into the directory of the
/// signer's program.
pub(crate) fn token_program() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(BINARY).parent().unwrap();
        let profile = match folder.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            profile => profile,
        };
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--offline", "--package", "token", "--profile", profile])
            .arg("--target-dir")
            .arg(folder.parent().unwrap())
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        folder.join("insignia-token")
    })
}

/// Copies both programs to a directory where another user can start them. Returns the path of the signer's copy.
pub(crate) fn copy_programs(to: &Path) -> PathBuf {
    for program in [Path::new(BINARY), token_program()] {
        fs::copy(program, to.join(program.file_name().unwrap())).unwrap();
    }
    to.join("insignia-signer")
}
