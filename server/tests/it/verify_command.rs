//! `insignia verify` with the caller's settings: issuers, lists, files, a time.

use crate::app::{TestApp, json};
use crate::program::insignia;
use insignia_server::clock::Clock as _;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A badge of ours, its status list and a map of both, as files in a separate folder.
struct Files {
    app: TestApp,
    folder: tempfile::TempDir,
    issuer: String,
    now: String,
}

impl Files {
    async fn new() -> Self {
        let (app, _, claim) = TestApp::with_credential().await;
        let badge = app.get(&format!("{claim}/badge.json")).await;
        let parsed = json(&badge);
        let list = parsed["credentialStatus"]["statusListCredential"].as_str().unwrap().to_owned();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("badge.json"), &badge.body).unwrap();
        std::fs::write(folder.path().join("list.json"), &app.get_as(&list, "*/*").await.body).unwrap();
        std::fs::write(folder.path().join("map"), format!("{list} list.json\n")).unwrap();
        let issuer = parsed["issuer"]["id"].as_str().unwrap().to_owned();
        let now = app.clock.now().rfc3339();
        Self { app, folder, issuer, now }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exit code and output, without the network and at the installation's time.
    fn verify(&self, more: &[&str]) -> (Option<i32>, String) {
        let map = self.at("map");
        self.run(&[&["--documents", text(&map), "--now", &self.now], more].concat())
    }

    fn run(&self, more: &[&str]) -> (Option<i32>, String) {
        let badge = self.at("badge.json");
        let output = insignia(&[&["verify", text(&badge)], more].concat()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn documents_from_files_count_for_the_checks_and_the_issuer_must_be_named() {
    let files = Files::new().await;
    let (code, says) = files.verify(&[]);
    assert_eq!(code, Some(2), "{says}");
    assert!(says.starts_with("Unaltered, but nobody vouches for the issuer."), "{says}");
    assert!(says.contains("Read from a file: http://localhost:3000/status/"), "{says}");
    let (code, says) = files.verify(&["--trust", &files.issuer]);
    assert_eq!(code, Some(0), "{says}");
    assert!(says.contains("Issued by an issuer that you trust, to “Maren"), "{says}");
    assert_eq!(files.verify(&["--trust", &files.issuer, "--strict"]).0, Some(0));
    let registry = format!(r#"{{"registry": {{"{}": {{"name": "Harbour School"}}}}}}"#, files.issuer);
    std::fs::write(files.at("registry.json"), registry).unwrap();
    let list = format!("The consortium={}", files.at("registry.json").display());
    let (code, says) = files.verify(&["--trust-list", &list]);
    assert_eq!(code, Some(0), "{says}");
    assert!(says.contains("Harbour School, an issuer in the list of The consortium"), "{says}");
    let (code, report) = files.verify(&["--trust", &files.issuer, "--json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((code, &report["identity"]["kind"]), (Some(0), &Value::from("pinned")));
    assert!(report["documents"][0]["file"].as_str().unwrap().ends_with("list.json"), "{report}");
}

#[tokio::test]
async fn another_person_another_time_and_a_silent_list_have_their_exit_codes() {
    let files = Files::new().await;
    let trust = ["--trust", files.issuer.as_str()];
    assert_eq!(files.verify(&[&trust[..], &["--recipient", "maren@example.edu"]].concat()).0, Some(0));
    assert_eq!(files.verify(&[&trust[..], &["--recipient", "eve@example.edu"]].concat()).0, Some(1));
    let (code, says) = files.verify(&[&trust[..], &["--recipient", "M. Vandenbroucke"]].concat());
    assert_eq!(code, Some(2), "{says}");
    assert!(says.contains("you gave “M. Vandenbroucke”"), "{says}");
    let map = files.at("map");
    let at = |now: &str| files.run(&["--documents", text(&map), "--now", now, trust[0], trust[1]]).0;
    assert_eq!(at("2001-01-01T00:00:00Z"), Some(1), "it counts from a later day on");
    std::fs::write(files.at("map"), "").unwrap();
    assert_eq!(files.verify(&trust).0, Some(2), "the status list is not among the files");
}

#[tokio::test]
async fn wrong_usage_and_files_that_cannot_be_opened_are_three_and_nothing_else_is() {
    let files = Files::new().await;
    let (map, missing) = (files.at("map"), files.at("missing"));
    let list = format!("x={}", missing.display());
    for wrong in [
        &["--documents", text(&missing)][..],
        &["--trust-list", &list],
        &["--trust-list", "registry.json"],
        &["--ledger-proof", text(&missing)],
        &["--ledger-key", "no key"],
        &["--now", "tomorrow"],
        &["--documents", text(&map), "--own", "http://localhost:3000"],
        &["--unknown"],
    ] {
        let (code, says) = files.run(wrong);
        assert_eq!(code, Some(3), "{wrong:?}: {says}");
    }
    let twice = std::fs::read_to_string(&map).unwrap().repeat(2);
    std::fs::write(&map, twice).unwrap();
    let (code, says) = files.verify(&[]);
    assert!(code == Some(3) && says.contains("is listed twice"), "{code:?} {says}");
    // A file that can be read and contains no badge.
    std::fs::write(files.at("badge.json"), "no badge").unwrap();
    assert_eq!(files.run(&[]).0, Some(1));
    std::fs::write(files.at("badge.json"), "").unwrap();
    assert_eq!(files.run(&[]).0, Some(1));
    drop(files.app);
}

#[test]
fn the_help_names_every_option_and_exit_code() {
    let output = insignia(&["verify", "--help"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    for word in [
        "--json",
        "--recipient",
        "--strict",
        "--now",
        "--trust <ID>",
        "--trust-list",
        "--ledger-key",
        "--ledger-proof",
        "--own <URL>",
        "--documents <MAP>",
        "0 genuine",
        "1 not valid",
        "2 could not be decided",
        "3 a file",
    ] {
        assert!(help.contains(word), "{word} is missing:\n{help}");
    }
    for line in help.lines().skip(2).filter(|line| !line.is_empty()) {
        let heading = line.ends_with(':') || line.starts_with("Usage: ");
        assert!(heading || line.starts_with("  "), "a command or its text is not indented: {line}");
    }
    let guide = include_str!("../../../docs/guides/verify.md");
    for word in help.split(|c: char| !(c.is_ascii_lowercase() || c == '-')) {
        if word.starts_with("--") && word.len() > 2 && word != "--help" {
            assert!(guide.contains(&format!("`{word}")), "{word} is missing in the guide");
        }
    }
}
