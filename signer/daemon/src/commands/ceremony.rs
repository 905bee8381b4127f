//! `insignia-signer ceremony script PLAN` and `insignia-signer ceremony hold PLAN`.

use super::host::{HostError, ask, ask_person};
use super::{configuration, fail, print};
use crate::ceremony::plan::Plan;
use crate::ceremony::text::{self, Digests};
use crate::clock::SystemClock;
use crate::config::Config;
use host_files::atomic_file;
use protocol::desk::{AdminRequest, DeskReply};
use sha2::{Digest, Sha256};
use signer_core::Clock;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Folder of the transcripts, in the signer's directory.
const FOLDER: &str = "ceremonies";

/// Prints the script, and does nothing else.
pub(crate) fn script(path: &Path, plan: &Path) -> ExitCode {
    match prepared(path, plan) {
        Ok((plan, digests)) => print(&text::script(&plan, &digests)),
        Err(e) => fail(e.as_ref(), 1),
    }
}

/// Holds the ceremony at a terminal, step by step, makes the key, and enters the transcript's digest into the ledger.
pub(crate) fn hold(path: &Path, plan: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let held = prepared(path, plan).and_then(|(plan, digests)| run(&config, &plan, &digests));
    match held {
        Ok((file, leaf)) => print(&format!(
            "\nThe transcript is in {}; its SHA-256 is leaf {leaf} of the ledger. Print it, and have it signed.\n",
            file.display()
        )),
        Err(e) => fail(e.as_ref(), 1),
    }
}

/// The plan, and the digests of everything that determines what is done: plan, configuration, program.
fn prepared(config: &Path, plan: &Path) -> Result<(Plan, Digests), Box<dyn Error>> {
    let (read, digest) = Plan::read(plan)?;
    let of =
        |file: &Path| -> std::io::Result<String> { Ok(hex::encode(Sha256::digest(std::fs::read(file)?))) };
    let digests = vec![
        ("the plan".to_owned(), digest),
        ("the signer's configuration".to_owned(), of(config)?),
        ("the program `insignia-signer`".to_owned(), of(&std::env::current_exe()?)?),
    ];
    Ok((read, digests))
}

fn run(config: &Config, plan: &Plan, digests: &Digests) -> Result<(PathBuf, u64), Box<dyn Error>> {
    let mut typed = Vec::new();
    let mut made = Vec::new();
    for (step, n) in text::steps(plan, digests).into_iter().zip(1..) {
        let question = format!("{n:>3}. {}\n     initials, or `stop`: ", step.says);
        let initials = ask_person(&question)?;
        if initials.is_empty() || initials == "stop" || initials.chars().any(char::is_control) {
            return Err(HostError::Said("the ceremony was stopped; no transcript was made".to_owned()).into());
        }
        if step.makes_key {
            made = make_key(config, &plan.key)?;
            let lines = made.iter().map(|(name, value)| format!("     {name}: {value}\n"));
            print(&lines.collect::<String>());
        }
        typed.push((step.says, SystemClock.now().rfc3339(), initials));
    }
    let minutes = text::minutes(plan, &typed, &made);
    let sha256 = hex::encode(Sha256::digest(&minutes));
    let folder = config.directory.join(FOLDER);
    atomic_file::make_directory(&folder, atomic_file::PRIVATE_DIRECTORY)?;
    let file = folder.join(format!("{}.txt", sha256.get(..16).unwrap_or(&sha256)));
    atomic_file::write(&file, minutes.as_bytes(), atomic_file::PRIVATE_FILE)?;
    match ask(config, &AdminRequest::EnterTranscript { key: plan.key.clone(), sha256 })? {
        DeskReply::TranscriptEntered { leaf } => Ok((file, leaf)),
        _ => Err(HostError::Said("`run` gave an unexpected answer".to_owned()).into()),
    }
}

fn make_key(config: &Config, label: &str) -> Result<Vec<(String, String)>, HostError> {
    match ask(config, &AdminRequest::MakeKey { label: label.to_owned() })? {
        DeskReply::KeyMade { public_key, cryptosuite, attributes } => Ok(vec![
            ("Key".to_owned(), label.to_owned()),
            ("Public key".to_owned(), public_key),
            ("Cryptosuite".to_owned(), cryptosuite),
            ("The token reports of the private key".to_owned(), attributes.join(", ")),
        ]),
        _ => Err(HostError::Said("`run` gave an unexpected answer".to_owned())),
    }
}
