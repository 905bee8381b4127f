//! Files of the signer's processes.
//!
//! - [`atomic_file`]: files that have their old content or their new content after a crash.
//! - [`state_directory`]: a directory that only its user may enter, and that one process at a time uses.
//! - [`config_file`]: configuration files, with errors that quote no secret.
//! - [`command_line`]: command lines that name a configuration file.

pub mod atomic_file;
pub mod command_line;
pub mod config_file;
pub mod state_directory;
