//! The real program, run on a file.

use crate::expectation::{Expectation, find};
use crate::site::Site;
use std::process::{Command, Stdio};

/// What a run printed and how it ended.
pub(crate) struct Run {
    pub(crate) exit: Option<i32>,
    pub(crate) printed: String,
}

/// Runs `insignia verify` as an expectation asks for it.
pub(crate) fn verify(folder: &str, expectation: &Expectation) -> Run {
    let path = |name: &str| find(folder, name).unwrap_or_else(|| panic!("{folder}: there is no file {name}"));
    let own = expectation.arguments.iter().skip_while(|argument| *argument != "--own").nth(1);
    let _site = own.map(|own| {
        let served = expectation.served.iter();
        Site::start(own, served.map(|(at, file)| (at.clone(), path(file))).collect())
    });
    let arguments = expectation.arguments.iter().map(|argument| match find(folder, argument) {
        Some(file) => file.into_os_string(),
        None => argument.into(),
    });
    let output = Command::new(env!("CARGO_BIN_EXE_insignia"))
        .arg("verify")
        .arg(path(&expectation.file))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    // The names of the files that were read are no sentence about the badge.
    let lines = printed.lines().filter(|line| !line.trim_start().starts_with("Read from a file: "));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    Run { exit: output.status.code(), printed: words.join(" ") }
}

impl Run {
    /// What is not as expected, if anything is: file, wanted, got.
    pub(crate) fn mismatch(&self, folder: &str, wanted: &Expectation) -> Option<String> {
        let printed = self.printed.to_lowercase();
        let says = |part: &String| printed.contains(&part.to_lowercase());
        let mut wrong = Vec::new();
        if self.exit != Some(wanted.exit) {
            wrong.push(format!("wanted exit code {}, got {:?}", wanted.exit, self.exit));
        }
        wrong.extend(
            wanted.says.iter().filter(|part| !says(part)).map(|part| format!("wanted the words “{part}”")),
        );
        wrong.extend(
            wanted.never_says.iter().filter(|part| says(part)).map(|part| format!("got the words “{part}”")),
        );
        if wanted.exit != 0 && printed.contains("genuine.") {
            wrong.push("got the headline “Genuine.”".to_owned());
        }
        let (file, arguments) = (&wanted.file, wanted.arguments.join(" "));
        let heading = format!("{folder}/{file} {arguments}");
        (!wrong.is_empty())
            .then(|| format!("{heading}\n  {}\n  printed: {}", wrong.join("\n  "), self.printed))
    }
}
