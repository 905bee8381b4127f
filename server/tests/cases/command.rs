//! The real program, run on a file.

use crate::expectation::{Expectation, find};
use crate::site::Site;
use std::process::{Command, Stdio};

/// A run's output and exit code.
pub(crate) struct Run {
    pub(crate) exit: Option<i32>,
    pub(crate) printed: String,
}

/// Runs `insignia verify` with an expectation's arguments.
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
    // Lines with the names of read files are not part of the report.
    let lines = printed.lines().filter(|line| !line.trim_start().starts_with("Read from a file: "));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    Run { exit: output.status.code(), printed: words.join(" ") }
}

impl Run {
    /// The mismatch, if there is one: file, expected, actual.
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
