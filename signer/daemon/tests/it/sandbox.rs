//! Restrictions of the processes, tried from inside and observed from outside.

use crate::documents::Institution;
use crate::peers::{as_nobody, house_of_nobody};
use crate::test_signer::{TestSigner, own_uid};
use std::fs;

const ATTEMPTS: usize = 14;

/// The lines of `doctor sandbox` about one process, and whether it found no fault.
fn tried(signer: &TestSigner, process: &str) -> (Vec<String>, bool) {
    let output = signer.command(&["doctor", "sandbox"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let about = format!("{process}, within its sandbox: ");
    let lines: Vec<_> = text.lines().filter(|line| line.contains(&about)).map(str::to_owned).collect();
    assert_eq!(lines.len(), ATTEMPTS, "{text} {}", String::from_utf8_lossy(&output.stderr));
    (lines, output.status.success())
}

fn line<'a>(lines: &'a [String], what: &str) -> &'a str {
    lines.iter().find(|line| line.contains(what)).unwrap_or_else(|| panic!("no line has {what}: {lines:#?}"))
}

#[test]
fn nothing_forbidden_is_possible_within_the_walls_and_all_of_it_is_without_them() {
    let institution = Institution::founded();
    for process in ["run", "worker", "desk"] {
        let (lines, well) = tried(&institution.signer, process);
        assert!(well, "{lines:#?}");
        for line in &lines {
            assert!(line.starts_with("ok  ") && line.ends_with("possible without them"), "{line}");
        }
    }
}

#[test]
fn each_wall_stops_its_part_alone() {
    let signer = TestSigner::started();
    signer.add_settings("[isolation]\nseccomp = \"off\"");
    for process in ["run", "worker"] {
        let (lines, well) = tried(&signer, process);
        assert!(well, "{lines:#?}");
        for what in
            ["/etc/passwd", "/tmp", "next to the", "by TCP", "abstract", "program", "open file", "signal"]
        {
            assert!(line(&lines, what).contains("refused"), "{lines:#?}");
        }
        for what in ["by UDP", "start a thread"] {
            assert!(line(&lines, what).contains("possible, as configured"), "{lines:#?}");
        }
    }
    let signer = TestSigner::started();
    signer.add_settings("[isolation]\nlandlock = false");
    for process in ["run", "worker"] {
        let (lines, well) = tried(&signer, process);
        assert!(well, "{lines:#?}");
        for what in ["by TCP", "by UDP", "another program:", "open file", "signal", "thread", "library"] {
            let line = line(&lines, what);
            assert!(line.contains("refused") || line.contains("ended by the kernel"), "{line}");
        }
        for what in ["/etc/passwd", "/tmp", "next to the"] {
            assert!(line(&lines, what).contains("possible, as configured"), "{lines:#?}");
        }
    }
}

#[test]
fn the_wide_list_for_vendors_modules_still_starts_no_program_and_looks_into_no_process() {
    let signer = TestSigner::started();
    signer.add_settings("[isolation]\nlandlock = false\nseccomp = \"module\"");
    let (lines, well) = tried(&signer, "worker");
    assert!(well, "{lines:#?}");
    for what in ["another program:", "open file"] {
        assert!(line(&lines, what).contains("refused (Operation not permitted"), "{lines:#?}");
    }
    assert!(line(&lines, "start a thread").contains("possible, as configured"));
}

#[test]
fn with_every_wall_off_everything_is_possible() {
    let institution = Institution::founded();
    institution.signer.add_settings("[isolation]\nlandlock = false\nseccomp = \"off\"");
    let (lines, _) = tried(&institution.signer, "run");
    for line in lines.iter().filter(|line| !line.contains("core dump")) {
        assert!(line.contains("possible, as configured"), "{line}");
    }
    let output = institution.signer.command(&["doctor"]).output().unwrap();
    let says = String::from_utf8_lossy(&output.stdout);
    assert!(says.contains("run is not restricted: system calls: off"), "{says}");
    assert!(says.contains("worker is not restricted: files, network and signals: off"), "{says}");
}

#[test]
fn the_processes_that_serve_have_these_walls() {
    let signer = TestSigner::started();
    signer.health();
    for id in [signer.run_id(), signer.worker_id()] {
        let tasks = fs::read_dir(format!("/proc/{id}/task")).unwrap();
        let mut threads = 0;
        for task in tasks {
            let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
            assert!(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"), "{status}");
            assert!(status.contains("Seccomp_filters:\t2") && status.contains("Umask:\t0077"), "{status}");
            threads += 1;
        }
        assert!(threads > 4, "{threads} threads");
    }
    for (log, process) in [("run.log", "run"), ("worker.log", "worker")] {
        let log = signer.read(log);
        // A user who may not lock memory lacks that restriction.
        let says = if own_uid() == 0 { "the sandbox is complete" } else { "not restricted: memory" };
        assert!(log.contains(&format!("{process}: {says}")), "{log}");
    }
}

#[test]
fn a_wall_that_cannot_be_had_is_said_and_where_walls_are_required_it_is_the_end() {
    if own_uid() != 0 {
        return;
    }
    let (mut signer, copy) = house_of_nobody();
    let limited = |signer: &TestSigner| {
        let mut run = as_nobody("bash".as_ref());
        run.args(["-c", "ulimit -l 64; exec \"$0\" run --config \"$1\""])
            .arg(&copy)
            .arg(signer.path("signer.toml"));
        run
    };
    signer.start_run_as(limited(&signer));
    signer.health();
    assert!(signer.read("run.log").contains("not restricted: memory: it may be written to swap"));
    signer.kill_run();
    signer.add_settings("[isolation]\nrequired = true");
    let ended = limited(&signer).output().unwrap();
    assert_eq!(ended.status.code(), Some(78));
    let says = String::from_utf8_lossy(&ended.stderr);
    assert!(says.contains("a complete sandbox is required") && says.contains("memory"), "{says}");
}

#[test]
fn what_others_left_in_the_environment_is_gone() {
    if own_uid() != 0 {
        return;
    }
    let mut signer = TestSigner::built();
    signer.start_worker();
    let mut run = signer.command(&["run"]);
    run.env("DATABASE_PASSWORD", "secret").env("LD_LIBRARY_PATH", "/tmp");
    signer.start_run_as(run);
    let environment = fs::read_to_string(format!("/proc/{}/environ", signer.run_id())).unwrap();
    assert!(!environment.contains("DATABASE") && !environment.contains("LD_"), "{environment}");
    signer.health();
}

#[test]
fn a_pin_file_that_was_replaced_is_read_by_a_fresh_worker() {
    let mut signer = TestSigner::built();
    let right = signer.read("pin");
    fs::write(signer.path("pin"), "000000").unwrap();
    signer.start();
    assert_eq!(signer.health().pin, protocol::PinState::Stopped);
    // Like editors: another file takes the name.
    fs::write(signer.path("pin.new"), right).unwrap();
    signer.set_mode("pin.new", 0o600);
    fs::rename(signer.path("pin.new"), signer.path("pin")).unwrap();
    assert!(signer.command(&["pin", "retry"]).status().unwrap().success());
    signer.health();
    assert_eq!(signer.worker_s_end().code(), Some(75));
    signer.start_worker();
    assert_eq!(signer.health().pin, protocol::PinState::Good);
}

#[test]
fn a_pin_file_within_reach_of_run_is_told() {
    let signer = TestSigner::started();
    let text = signer.read("signer.toml").replace("/pin\"", "/state/pin\"");
    fs::write(signer.path("signer.toml"), text).unwrap();
    let output = signer.command(&["doctor"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("where `run` can read it"));
}
