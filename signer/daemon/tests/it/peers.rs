//! Permitted peers of each socket, and privileges that the processes gave up.

use crate::programs::copy_programs;
use crate::test_signer::{TestSigner, own_uid};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::process::Command;

/// A user that owns nothing.
const NOBODY: u32 = 65_534;

pub(crate) fn as_nobody(program: &std::path::Path) -> Command {
    let mut command = Command::new("setpriv");
    command
        .args([format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".into()])
        .arg(program);
    command
}

/// Becoming another user requires root. Tests without root report that they skipped this; CI runs them as root.
fn root() -> bool {
    let root = own_uid() == 0;
    if !root {
        eprintln!("not root: other users were not tried");
    }
    root
}

/// A signer that belongs to that user, and the binary in it. As root only.
pub(crate) fn house_of_nobody() -> (TestSigner, PathBuf) {
    let signer = TestSigner::built();
    let copy = copy_programs(&signer.path(""));
    let own = Command::new("chown").args(["-R", &NOBODY.to_string()]).arg(signer.path("")).status().unwrap();
    assert!(own.success());
    (signer, copy)
}

#[test]
fn sockets_and_directories_are_closed_to_others() {
    let signer = TestSigner::started();
    for (name, mode) in
        [("run/signer.sock", 0o660), ("run", 0o750), ("worker/worker.sock", 0o600), ("state", 0o700)]
    {
        assert_eq!(signer.path(name).metadata().unwrap().permissions().mode() & 0o777, mode, "{name}");
    }
}

#[test]
fn a_peer_of_another_user_is_not_heard_even_where_the_socket_is_open_to_it() {
    if !root() {
        return;
    }
    let signer = TestSigner::started();
    // Lift the file system's restrictions, so that only the kernel's report of the peer is left.
    for (name, mode) in [
        ("", 0o755),
        ("run", 0o777),
        ("run/signer.sock", 0o777),
        ("worker", 0o777),
        ("worker/worker.sock", 0o777),
    ] {
        signer.set_mode(name, mode);
    }
    let copy = copy_programs(&signer.path(""));
    let doctor =
        as_nobody(&copy).args(["doctor", "--config"]).arg(signer.path("signer.toml")).output().unwrap();
    assert!(!doctor.status.success());
    assert!(
        signer.read("run.log").contains("refused a connection of user 65534"),
        "{}",
        signer.read("run.log")
    );
    // The same at the worker's socket, which serves the signer's own user only.
    let aside = signer.read("signer.toml").replace("run/signer.sock", "worker/worker.sock");
    fs::write(signer.path("aside.toml"), aside).unwrap();
    as_nobody(&copy).args(["doctor", "--config"]).arg(signer.path("aside.toml")).output().unwrap();
    assert!(
        signer.read("worker.log").contains("refused a connection of user 65534"),
        "{}",
        signer.read("worker.log")
    );
    // A web server of that user is served once it is configured.
    let mut signer = signer;
    signer.kill_run();
    signer.configure(&[NOBODY]);
    signer.set_mode("run", 0o750);
    signer.start_run();
    signer.set_mode("run", 0o777);
    signer.set_mode("run/signer.sock", 0o777);
    as_nobody(&copy).args(["doctor", "--config"]).arg(signer.path("signer.toml")).output().unwrap();
    assert_eq!(signer.read("run.log").matches("refused a connection").count(), 1);
    assert!(!signer.health().isolation_off);
}

#[test]
fn run_and_worker_gave_up_core_dumps_tracing_and_new_privileges() {
    let signer = TestSigner::started();
    for id in [signer.run_id(), signer.worker_id()] {
        let read = |file: &str| fs::read_to_string(format!("/proc/{id}/{file}")).unwrap();
        let status = read("status");
        assert!(status.contains("NoNewPrivs:\t1"), "{status}");
        let limits = read("limits");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "{core}");
    }
}

#[test]
fn a_process_of_the_signer_s_own_user_cannot_look_into_it() {
    if !root() {
        return;
    }
    let (mut signer, copy) = house_of_nobody();
    let mut run = as_nobody(&copy);
    run.args(["run", "--config"]).arg(signer.path("signer.toml"));
    signer.start_run_as(run);
    let process = format!("/proc/{}", signer.run_id());
    // The kernel assigns the files of a process that is not dumpable to root.
    assert_eq!(fs::metadata(format!("{process}/mem")).unwrap().uid(), 0);
    let look = as_nobody("cat".as_ref()).arg(format!("{process}/environ")).output().unwrap();
    assert!(!look.status.success() && look.stdout.is_empty());
}
