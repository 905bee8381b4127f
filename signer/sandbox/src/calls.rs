//! seccomp: the permitted system calls. See seccomp(2).

mod admitted;
mod dangerous;

use crate::SandboxError;
use crate::gap::{Gap, Layer};
use crate::profile::SystemCalls;
use admitted::{ADMITTED, OF_CONNECTING, OF_EVENTS, REFUSED, REFUSED_OTHERWISE};
use dangerous::DANGEROUS;
use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};
use std::collections::BTreeMap;

const LAYER: Layer = Layer::SystemCalls;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// `EPERM`.
const REFUSAL: u32 = libc::EPERM.unsigned_abs();

/// Installs the filters for every thread of this process. Returns the gap, if any.
pub(crate) fn seal(calls: SystemCalls) -> Result<Option<Gap>, SandboxError> {
    let gap = match calls {
        SystemCalls::Off => {
            return Ok(Some(Gap::chosen(LAYER, "system calls: off by the configuration (`seccomp`)")));
        }
        SystemCalls::Module => Some(Gap::chosen(
            LAYER,
            "system calls: all but the dangerous ones are left, since a vendor's module may need them",
        )),
        SystemCalls::Strict { .. } => None,
    };
    let Ok(machine) = TargetArch::try_from(std::env::consts::ARCH) else {
        let says = format!("system calls: not written for {}", std::env::consts::ARCH);
        return Ok(Some(Gap::missing(LAYER, says)));
    };
    for program in filters(calls, machine)? {
        match seccompiler::apply_filter_all_threads(&program) {
            Ok(()) => {}
            Err(seccompiler::Error::Seccomp(e)) if e.raw_os_error() == Some(libc::EINVAL) => {
                return Ok(Some(Gap::missing(LAYER, "system calls: this kernel has no seccomp filters")));
            }
            Err(e) => return Err(e.into()),
        }
    }
    Ok(gap)
}

/// The kernel applies the stricter result of two filters. One filter kills the process at calls that it never makes.
/// The other refuses calls that libraries try and can do without (a log line to syslog). Without the second filter,
/// such a call would kill the process.
fn filters(calls: SystemCalls, machine: TargetArch) -> Result<Vec<BpfProgram>, SandboxError> {
    match calls {
        SystemCalls::Off => Ok(Vec::new()),
        SystemCalls::Module => {
            Ok(vec![refusing(DANGEROUS.iter().copied().chain(dangerous::x32()), machine)?])
        }
        SystemCalls::Strict { connects, events } => {
            let (own, refused): (&[c_long], &[c_long]) =
                if connects { (OF_CONNECTING, &[]) } else { (&[], REFUSED_OTHERWISE) };
            let waits = if events { OF_EVENTS } else { &[] };
            let refused = [REFUSED, refused].concat();
            let admitting = admitting(&[own, waits, &refused].concat(), connects, machine)?;
            // The stricter filter last: it does not admit the call that installs another filter.
            Ok(vec![refusing(refused.into_iter(), machine)?, admitting])
        }
    }
}

fn admitting(further: &[c_long], connects: bool, machine: TargetArch) -> Result<BpfProgram, SandboxError> {
    let mut rules: Rules = ADMITTED.iter().chain(further).map(|call| (number(*call), Vec::new())).collect();
    // No memory can be mapped executable any more, so no data becomes code.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(number(call), vec![argument(2, SeccompCmpOp::MaskedEq(flag(libc::PROT_EXEC)), 0)?]);
    }
    // A thread sets its own name while it starts.
    rules.insert(number(libc::SYS_prctl), vec![argument(0, SeccompCmpOp::Eq, flag(libc::PR_SET_NAME))?]);
    if connects {
        rules.insert(number(libc::SYS_socket), vec![argument(0, SeccompCmpOp::Eq, flag(libc::AF_UNIX))?]);
    }
    compile(rules, SeccompAction::KillProcess, SeccompAction::Allow, machine)
}

fn refusing(calls: impl Iterator<Item = c_long>, machine: TargetArch) -> Result<BpfProgram, SandboxError> {
    let rules = calls.map(|call| (number(call), Vec::new())).collect();
    compile(rules, SeccompAction::Allow, SeccompAction::Errno(REFUSAL), machine)
}

fn compile(
    rules: Rules,
    otherwise: SeccompAction,
    matched: SeccompAction,
    machine: TargetArch,
) -> Result<BpfProgram, SandboxError> {
    Ok(SeccompFilter::new(rules, otherwise, matched, machine)?.try_into()?)
}

fn argument(index: u8, operation: SeccompCmpOp, value: u64) -> Result<SeccompRule, SandboxError> {
    let condition = SeccompCondition::new(index, SeccompCmpArgLen::Dword, operation, value)?;
    Ok(SeccompRule::new(vec![condition])?)
}

/// `c_long` is 64 bits wide on every platform of seccompiler.
fn number(call: c_long) -> i64 {
    call
}

fn flag(constant: libc::c_int) -> u64 {
    u64::from(constant.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_admitted_that_is_dangerous_or_refused() {
        for call in ADMITTED.iter().chain(OF_CONNECTING) {
            assert!(!DANGEROUS.contains(call) && !REFUSED.contains(call), "system call {call}");
        }
        assert!(ADMITTED.iter().all(|call| !REFUSED_OTHERWISE.contains(call)));
    }
}
