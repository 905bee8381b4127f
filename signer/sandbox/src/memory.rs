//! Memory that is never written to swap: a PIN or a key would outlive the process there.

use crate::gap::{Gap, Layer};
use rustix::mm::MlockAllFlags;
use rustix::process::Resource;
use rustix::thread::CapabilitySet;

/// Locks what is there and what will be, page by page as it is used. Gives in words why not, if not.
///
/// Under a limit nothing is locked: allocations beyond it would fail later, in the middle of something.
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
