//! The PKCS#11 module of the embedded default: `SoftHSM2`.

use crate::error::UpError;
use std::path::{Path, PathBuf};

/// Paths used by distributions.
const PLACES: [&str; 6] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// The module's path.
pub(crate) fn find() -> Result<PathBuf, UpError> {
    find_in(&PLACES)
}

fn find_in(places: &[&str]) -> Result<PathBuf, UpError> {
    let found = places.iter().map(Path::new).find(|place| place.is_file());
    found.map(Path::to_owned).ok_or(UpError::NoModule)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_softhsm2_is_told_which_package_to_install() {
        let refused = find_in(&["/nonexistent/libsofthsm2.so"]).unwrap_err();
        assert!(refused.to_string().contains("apt-get install softhsm2"), "{refused}");
    }
}
