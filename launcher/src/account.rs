//! The system users of the child processes.

use crate::console::Console;
use crate::error::UpError;
use rustix::process::{getegid, geteuid};
use std::process::Command;

/// The system user of the web server.
pub(crate) const SERVER: &str = "insignia";
/// The system user of the signer and its worker.
pub(crate) const SIGNER: &str = "insignia-signer";
/// The system user of the signer's desk.
pub(crate) const DESK: &str = "insignia-desk";

/// A user, with its own group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    /// Its name, for messages.
    pub(crate) name: String,
    /// Its uid.
    pub(crate) uid: u32,
    /// The gid of its group.
    pub(crate) gid: u32,
}

/// The users of the processes. One account for all is trial mode: same code, no isolation between the processes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accounts {
    /// The web server's user.
    pub(crate) server: Account,
    /// The user of the signer and its worker.
    pub(crate) signer: Account,
    /// The user of the signer's desk.
    pub(crate) desk: Account,
}

impl Accounts {
    /// Do web server and signer run as different users?
    pub(crate) fn isolated(&self) -> bool {
        self.server.uid != self.signer.uid
    }

    /// As root: the three system users, created when missing. Otherwise: the current user for all.
    pub(crate) fn establish(console: &Console) -> Result<Self, UpError> {
        if geteuid().is_root() {
            let (server, signer) = (make(SERVER, console)?, make(SIGNER, console)?);
            return Ok(Self { server, signer, desk: make(DESK, console)? });
        }
        Ok(Self::all(&current()))
    }

    /// As [`Accounts::establish`], but creates nothing: `None` if a system user is missing.
    pub(crate) fn existing() -> Result<Option<Self>, UpError> {
        if geteuid().is_root() {
            let (server, signer, desk) = (find(SERVER)?, find(SIGNER)?, find(DESK)?);
            let three = server.zip(signer).zip(desk);
            return Ok(three.map(|((server, signer), desk)| Self { server, signer, desk }));
        }
        Ok(Some(Self::all(&current())))
    }

    /// One account for everything: trial mode.
    pub(crate) fn all(me: &Account) -> Self {
        Self { server: me.clone(), signer: me.clone(), desk: me.clone() }
    }
}

/// The user that this process runs as.
pub(crate) fn current() -> Account {
    let uid = geteuid().as_raw();
    let known = find(&uid.to_string()).ok().flatten();
    let name = known.map_or_else(|| format!("uid {uid}"), |account| account.name);
    Account { name, uid, gid: getegid().as_raw() }
}

/// Looks up a system user by name or number.
fn find(key: &str) -> Result<Option<Account>, UpError> {
    let output =
        Command::new("getent").args(["passwd", key]).output().map_err(|source| UpError::Users { source })?;
    Ok(output.status.success().then(|| parse(&String::from_utf8_lossy(&output.stdout))).flatten())
}

/// Parses one line of passwd(5).
fn parse(line: &str) -> Option<Account> {
    let mut fields = line.trim_end().split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(Account { name, uid, gid })
}

fn make(name: &str, console: &Console) -> Result<Account, UpError> {
    if let Some(account) = find(name)? {
        return if account.uid == 0 { Err(UpError::UserIsRoot { name: account.name }) } else { Ok(account) };
    }
    console.say(&format!("Making the system user {name} (no login, no home)."));
    let output = Command::new("useradd")
        .args(["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"])
        .args(["--shell", "/usr/sbin/nologin", name])
        .output()
        .map_err(|source| UpError::Users { source })?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    find(name)?.ok_or(UpError::UserNotMade { name: name.to_owned(), said })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passwd_line_gives_name_user_and_group() {
        let account = parse("insignia:x:998:997::/nonexistent:/usr/sbin/nologin\n").unwrap();
        assert_eq!(account, Account { name: "insignia".into(), uid: 998, gid: 997 });
    }

    #[test]
    fn a_line_that_is_no_passwd_line_gives_nobody() {
        assert_eq!(parse("insignia:x:many:997::/:/bin/sh"), None);
        assert_eq!(parse(""), None);
    }

    #[test]
    fn one_user_for_all_is_not_isolated() {
        let me = Account { name: "me".into(), uid: 1000, gid: 1000 };
        let other = Account { uid: 1001, ..me.clone() };
        assert!(!Accounts::all(&me).isolated());
        assert!(Accounts { signer: other, ..Accounts::all(&me) }.isolated());
    }
}
