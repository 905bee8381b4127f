//! The findings of `insignia doctor` about the embedded default's set-up.

use crate::account::{Account, Accounts, DESK, SERVER, SIGNER, current};
use crate::child::command;
use crate::installation::elsewhere;
use crate::layout::Layout;
use crate::lock::Lock;
use crate::ready::is_socket;
use crate::{directory, module};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// As it should be.
    Good,
    /// It works, but is not fit for production.
    Warning,
    /// It does not work, or isolation is broken.
    Problem,
}

/// One checked item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Its severity.
    pub(crate) level: Level,
    /// The finding; for a problem, with the next step.
    pub(crate) text: String,
}

impl Finding {
    fn new(level: Level, text: impl Into<String>) -> Self {
        Self { level, text: text.into() }
    }
}

/// Checks module, users, directories, sockets and mode of the installation in `data`. Changes nothing.
pub(crate) fn findings(data: &Path) -> Vec<Finding> {
    let mut found = vec![match module::find() {
        Ok(path) => Finding::new(Level::Good, format!("SoftHSM2 is installed ({})", path.display())),
        Err(e) => Finding::new(Level::Problem, e.to_string()),
    }];
    let accounts = match Accounts::existing() {
        Ok(Some(accounts)) => accounts,
        Ok(None) => {
            let text =
                format!("a system user of {SERVER}, {SIGNER} and {DESK} is missing: `insignia up` makes it");
            found.push(Finding::new(Level::Problem, text));
            return found;
        }
        Err(e) => {
            found.push(Finding::new(Level::Problem, e.to_string()));
            return found;
        }
    };
    let Ok(data) = data.canonicalize() else {
        let text = format!("there is no installation in {}: `insignia up` makes one", data.display());
        found.push(Finding::new(Level::Problem, text));
        return found;
    };
    if let Some(finding) = foreign(&data) {
        found.push(finding);
        return found;
    }
    let layout = Layout::of(&data, &elsewhere());
    found.push(isolation(&accounts));
    found.extend(directories(&layout, &accounts));
    found.extend(secrets(&layout, &accounts));
    found.extend(sockets(&layout));
    found.extend(signer(&layout, &accounts));
    found
}

/// The output of the signer's own doctor, run as the signer's user: only that user may read PIN and ledger.
fn signer(layout: &Layout, accounts: &Accounts) -> Vec<Finding> {
    let beside = std::env::current_exe().map(|exe| exe.with_file_name("insignia-signer")).ok();
    let copied = Some(layout.data.join("bin/insignia-signer"));
    let Some(program) = [copied, beside].into_iter().flatten().find(|path| path.is_file()) else {
        return vec![Finding::new(Level::Problem, "the signer's program is not next to this one: build it")];
    };
    let mut doctor = command(&program, &accounts.signer);
    let output = doctor.args(["doctor", "--config"]).arg(layout.signer_configuration()).output();
    let Ok(output) = output else {
        return vec![Finding::new(Level::Problem, format!("{} could not be started", program.display()))];
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let found: Vec<Finding> = said.lines().filter_map(signer_finding).collect();
    if found.is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        return vec![Finding::new(Level::Problem, format!("the signer's doctor: {}", said.trim()))];
    }
    found
}

/// Parses one line of `insignia-signer doctor`.
fn signer_finding(line: &str) -> Option<Finding> {
    let (mark, text) = line.split_once(' ')?;
    let level = match mark {
        "ok" => Level::Good,
        "note" => Level::Warning,
        "BAD" => Level::Problem,
        _ => return None,
    };
    Some(Finding::new(level, format!("signer: {}", text.trim())))
}

/// The installation belongs to another user: an ordinary user's view of it would mislead.
fn foreign(data: &Path) -> Option<Finding> {
    let owner = fs::metadata(data).ok()?.uid();
    let me = current();
    (owner != me.uid).then(|| {
        let text = format!(
            "{} belongs to user number {owner}, you are {}: run this command as its owner",
            data.display(),
            me.name
        );
        Finding::new(Level::Problem, text)
    })
}

fn isolation(accounts: &Accounts) -> Finding {
    if accounts.isolated() {
        let (server, signer, desk) = (&accounts.server.name, &accounts.signer.name, &accounts.desk.name);
        let text = format!("isolation is on: web server {server}, signer {signer}, desk {desk}");
        return Finding::new(Level::Good, text);
    }
    let text = "isolation is off (trial mode): web server and signer are one user, so an attacker who takes over one \
         controls the other. Start `insignia up` as root to separate them";
    Finding::new(Level::Warning, text)
}

