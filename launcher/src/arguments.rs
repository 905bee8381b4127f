//! Command-line arguments.

use crate::up::UpOptions;
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

pub(crate) const HELP: &str = "\
Runs a whole installation on this machine: signer, token process, approval desk and web server

Usage: insignia-up [OPTIONS]             (`insignia up` is the same)
       insignia-up doctor [--data DIR]

The first start writes what is missing. The programs run until you stop this one. `insignia-up doctor` checks module,
users, directories and sockets, and changes nothing; `insignia doctor` also checks the web server.

Options:
  --data DIR                    Data directory [default: data]
  --public-url URL              Address of the web server, which badges contain [default: http://localhost:3000]
  --listen ADDRESS:PORT         Listen address of the web server [default: 127.0.0.1, port of a localhost URL, else 3000]
  --desk-url URL                Address of the approval desk [default: http://localhost:3001]
  --desk-listen ADDRESS:PORT    Listen address of the approval desk [default: 127.0.0.1, port of a localhost URL, else 3001]
  -h, --help                    Print help
  -V, --version                 Print version

Examples:
  insignia up
  insignia up --data /srv/insignia --public-url https://badges.example.edu --desk-url https://desk.example.edu

Exit codes:
  0 stopped on request; for doctor: no problem found
  1 could not start; for doctor: a problem found
  3 wrong usage";

/// A command with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Version,
    Up(UpOptions),
    Doctor { data: PathBuf },
}

impl Command {
    /// Parses the arguments, which exclude the program's own name.
    ///
    /// # Errors
    /// If the arguments are invalid.
    pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, lexopt::Error> {
        let mut parser = lexopt::Parser::from_args(arguments);
        let mut options = UpOptions {
            data: "data".into(),
            public_url: None,
            listen: None,
            desk_url: None,
            desk_listen: None,
        };
        let (mut doctor, mut only_up) = (false, None);
        while let Some(argument) = parser.next()? {
            match argument {
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Long("data") => {
                    options.data = parser.value()?.into();
                    continue;
                }
                Value(command) if command == "doctor" && !doctor => {
                    doctor = true;
                    continue;
                }
                Long("public-url") => options.public_url = Some(parser.value()?.string()?),
                Long("listen") => options.listen = Some(parser.value()?.parse()?),
                Long("desk-url") => options.desk_url = Some(parser.value()?.string()?),
                Long("desk-listen") => options.desk_listen = Some(parser.value()?.parse()?),
                other => return Err(other.unexpected()),
            }
            only_up = Some("doctor takes --data alone");
        }
        match (doctor, only_up) {
            (true, Some(why)) => Err(why.into()),
            (true, None) => Ok(Self::Doctor { data: options.data }),
            (false, _) => Ok(Self::Up(options)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, lexopt::Error> {
        Command::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_start_has_defaults_and_options() {
        let Ok(Command::Up(options)) = parse("") else { panic!() };
        assert_eq!((options.data, options.listen), (PathBuf::from("data"), None));
        let Ok(Command::Up(options)) = parse("--data /srv/i --listen 127.0.0.1:4000") else { panic!() };
        assert_eq!(options.listen.unwrap().port(), 4000);
    }

    #[test]
    fn the_doctor_takes_the_data_directory_alone() {
        assert_eq!(parse("doctor --data d").unwrap(), Command::Doctor { data: "d".into() });
        for wrong in ["doctor --listen 127.0.0.1:1", "doctor doctor", "start", "--config a", "--listen here"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
