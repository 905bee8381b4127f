//! Landlock: the permitted files, ports, signals and abstract sockets. See landlock(7).

use crate::gap::{Gap, Layer};
use crate::profile::Profile;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, NetPort, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, Scope,
};
use std::path::PathBuf;

/// The newest version of Landlock that was tested (Linux 6.12). An older kernel enforces the restrictions that it has.
const SPOKEN: ABI = ABI::V6;

/// Confines the calling thread and the threads that it starts. Returns the restrictions that this kernel lacks.
pub(crate) fn confine(profile: &Profile) -> Result<Vec<Gap>, RulesetError> {
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let write = read
        | AccessFs::WriteFile
        | AccessFs::Truncate
        | AccessFs::MakeReg
        | AccessFs::MakeDir
        | AccessFs::RemoveFile
        | AccessFs::RemoveDir;
    let device = read | AccessFs::WriteFile | AccessFs::IoctlDev;
    let mut rules = Ruleset::default()
        .handle_access(AccessFs::from_all(SPOKEN))?
        .handle_access(AccessNet::from_all(SPOKEN))?
        .scope(Scope::from_all(SPOKEN))?
        .create()?;
    for (paths, access) in [(&profile.read, read), (&profile.write, write), (&profile.devices, device)] {
        rules = allow(rules, paths, access)?;
    }
    for port in &profile.tcp_ports {
        rules = rules.add_rule(NetPort::new(*port, AccessNet::ConnectTcp))?;
    }
    Ok(gaps(rules.restrict_self()?.landlock))
}

/// Adds rules for these paths. A path that is missing or unreachable for this user gets no rule: access stays denied.
fn allow(
    mut rules: RulesetCreated,
    paths: &[PathBuf],
    access: BitFlags<AccessFs>,
) -> Result<RulesetCreated, RulesetError> {
    for path in paths {
        if let Ok(opened) = PathFd::new(path) {
            let fitting = if path.is_dir() { access } else { access & AccessFs::from_file(SPOKEN) };
            rules = rules.add_rule(PathBeneath::new(opened, fitting))?;
        }
    }
    Ok(rules)
}

fn gaps(status: LandlockStatus) -> Vec<Gap> {
    let missing = |says: String| Gap::missing(Layer::Landlock, says);
    let abi = match status {
        LandlockStatus::Available { effective_abi, .. } => effective_abi,
        LandlockStatus::NotEnabled => {
            let says = "files, network and signals: Landlock is not enabled (kernel parameter `lsm=`)";
            return vec![missing(says.to_owned())];
        }
        LandlockStatus::NotImplemented => {
            let says = "files, network and signals: this kernel has no Landlock (Linux 5.13)";
            return vec![missing(says.to_owned())];
        }
    };
    [
        (ABI::V3, "cutting files short (Linux 6.2)"),
        (ABI::V4, "TCP (Linux 6.7)"),
        (ABI::V5, "control of devices (Linux 6.10)"),
        (ABI::V6, "signals and abstract sockets (Linux 6.12)"),
    ]
    .into_iter()
    .filter(|(needed, _)| abi < *needed)
    .map(|(_, what)| missing(format!("{what}: this kernel's Landlock is too old")))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(effective_abi: ABI) -> Vec<String> {
        let status = LandlockStatus::Available { effective_abi, kernel_abi: None };
        gaps(status).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_an_older_kernel_lacks_is_named() {
        assert!(says(ABI::V6).is_empty() && says(ABI::V7).is_empty());
        assert_eq!(says(ABI::V4).len(), 2);
        assert!(says(ABI::V3).iter().any(|gap| gap.starts_with("TCP")));
        assert!(gaps(LandlockStatus::NotImplemented).iter().all(|gap| !gap.chosen));
    }
}