fn directories(layout: &Layout, accounts: &Accounts) -> Vec<Finding> {
    let (server, signer, desk) = (&accounts.server, &accounts.signer, &accounts.desk);
    [
        (&layout.server, server, 0o077),
        (&layout.signer, signer, 0o077),
        (&layout.public, signer, 0o022),
        (&layout.run, signer, 0o027),
        (&layout.desk, desk, 0o077),
        (&layout.desk_run, signer, 0o027),
    ]
    .into_iter()
    .map(|(path, owner, forbidden)| directory_finding(path, owner, forbidden))
    .collect()
}

fn directory_finding(path: &Path, owner: &Account, forbidden: u32) -> Finding {
    let shown = path.display();
    let Ok(found) = fs::symlink_metadata(path) else {
        return Finding::new(Level::Problem, format!("{shown} is missing: `insignia up` makes it"));
    };
    if found.uid() != owner.uid {
        let text = format!("{shown} belongs to user number {}, not to {}", found.uid(), owner.name);
        return Finding::new(Level::Problem, text + ": chown it, or begin with another --data");
    }
    if found.mode() & forbidden != 0 {
        let text =
            format!("{shown} is open to others (mode {:o}): `insignia up` closes it", found.mode() & 0o7777);
        return Finding::new(Level::Problem, text);
    }
    Finding::new(Level::Good, format!("{shown} belongs to {}, mode {:o}", owner.name, found.mode() & 0o7777))
}

/// The most important isolation rule: which secrets the users of web server and desk could read.
fn secrets(layout: &Layout, accounts: &Accounts) -> Option<Finding> {
    if !accounts.isolated() {
        return None;
    }
    let reached = |account: &Account| {
        let kept = [layout.pin(), layout.state(), layout.worker_socket(), layout.host_socket()];
        let open = kept.into_iter().find(|path| directory::closed_directory(path, account).is_none())?;
        Some(format!("the user {} can reach {}: `insignia up` closes it", account.name, open.display()))
    };
    let open = reached(&accounts.server).or_else(|| reached(&accounts.desk));
    Some(open.map_or_else(
        || {
            Finding::new(
                Level::Good,
                "the users of web server and desk cannot reach PIN, ledger, worker or host.sock",
            )
        },
        |text| Finding::new(Level::Problem, text),
    ))
}

fn sockets(layout: &Layout) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(runtime) = layout.runtime() {
        let text =
            format!("the sockets are in {}: the path of the data is too long for them", runtime.display());
        found.push(Finding::new(Level::Good, text));
    }
    if !Lock::held(layout) {
        found
            .push(Finding::new(Level::Warning, "the installation does not run: start it with `insignia up`"));
        return found;
    }
    for socket in layout.sockets() {
        found.push(if is_socket(&socket) {
            Finding::new(Level::Good, format!("{} exists", socket.display()))
        } else {
            let text =
                format!("{} is missing though the launcher runs: see what it prints", socket.display());
            Finding::new(Level::Problem, text)
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_directory_open_to_others_and_a_missing_one_are_problems() {
        let top = tempfile::tempdir().unwrap();
        let meta = fs::metadata(top.path()).unwrap();
        let me = Account { name: "me".into(), uid: meta.uid(), gid: meta.gid() };
        fs::set_permissions(top.path(), Permissions::from_mode(0o700)).unwrap();
        assert_eq!(directory_finding(top.path(), &me, 0o077).level, Level::Good);
        fs::set_permissions(top.path(), Permissions::from_mode(0o755)).unwrap();
        assert_eq!(directory_finding(top.path(), &me, 0o077).level, Level::Problem);
        assert_eq!(directory_finding(top.path(), &me, 0o022).level, Level::Good);
        let stranger = Account { uid: me.uid + 1, ..me.clone() };
        assert_eq!(directory_finding(top.path(), &stranger, 0o022).level, Level::Problem);
        assert_eq!(directory_finding(&top.path().join("none"), &me, 0o022).level, Level::Problem);
    }

    #[test]
    fn the_signers_doctor_is_understood() {
        let levels = ["ok    token found", "note  no issuer yet", "BAD   PIN wrong"]
            .map(|l| signer_finding(l).unwrap().level);
        assert_eq!(levels, [Level::Good, Level::Warning, Level::Problem]);
        assert_eq!(signer_finding("Usage: insignia-signer"), None);
    }

    #[test]
    fn one_user_for_all_is_a_warning() {
        let me = Account { name: "me".into(), uid: 1000, gid: 1000 };
        let trial = Accounts::all(&me);
        assert_eq!(isolation(&trial).level, Level::Warning);
    }
}
