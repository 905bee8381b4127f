//! Accounts of the tests.

use crate::account::{Account, Accounts};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// The owner of a file: the user who runs the tests.
pub(crate) fn me(path: &Path) -> Account {
    let found = fs::metadata(path).unwrap();
    Account { name: "me".into(), uid: found.uid(), gid: found.gid() }
}

/// Three users who own nothing.
pub(crate) fn strangers() -> Accounts {
    let stranger = |uid| Account { name: format!("stranger-{uid}"), uid, gid: uid };
    Accounts { server: stranger(54_321), signer: stranger(54_322), desk: stranger(54_323) }
}
