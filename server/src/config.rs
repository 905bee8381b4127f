//! `server.toml`. Unknown fields are errors, so that a typing error does not silently become a default.

mod limits;

pub use domain::PublicUrl;
pub use limits::{Limits, Proxy};

use crate::signer_client::MtlsProxySettings;
use credentials::contexts::ContextFile;
use credentials::lint::registered::{EntryError, PerRecipient, with_picture};
use credentials::verify::TrustList;
use messages::Language;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The web server's configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The public address of this installation; signed into every badge.
    #[serde(deserialize_with = "public_url")]
    pub public_url: PublicUrl,
    /// The address that the web server listens on.
    pub listen: SocketAddr,
    /// A separate listener on which monitoring reads `/metrics`. Unset: none.
    #[serde(default)]
    pub metrics_listen: Option<SocketAddr>,
    /// `sqlite:///path/insignia.db?mode=rwc` or `postgres://…`.
    pub database: String,
    /// The signer's Unix socket; or, where the signer is on another host, `signer_proxy` in its place.
    #[serde(default)]
    pub signer_socket: PathBuf,
    /// The mTLS proxy of a signer on another host.
    #[serde(default)]
    pub signer_proxy: Option<MtlsProxySettings>,
    /// The signer's public directory. The web server only reads it.
    pub public_directory: PathBuf,
    /// The directory for outgoing mail, one `.eml` file each.
    pub mail_directory: PathBuf,
    /// The output of `make site`: styles, fonts, artwork, the wasm bundle.
    pub site_directory: PathBuf,
    /// Do web server and signer run as different system users?
    pub isolation: bool,
    /// The API for programs, `/vc-api/…`.
    #[serde(default)]
    pub vc_api: VcApi,
    /// Further members that may differ for each recipient, in credentials of badge versions published from now on.
    /// Approvers see the list.
    #[serde(default)]
    pub per_recipient: Vec<PerRecipient>,
    /// When keys are to be replaced.
    #[serde(default)]
    pub keys: Keys,
    /// Issuers that count as identified when a credential is verified here.
    #[serde(default)]
    pub verify: Verify,
    /// Time limits and rate limits for clients.
    #[serde(default)]
    pub limits: Limits,
    /// The reverse proxy that is trusted to report client addresses. Unset: none.
    #[serde(default)]
    pub proxy: Option<Proxy>,
    /// Contexts in addition to the built-in ones, for credentials other than Open Badges and status lists.
    #[serde(default)]
    pub context: Vec<ContextFile>,
}

/// `[vc_api]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VcApi {
    /// Does a posted credential without `credentialStatus` get an entry in the institution's list?
    pub add_status: bool,
}

impl Default for VcApi {
    fn default() -> Self {
        Self { add_status: true }
    }
}

/// `[keys]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    /// A key is due for replacement this many days after its creation.
    pub rotate_after_days: u32,
    /// Insignia creates the next key and requests the rotation this many days before that; people approve it. 0: never,
    /// people request it.
    pub ask_days_before: u32,
    /// Mail address for notices: 30, 7 and 1 days before a rotation is due, a next key waiting for approval, and the
    /// signer's alerts. Unset: these appear only on the pages.
    pub mail: Option<String>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { rotate_after_days: 365, ask_days_before: 15, mail: None }
    }
}

/// `[verify]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Verify {
    /// Issuers that the operator accepts, each by its identifier, which is compared exactly.
    pub accepted_issuers: Vec<AcceptedIssuer>,
}

/// An issuer that the operator accepts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedIssuer {
    /// Its identifier: a DID or an https address.
    pub id: String,
    /// Its name in reports.
    pub name: String,
}

impl Verify {
    /// The accepted issuers as this installation's trust list.
    pub(crate) fn trust_list(&self, public_url: &PublicUrl) -> TrustList {
        let entries = self.accepted_issuers.iter().map(|issuer| (issuer.id.clone(), issuer.name.clone()));
        TrustList::new(public_url.authority(), entries)
    }
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("reading the configuration {0}")]
    Read(PathBuf, #[source] std::io::Error),
    /// Not valid TOML, or a field is unknown or has a bad value.
    #[error("understanding the configuration {0}")]
    Parse(PathBuf, #[source] Box<toml::de::Error>),
    /// Neither `signer_socket` nor `[signer_proxy]` is set, or both are.
    #[error("{0}: set either `signer_socket` or `[signer_proxy]`, so that the web server finds the signer")]
    Signer(PathBuf),
    /// Every key would be due as soon as it is created.
    #[error(
        "{0}: `ask_days_before` in `[keys]` must be smaller than `rotate_after_days`, or every key would be replaced at once; 0 turns it off"
    )]
    Rotation(PathBuf),
    /// An entry of `[[per_recipient]]` with which no badge version can be registered.
    #[error("{0}: `[[per_recipient]]`")]
    PerRecipient(PathBuf, #[source] EntryError),
}

