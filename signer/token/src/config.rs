//! `signer.toml`: the settings that the token process uses.

use host_files::config_file::{self, ConfigError};
use sandbox::Isolation;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::path::{Path, PathBuf};
use token_protocol::TokenSettings;

/// The settings of the signer's configuration that the token process uses. Only the signer interprets the others.
/// Unknown settings are errors here too.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Whole")]
pub(crate) struct Config {
    /// The signer's directory. The token process writes to its part `worker/`.
    pub(crate) directory: PathBuf,
    /// Socket of the token process.
    pub(crate) worker_socket: PathBuf,
    /// The token that holds the keys.
    pub(crate) token: TokenSettings,
    /// How strictly the token process is sandboxed.
    pub(crate) isolation: Isolation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "listed so that a setting that nobody knows is an error")]
struct Whole {
    directory: PathBuf,
    worker_socket: PathBuf,
    token: TokenSettings,
    #[serde(default)]
    isolation: Isolation,
    public_url: IgnoredAny,
    public: IgnoredAny,
    socket: IgnoredAny,
    host_socket: IgnoredAny,
    server_uids: IgnoredAny,
    desk: IgnoredAny,
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
        let Whole { directory, worker_socket, token, isolation, .. } = whole;
        Self { directory, worker_socket, token, isolation }
    }
}

impl Config {
    /// Reads and checks a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        config_file::read_absolute(path, Self::relative_path)
    }

    fn relative_path(&self) -> Option<&'static str> {
        [("directory", &self.directory), ("worker_socket", &self.worker_socket)]
            .into_iter()
            .chain(self.token.paths())
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
        let mut text = SAMPLE.to_owned();
        let config: Config = toml::from_str(&text).unwrap();
        assert!(config.relative_path().is_none());
        assert!(config.token.softhsm.is_some());
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
