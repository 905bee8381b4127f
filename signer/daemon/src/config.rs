//! `signer.toml`.

use credentials::contexts::ContextFile;
use host_files::config_file::{self, ConfigError};
use protocol::desk::DeskUrl;
use sandbox::Isolation;
use serde::Deserialize;
use signer_core::{
    OtherCredentials, PolicySettings, PublicUrl, ReissueConfig, Settings, WatchConfig, WindowConfig,
};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use token_protocol::TokenSettings;

/// The sample that `insignia-signer sample` prints, every setting explained.
pub(crate) const SAMPLE: &str = include_str!("../signer.sample.toml");

/// The signer's configuration. Unknown settings are errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Public address of the web application; every signed id lies below it.
    pub(crate) public_url: PublicUrl,
    /// State directory: journal, enrolment code, login marker. Only the signer's user may enter.
    pub(crate) directory: PathBuf,
    /// Public directory: `did.json` files and ledger tiles.
    pub(crate) public: PathBuf,
    /// Unix socket of `run`.
    pub(crate) socket: PathBuf,
    /// Unix socket of `worker`.
    pub(crate) worker_socket: PathBuf,
    /// Unix socket of `run` for commands on the signer's host, open to the signer's user and root.
    pub(crate) host_socket: PathBuf,
    /// User ids that may send requests to `run`: those of the web server.
    pub(crate) server_uids: Vec<u32>,
    /// The token that holds the keys.
    pub(crate) token: TokenSettings,
    /// The approval desk.
    pub(crate) desk: DeskConfig,
    /// Approvals other than by passkey.
    #[serde(default)]
    pub(crate) approvals: ApprovalsConfig,
    /// Key rotation.
    #[serde(default)]
    pub(crate) keys: KeysConfig,
    /// How far back badges may be dated.
    #[serde(default)]
    pub(crate) window: WindowConfig,
    /// How much may be reissued after a key was lost.
    #[serde(default)]
    pub(crate) reissue: ReissueConfig,
    /// Credential types that may be signed in addition to Open Badges: none unless listed here.
    #[serde(default)]
    pub(crate) other_credentials: Vec<OtherCredentials>,
    /// Contexts in addition to the built-in ones, for credentials other than Open Badges and status lists.
    #[serde(default)]
    pub(crate) context: Vec<ContextFile>,
    /// Thresholds of the anomaly detector.
    #[serde(default)]
    pub(crate) watch: WatchConfig,
    /// How strictly the processes are sandboxed.
    #[serde(default)]
    pub(crate) isolation: Isolation,
}

/// The approval desk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeskConfig {
    /// Its public address: an origin of its own.
    pub(crate) url: DeskUrl,
    /// Address it listens on.
    pub(crate) listen: SocketAddr,
    /// Unix socket of `run` for the desk.
    pub(crate) socket: PathBuf,
    /// User ids of the desk.
    pub(crate) uids: Vec<u32>,
}

/// Approvals other than by passkey.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApprovalsConfig {
    /// May people on the signer's host approve, by `insignia-signer approve`?
    pub(crate) host: bool,
}

impl Default for ApprovalsConfig {
    fn default() -> Self {
        Self { host: true }
    }
}

/// Key rotation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeysConfig {
    /// How long a key is published before it signs, in hours: as long as verifiers may cache a DID document.
    pub(crate) overlap_hours: u32,
}

impl Default for KeysConfig {
    fn default() -> Self {
        Self { overlap_hours: 24 }
    }
}

