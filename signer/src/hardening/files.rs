//! Landlock: which files, ports, signals and abstract sockets are left. See landlock(7).

use super::profile::Profile;
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, LandlockStatus, NetPort, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, Scope,
};
use std::path::PathBuf;

/// The newest form of Landlock whose walls were tried (Linux 6.12). An older kernel raises those that it has.
const SPOKEN: ABI = ABI::V6;

/// Confines the calling thread and those that it starts. Gives what this kernel lacks, in words.
pub(super) fn confine(profile: &Profile) -> Result<Vec<String>, RulesetError> {
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
    Ok(lacks(&rules.restrict_self()?.landlock))
}

/// A path that is not there, or that this user cannot reach, stays out of reach.
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

fn lacks(status: &LandlockStatus) -> Vec<String> {
    let abi = match status {
        LandlockStatus::Available { effective_abi, .. } => *effective_abi,
        LandlockStatus::NotEnabled => {
            return vec![
                "files, network and signals: Landlock is not enabled (kernel parameter `lsm=`)".to_owned(),
            ];
        }
        _ => return vec!["files, network and signals: this kernel has no Landlock (Linux 5.13)".to_owned()],
    };
    [
        (ABI::V3, "cutting files short (Linux 6.2)"),
        (ABI::V4, "TCP (Linux 6.7)"),
        (ABI::V5, "control of devices (Linux 6.10)"),
        (ABI::V6, "signals and abstract sockets (Linux 6.12)"),
    ]
    .into_iter()
    .filter(|(needed, _)| abi < *needed)
    .map(|(_, what)| format!("{what}: this kernel's Landlock is too old"))
    .collect()
}
