//! At most one launcher per data directory.

use crate::error::UpError;
use crate::layout::Layout;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;

/// Held while the installation runs; the kernel releases it on every kind of exit.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "the lock is held by the open file")] File);

impl Lock {
    /// Takes the lock, or returns the process that has it.
    pub(crate) fn take(layout: &Layout) -> Result<Self, UpError> {
        let path = layout.lock();
        let failed = |source| UpError::Write { path: layout.lock(), source };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _unknown = file.read_to_string(&mut holder);
                return Err(UpError::AlreadyUp { data: layout.data.clone(), pid: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(failed)?;
        Ok(Self(file))
    }

    /// Does a launcher run on this data directory now?
    pub(crate) fn held(layout: &Layout) -> bool {
        File::open(layout.lock())
            .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_second_launcher_on_the_same_data_is_refused_until_the_first_ends() {
        let data = tempfile::tempdir().unwrap();
        let layout = Layout::of(data.path(), Path::new("/run"));
        let first = Lock::take(&layout).unwrap();
        assert!(Lock::held(&layout));
        let refused = Lock::take(&layout).unwrap_err();
        assert!(matches!(refused, UpError::AlreadyUp { pid, .. } if pid == std::process::id().to_string()));
        drop(first);
        assert!(!Lock::held(&layout));
        Lock::take(&layout).unwrap();
    }
}
