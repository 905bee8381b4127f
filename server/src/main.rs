//! The `insignia` program: web server, launcher and tools.

use std::process::ExitCode;

fn main() -> ExitCode {
    insignia_server::run(std::env::args_os().skip(1))
}
