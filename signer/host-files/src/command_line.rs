//! Command lines of the programs: the words of a command, and `--config FILE`, before or after them.

use lexopt::Error;
use lexopt::prelude::{Long, Short, Value};
use std::path::PathBuf;

/// A command line with known options.
#[derive(Debug)]
pub struct CommandLine {
    words: Vec<String>,
    config: Option<PathBuf>,
    switches: Vec<&'static str>,
}

impl CommandLine {
    /// Reads a command line. `None` if help is requested. `switches`: the program's options without a value, such as
    /// `all` for `--all`.
    ///
    /// # Errors
    /// An unknown option, and an option without its value or with a value that it does not take.
    pub fn read(mut parser: lexopt::Parser, switches: &[&'static str]) -> Result<Option<Self>, Error> {
        let mut line = Self { words: Vec::new(), config: None, switches: Vec::new() };
        while let Some(argument) = parser.next()? {
            match argument {
                Long("config") => line.config = Some(PathBuf::from(parser.value()?)),
                Long("help") | Short('h') => return Ok(None),
                Value(word) => line.words.push(word.to_string_lossy().into_owned()),
                Long(name) => match switches.iter().find(|switch| **switch == name) {
                    Some(switch) => line.switches.push(switch),
                    None => return Err(Long(name).unexpected()),
                },
                other @ Short(_) => return Err(other.unexpected()),
            }
        }
        let is_help = line.words == ["help"] && line.switches.is_empty();
        Ok((!is_help).then_some(line))
    }

    /// The words, without options.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }

    /// Was this option given?
    #[must_use]
    pub fn has(&self, switch: &str) -> bool {
        self.switches.contains(&switch)
    }

    /// Path of the configuration.
    ///
    /// # Errors
    /// There is none.
    pub fn config(&self) -> Result<PathBuf, Error> {
        self.config.clone().ok_or_else(|| "--config FILE is missing".into())
    }

    /// The error for words that are no command of the program.
    #[must_use]
    pub fn unknown(&self) -> Error {
        match self.words.as_slice() {
            [] => "a command is missing".into(),
            words => format!("there is no command `{}`", words.join(" ")).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<CommandLine>, Error> {
        CommandLine::read(lexopt::Parser::from_args(line.split_whitespace()), &["all"])
    }

    #[test]
    fn the_configuration_is_read_before_between_and_after_the_words() {
        for line in ["pin retry --config a.toml", "--config a.toml pin retry", "pin --config=a.toml retry"] {
            let read = read(line).unwrap().unwrap();
            assert_eq!(
                (read.words(), read.config().unwrap()),
                (vec!["pin", "retry"], "a.toml".into()),
                "{line}"
            );
            assert!(!read.has("all"));
        }
        assert!(read("decline --all").unwrap().unwrap().has("all"));
    }

    #[test]
    fn help_is_an_option_or_the_only_word() {
        for line in ["--help", "-h", "help", "run --help", "help --config a.toml"] {
            assert!(read(line).unwrap().is_none(), "{line}");
        }
        for line in ["help me", "run help", "help --all"] {
            assert!(read(line).unwrap().is_some(), "{line}");
        }
    }

    #[test]
    fn what_is_unknown_or_missing_is_an_error() {
        for line in ["run --pin 1234", "run -x", "run --config", "run --all=yes"] {
            assert!(read(line).is_err(), "{line}");
        }
        let run = read("run now").unwrap().unwrap();
        assert_eq!(run.config().unwrap_err().to_string(), "--config FILE is missing");
        assert_eq!(run.unknown().to_string(), "there is no command `run now`");
        assert_eq!(read("").unwrap().unwrap().unknown().to_string(), "a command is missing");
    }
}
