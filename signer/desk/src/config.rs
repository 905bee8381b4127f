//! `signer.toml`: the settings that the desk uses.

use host_files::config_file::{self, ConfigError};
use protocol::desk::DeskUrl;
use sandbox::Isolation;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The settings of the signer's configuration that the desk uses. Only the signer interprets the others. Unknown
/// settings are errors here too.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Whole")]
pub(crate) struct Config {
    /// Public address of the web application, for links and for the content security policy.
    pub(crate) public_url: String,
    /// The signer's directory. The desk names it in commands and reads nothing there.
    pub(crate) directory: PathBuf,
    /// The desk's own part.
    pub(crate) desk: DeskConfig,
    /// How strictly the desk is sandboxed.
    pub(crate) isolation: Isolation,
}

/// `[desk]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskConfig {
    /// Its public address: an origin of its own.
    pub(crate) url: DeskUrl,
    /// Address it listens on.
    pub(crate) listen: SocketAddr,
    /// Unix socket of `run` for the desk.
    pub(crate) socket: PathBuf,
    #[expect(dead_code, reason = "listed so that a setting that nobody knows is an error")]
    uids: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "listed so that a setting that nobody knows is an error")]
struct Whole {
    public_url: String,
    directory: PathBuf,
    desk: DeskConfig,
    #[serde(default)]
    isolation: Isolation,
    public: IgnoredAny,
    socket: IgnoredAny,
    worker_socket: IgnoredAny,
    host_socket: IgnoredAny,
    server_uids: IgnoredAny,
    token: IgnoredAny,
    approvals: Option<IgnoredAny>,
    keys: Option<IgnoredAny>,
    window: Option<IgnoredAny>,
    reissue: Option<IgnoredAny>,
    other_credentials: Option<IgnoredAny>,
    context: Option<IgnoredAny>,
    watch: Option<IgnoredAny>,
}

impl From<Whole> for Config {
    fn from(whole: Whole) -> Self {
        let Whole { public_url, directory, desk, isolation, .. } = whole;
        Self { public_url: public_url.trim_end_matches('/').to_owned(), directory, desk, isolation }
    }
}

impl Config {
    /// Reads and checks a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        config_file::read_absolute(path, Self::relative_path)
    }

    fn relative_path(&self) -> Option<&'static str> {
        [("directory", &self.directory), ("desk.socket", &self.desk.socket)]
            .into_iter()
            .chain(self.isolation.paths())
            .find_map(|(name, path)| path.is_relative().then_some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../daemon/signer.sample.toml");

    #[test]
    fn the_signer_s_sample_is_a_configuration_of_this_process() {
        let config: Config = toml::from_str(SAMPLE).unwrap();
        assert!(config.relative_path().is_none());
        let mut text = SAMPLE.to_owned();
        // The parts that the sample has as comments.
        for line in
            ["# [[context]]", "# url = ", "# file = ", "# sha256 = ", "# [[other_credentials]]", "# types = "]
        {
            text = text.replace(line, &line[2..]);
        }
        text = text.replace("# key = ", "key = ");
        assert!(toml::from_str::<Config>(&text).is_ok());
    }

    #[test]
    fn an_unknown_setting_is_an_error() {
        assert!(toml::from_str::<Config>(&format!("pin = \"1234\"\n{SAMPLE}")).is_err());
        assert!(toml::from_str::<Config>(&format!("{SAMPLE}\npin = \"1234\"")).is_err());
    }
}