fn public_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PublicUrl, D::Error> {
    let url = PublicUrl::try_from(String::deserialize(deserializer)?);
    url.map_err(|error| D::Error::custom(Language::English.not_a_public_url(error)))
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|error| ConfigError::Read(path.to_owned(), error))?;
        let mut config: Self =
            toml::from_str(&text).map_err(|error| ConfigError::Parse(path.to_owned(), Box::new(error)))?;
        let usual = Keys::default().ask_days_before;
        if config.keys.ask_days_before == usual {
            config.keys.ask_days_before = usual.min(config.keys.rotate_after_days.saturating_sub(1));
        }
        if config.keys.ask_days_before >= config.keys.rotate_after_days.max(1) {
            return Err(ConfigError::Rotation(path.to_owned()));
        }
        // Each version has one more entry, which binds its picture.
        let entries: Vec<PerRecipient> =
            config.per_recipient.iter().cloned().chain([with_picture(&[])]).collect();
        PerRecipient::check(&entries).map_err(|error| ConfigError::PerRecipient(path.to_owned(), error))?;
        if config.signer_proxy.is_some() == config.signer_socket.as_os_str().is_empty() {
            Ok(config)
        } else {
            Err(ConfigError::Signer(path.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_that_is_none_is_reported_with_its_rule_and_its_line() {
        let text = include_str!("../server.sample.toml");
        let wrong = text.replace("\"https://badges.example.edu\"", "\"http://127.0.0.1\"");
        let error = toml::from_str::<Config>(&wrong).unwrap_err().to_string();
        assert!(error.contains("public_url must be http:// or https://"), "{error}");
        assert!(error.contains("TOML parse error at line ") && error.contains("127.0.0.1"), "{error}");
    }

    #[test]
    fn the_sample_names_every_field() {
        let text = include_str!("../server.sample.toml");
        let config: Config = toml::from_str(text).unwrap();
        assert_eq!(config.public_url.as_str(), "https://badges.example.edu");
        assert_eq!(config.vc_api, VcApi::default());
        assert_eq!(config.keys, Keys::default());
        assert_eq!(config.limits, Limits::default());
        assert_eq!(config.proxy.unwrap().header.as_str(), "x-real-ip");
        let told = toml::from_str::<Config>(&text.replace("# mail = ", "mail = ")).unwrap().keys;
        assert_eq!(told.mail.as_deref(), Some("keys@example.edu"));
        assert_eq!(config.verify, Verify::default());
        let accepted = text.replace("# accepted_issuers", "accepted_issuers");
        assert_eq!(toml::from_str::<Config>(&accepted).unwrap().verify.accepted_issuers.len(), 1);
        assert!(config.per_recipient.is_empty(), "the sample lets badges hold what nobody asked for");
        let more = ["# [[per_recipient]]", "# type = ", "# member = ", "# most = "];
        let more = more.iter().fold(text.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert_eq!(PerRecipient::check(&toml::from_str::<Config>(&more).unwrap().per_recipient), Ok(()));
        assert!(config.context.is_empty(), "the sample trusts a file that nobody named");
        let more = ["# [[context]]", "# url = ", "# file = ", "# sha256 = "];
        let more = more.iter().fold(text.to_owned(), |text, line| text.replace(line, &line[2..]));
        assert_eq!(toml::from_str::<Config>(&more).unwrap().context.len(), 1);
        let proxy: String = text
            .lines()
            .skip_while(|line| *line != "# [signer_proxy]")
            .take_while(|line| !line.is_empty())
            .fold(String::new(), |text, line| {
                text + &line[2..]
                    + "
"
            });
        let elsewhere = text.replace("signer_socket = ", "# signer_socket = ");
        assert!(toml::from_str::<Config>(&format!("{elsewhere}\n{proxy}")).unwrap().signer_proxy.is_some());
    }

    #[test]
    fn there_is_one_way_to_the_signer() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("server.toml");
        let text = "public_url = 'http://localhost:3000'\nlisten = '127.0.0.1:3000'\ndatabase = 'sqlite::memory:'\n\
                    public_directory = 'p'\nmail_directory = 'm'\nsite_directory = 'd'\nisolation = true\n";
        let proxy = "[signer_proxy]\naddress = 'tls://h:1'\nauthority = 'a'\ncertificate = 'c'\nkey = 'k'\n";
        let socket = "signer_socket = '/s'\n";
        for (more, well) in [("", false), (socket, true), (proxy, true), (&format!("{socket}{proxy}"), false)]
        {
            std::fs::write(&path, format!("{text}{more}")).unwrap();
            assert_eq!(Config::load(&path).is_ok(), well, "{more}");
        }
    }

    #[test]
    fn a_key_is_not_due_as_soon_as_it_is_made() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("server.toml");
        let text = include_str!("../server.sample.toml");
        for (ask, well) in [(0, true), (364, true), (365, false)] {
            let line = format!("ask_days_before = {ask}");
            std::fs::write(&path, text.replace("ask_days_before = 15", &line)).unwrap();
            assert_eq!(Config::load(&path).is_ok(), well, "{ask}");
        }
        // Keys that live a week, from before `ask_days_before` existed.
        let text = text
            .replace("ask_days_before = 15\n", "")
            .replace("rotate_after_days = 365", "rotate_after_days = 7");
        std::fs::write(&path, text).unwrap();
        assert_eq!(Config::load(&path).unwrap().keys.ask_days_before, 6);
    }

    #[test]
    fn an_unknown_field_is_an_error() {
        let text = "public_url = 'http://localhost:3000'\nlisten = '127.0.0.1:3000'\ndatabase = 'sqlite::memory:'\n\
                    signer_socket = 's'\npublic_directory = 'p'\nmail_directory = 'm'\nsite_directory = 'd'\nisolation = true\n";
        assert!(toml::from_str::<Config>(text).is_ok());
        assert!(toml::from_str::<Config>(&format!("{text}isolations = false\n")).is_err());
    }
}
