//! Keeps memory out of swap, where a PIN or a key would outlive the process.

use crate::gap::{Gap, Layer};
use rustix::mm::MlockAllFlags;
use rustix::process::Resource;
use rustix::thread::CapabilitySet;

/// Locks present and future pages, each at its first use. Returns the gap if locking fails.
///
/// Under a limit no page is locked: allocations beyond the limit would fail later, in the middle of an operation.
pub(crate) fn lock() -> Option<Gap> {
    if !unlimited() {
        let limit = rustix::process::getrlimit(Resource::Memlock).current.unwrap_or_default();
        return Some(missing(&format!(
            "only {limit} bytes may be locked. Set `LimitMEMLOCK=infinity` in the unit"
        )));
    }
    let all = MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT;
    rustix::mm::mlockall(all).err().map(|e| missing(&format!("locking it fails: {e}")))
}

fn missing(why: &str) -> Gap {
    Gap::missing(Layer::Memory, format!("memory: it may be written to swap, since {why}"))
}

fn unlimited() -> bool {
    rustix::process::getrlimit(Resource::Memlock).current.is_none()
        || rustix::thread::capabilities(None)
            .is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK))
}
