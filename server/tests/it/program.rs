//! The real program, run like a user's.

use crate::app::{TestApp, write_manifest};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub(crate) fn insignia(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_insignia"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn configure(directory: &Path, listen: &str, more: &str) -> String {
    let at = |name: &str| directory.join(name).display().to_string();
    let text = format!(
        "public_url = 'http://localhost:3000'\nlisten = '{listen}'\ndatabase = 'sqlite://{}?mode=rwc'\n\
         signer_socket = '{}'\npublic_directory = '{}'\nmail_directory = '{}'\nsite_directory = '{}'\nisolation = true\n{more}",
        at("insignia.db"),
        at("signer.sock"),
        at("public"),
        at("mail"),
        at("site")
    );
    write_manifest(&directory.join("site"));
    let file = at("server.toml");
    std::fs::write(&file, text).unwrap();
    file
}

#[test]
fn a_taken_port_is_told_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = configure(directory.path(), &taken.local_addr().unwrap().to_string(), "");
    let output = insignia(&["serve", "--config", &config]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("is in use on 127.0.0.1"), "{}", said(&output));
}

#[test]
fn up_runs_the_launcher_of_its_own_directory_with_the_same_arguments() {
    let directory = tempfile::tempdir().unwrap();
    let program = directory.path().join("insignia");
    // Written by other processes: a file that this process has open for writing cannot be executed.
    let written = |shell: &str| {
        let from = env!("CARGO_BIN_EXE_insignia");
        let mut command = Command::new("sh");
        assert!(command.args(["-c", shell, from]).current_dir(&directory).status().unwrap().success());
    };
    written("cp \"$0\" insignia");
    let up = || Command::new(&program).args(["up", "--data", "a b", "--help"]).output().unwrap();
    let output = up();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("insignia-up"), "{}", said(&output));
    written(
        "printf '%s\\n' '#!/bin/sh' 'printf \"<%s>\" \"$@\"' 'exit 3' > insignia-up && chmod +x insignia-up",
    );
    let output = up();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "<--data><a b><--help>");
}

#[test]
fn a_slip_in_the_configuration_is_told_by_its_name() {
    let directory = tempfile::tempdir().unwrap();
    let config = configure(directory.path(), "127.0.0.1:0", "isolatoin = false\n");
    let output = insignia(&["serve", "--config", &config]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("isolatoin"), "{}", said(&output));
}

#[test]
fn it_starts_without_a_signer_and_stops_when_asked() {
    let directory = tempfile::tempdir().unwrap();
    let mut serving = Serving::start(|port| configure(directory.path(), &format!("127.0.0.1:{port}"), ""));
    let page = serving.get("/verify");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(serving.ends_well(), "it did not stop");
}

#[test]
fn help_is_output_and_wrong_usage_is_an_error_with_the_exit_code_three() {
    let run = |words: &str| {
        let output = insignia(&words.split_whitespace().collect::<Vec<_>>()).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), said(&output))
    };
    for words in ["", "--help", "-h", "key", "token", "ledger", "key --help", "key freeze -h"] {
        let (code, out, err) = run(words);
        assert!(code == Some(0) && out.contains("Usage: insignia") && err.is_empty(), "{words}: {out}{err}");
    }
    assert_eq!(
        run("--version"),
        (Some(0), format!("insignia {}\n", env!("CARGO_PKG_VERSION")), String::new())
    );
    for words in
        ["sing", "--data", "serve", "key sell", "key list", "serve --config a --json", "completion tcsh"]
    {
        let (code, out, err) = run(words);
        assert!(code == Some(3) && out.is_empty() && err.starts_with("error: "), "{words}: {out}{err}");
    }
}

#[test]
fn bash_completes_a_command() {
    let shell = "source <(\"$0\" completion bash); COMP_WORDS=(insignia key f); COMP_CWORD=2; \
                 _insignia insignia f key; echo \"${COMPREPLY[@]}\"";
    let output = Command::new("bash").args(["-c", shell, env!("CARGO_BIN_EXE_insignia")]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "freeze\n", "{}", said(&output));
}

/// `insignia serve` on a free port.
pub(crate) struct Serving {
    program: Child,
    port: u16,
}

impl Serving {
    /// Starts it with a configuration that listens on the port, and waits until it does.
    pub(crate) fn start(configure: impl FnOnce(u16) -> String) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = configure(port);
        let program = insignia(&["serve", "--config", &config]).stderr(Stdio::null()).spawn().unwrap();
        let serving = Self { program, port };
        let begun = Instant::now();
        while serving.ask("/").is_none() {
            assert!(begun.elapsed() < Duration::from_mins(5), "it did not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        serving
    }

    /// The whole answer, head and body.
    pub(crate) fn get(&self, path: &str) -> String {
        self.ask(path).unwrap()
    }

    fn ask(&self, path: &str) -> Option<String> {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// Sends the stop signal, and reports whether the program ends well.
    fn ends_well(&mut self) -> bool {
        let stop = Command::new("kill").args(["-TERM", &self.program.id().to_string()]).status().unwrap();
        stop.success() && ends_well(&mut self.program)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn ends_well(child: &mut Child) -> bool {
    for _ in 0..6_000 {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().unwrap();
    false
}

#[tokio::test]
async fn verify_answers_by_its_exit_code() {
    let (app, _, claim) = TestApp::with_credential().await;
    let badge = app.get(&format!("{claim}/badge.json")).await.text();
    let code = |text: &str, more: &[&str]| {
        let mut verify = insignia(&["verify", "-"]);
        let mut child = verify.args(more).stdin(Stdio::piped()).spawn().unwrap();
        // Wrong usage ends the program before it reads.
        let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    // Its list is on this machine, which `verify` may not reach without --own.
    let (unchecked, words) = code(&badge, &[]);
    assert_eq!(unchecked, Some(2), "{words}");
    assert!(words.contains("--own"), "{words}");
    assert_eq!(code(&badge.replace("Builds", "Bulids"), &[]).0, Some(1));
    let (none, report) = code("{\"a\":1}", &["--json"]);
    assert_eq!(none, Some(1));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&report).unwrap()["verdict"], "not-a-credential");
    assert_eq!(insignia(&["verify", "/nothing/here"]).output().unwrap().status.code(), Some(3));
    assert_eq!(insignia(&["verify"]).output().unwrap().status.code(), Some(3));
    assert_eq!(code(&badge, &["--own", "http://badges.example.edu"]).0, Some(3));
}

#[test]
fn an_owner_link_is_made_on_the_command_line() {
    let directory = tempfile::tempdir().unwrap();
    let config = configure(directory.path(), "127.0.0.1:0", "");
    let output = insignia(&["owner-link", "--config", &config]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && words.starts_with("http://localhost:3000/owner/"),
        "{words}{}",
        said(&output)
    );
}

#[test]
fn doctor_says_what_is_missing_and_makes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let config = configure(directory.path(), "127.0.0.1:0", "");
    let output = insignia(&["doctor", "--config", &config]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("PROBLEM  The signer does not answer."), "{words}");
    assert!(words.contains("make site"), "{words}");
    assert!(!directory.path().join("insignia.db").exists(), "doctor made a database");
}
