//! A key ceremony: script, steps at a terminal, transcript whose digest is a leaf.

use crate::documents::Institution;
use protocol::{PublicKeys, request};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

const PLAN: &str = "title = \"A new key for our badges\"\nplace = \"Room 1\"\ndate = \"1 December 2026\"\nkey = \"badges-2027\"\n\
    [[people]]\nname = \"Ada Lovelace\"\nrole = \"operator\"\n[[people]]\nname = \"Bea Carbon\"\nrole = \"witness\"\n";

/// The command on a terminal of its own, with these lines typed.
fn typed(institution: &Institution, lines: &str) -> String {
    let command = institution.signer.command(&["ceremony", "hold"]);
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let plan = institution.signer.path("plan.toml").display().to_string();
    let line = words.join(" ").replacen(" hold", &format!(" hold {plan}"), 1);
    let mut terminal = Command::new("script")
        .args(["-qec", &line, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    terminal.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    String::from_utf8(terminal.wait_with_output().unwrap().stdout).unwrap()
}

fn labels(institution: &Institution) -> Vec<String> {
    match institution.signer.ask(&request::ListPublicKeys) {
        Ok(PublicKeys { keys }) => keys.into_iter().map(|key| key.label).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ceremony_makes_a_key_before_witnesses_and_its_minutes_digest_is_a_leaf() {
    let institution = Institution::founded();
    fs::write(institution.signer.path("plan.toml"), PLAN).unwrap();
    let plan = institution.signer.path("plan.toml").display().to_string();
    let script = institution.signer.command(&["ceremony", "script", &plan]).output().unwrap();
    let script = String::from_utf8(script.stdout).unwrap();
    let of_plan = hex::encode(Sha256::digest(PLAN));
    assert!(script.contains(&of_plan) && script.contains("Bea Carbon (witness)"), "{script}");
    assert_eq!(labels(&institution), ["badges"], "printing the script made a key");

    let before = institution.signer.health().ledger_size;
    let said = typed(&institution, &"AL BC\n".repeat(8));
    assert_eq!(labels(&institution), ["badges", "badges-2027"], "{said}");
    assert_eq!(institution.signer.health().ledger_size, before + 2);
    let folder = fs::read_dir(institution.signer.path("state/ceremonies")).unwrap();
    let minutes = fs::read_to_string(folder.map(|file| file.unwrap().path()).next().unwrap()).unwrap();
    assert!(minutes.contains(&of_plan) && minutes.contains("AL BC") && minutes.contains("non-extractable"));
    let journal = institution.signer.read("state/journal.jsonl");
    assert!(journal.contains("ceremony-minutes") && journal.contains(&hex::encode(Sha256::digest(&minutes))));
    // A second one makes neither a second key under the name nor a transcript.
    typed(&institution, &"AL BC\n".repeat(8));
    assert_eq!(institution.signer.health().ledger_size, before + 2);
}

#[test]
fn a_ceremony_that_is_stopped_or_has_no_terminal_makes_nothing() {
    let institution = Institution::founded();
    fs::write(institution.signer.path("plan.toml"), PLAN).unwrap();
    typed(&institution, "AL BC\nstop\n");
    let plan = institution.signer.path("plan.toml").display().to_string();
    let piped =
        institution.signer.command(&["ceremony", "hold", &plan]).stdin(Stdio::null()).output().unwrap();
    assert!(!piped.status.success());
    assert_eq!(labels(&institution), ["badges"]);
    fs::write(institution.signer.path("plan.toml"), PLAN.replace("Bea Carbon", "Ada Lovelace")).unwrap();
    let refused = institution.signer.command(&["ceremony", "script", &plan]).output().unwrap();
    assert!(String::from_utf8(refused.stderr).unwrap().contains("different people"));
}