impl Config {
    /// Reads and checks a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        config_file::read_absolute(path, Self::relative_path)
    }

    /// The settings that the signer's rules depend on.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            policy: PolicySettings {
                public_url: self.public_url.clone(),
                other_credentials: self.other_credentials.clone(),
                host_approves: self.approvals.host,
                overlap_hours: self.keys.overlap_hours,
                window: self.window,
                reissue: self.reissue,
            },
            watch: self.watch.clone(),
            directory: self.directory.clone(),
            public: self.public.clone(),
            desk: self.desk.url.clone(),
            isolation_off: self.isolation_off(),
        }
    }

    /// Do signer and web server run as one system user? Then process isolation is off (trial mode).
    pub(crate) fn isolation_off(&self) -> bool {
        self.server_uids.contains(&rustix::process::geteuid().as_raw())
    }

    /// The first relative path, if any. Started in another directory, a process would open another ledger.
    fn relative_path(&self) -> Option<&'static str> {
        [
            ("directory", &self.directory),
            ("public", &self.public),
            ("socket", &self.socket),
            ("worker_socket", &self.worker_socket),
            ("host_socket", &self.host_socket),
            ("desk.socket", &self.desk.socket),
        ]
        .into_iter()
        .chain(self.token.paths())
        .chain(self.isolation.paths())
        .find_map(|(name, path)| path.is_relative().then_some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_configuration_that_names_every_setting() {
        let config: Config = toml::from_str(SAMPLE).unwrap();
        assert!(config.relative_path().is_none());
        assert!(config.token.softhsm.is_some());
        let serial = SAMPLE.replace("# serial", "serial");
        assert!(toml::from_str::<Config>(&serial).unwrap().token.name.serial.is_some());
        let sessions = SAMPLE.replace("# sessions", "sessions");
        assert_eq!(toml::from_str::<Config>(&sessions).unwrap().token.session_count(), 2);
        let more = ["# [[token.key]]", "# label = ", "# uri = \"pkcs11:object"];
        let more = more.iter().fold(SAMPLE.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert!(!toml::from_str::<Config>(&more).unwrap().token.makes("badges"));
        let more = ["# [token.csr.badges]", "# country = ", "# organization = ", "# common_name = "];
        let more = more.iter().fold(SAMPLE.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert_eq!(toml::from_str::<Config>(&more).unwrap().token.subjects.len(), 1);
        let address = ["module = ", "label = \"insignia\"", "pin_file = "];
        let address = address
            .iter()
            .fold(SAMPLE.to_owned(), |text, line| text.replace(&format!("\n{line}"), &format!("\n# {line}")));
        let address =
            toml::from_str::<Config>(&address.replace("# uri = \"pkcs11:token", "uri = \"pkcs11:token"));
        assert_eq!(address.unwrap().token, config.token, "the address names another token than the settings");
        assert_eq!(config.window, WindowConfig::default());
        assert_eq!(config.reissue, ReissueConfig::default());
        assert!(config.other_credentials.is_empty(), "the sample admits what nobody asked for");
        let more = ["# [[other_credentials]]", "# key = ", "# types = "];
        let more = more.iter().fold(SAMPLE.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert_eq!(toml::from_str::<Config>(&more).unwrap().other_credentials.len(), 1);
        assert!(config.context.is_empty(), "the sample trusts a file that nobody named");
        let more = ["# [[context]]", "# url = ", "# file = ", "# sha256 = "];
        let more = more.iter().fold(SAMPLE.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert_eq!(toml::from_str::<Config>(&more).unwrap().context.len(), 1);
        assert_eq!(
            config.isolation,
            Isolation::default(),
            "the sample shows another sandbox than the default"
        );
        let seccomp = SAMPLE.replace("# seccomp = ", "seccomp = ");
        assert!(toml::from_str::<Config>(&seccomp).unwrap().isolation.seccomp.is_some());
    }

    #[test]
    fn an_unknown_setting_is_an_error() {
        assert!(toml::from_str::<Config>(&format!("pin = \"1234\"\n{SAMPLE}")).is_err());
        assert!(toml::from_str::<Config>(&format!("{SAMPLE}\npin = \"1234\"")).is_err());
    }

    #[test]
    fn a_relative_path_is_named() {
        let text = SAMPLE.replace("\"/var/lib/insignia-signer/state\"", "\"state\"");
        assert_eq!(toml::from_str::<Config>(&text).unwrap().relative_path(), Some("directory"));
    }
}
