//! `[token]`: which token, how to log in, which keys.

use crate::certificate_request::Subject;
use crate::key::KeyKind;
use crate::uri::{Pkcs11Uri, UriError};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU8;
use std::path::PathBuf;
use std::time::Duration;

/// Which token, and how to log in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Table")]
pub struct TokenSettings {
    /// The vendor's PKCS#11 module.
    pub module: PathBuf,
    /// Name of the token among the module's.
    pub name: TokenName,
    /// File with the user PIN, readable by the signer's user only.
    pub pin_file: PathBuf,
    /// Kind of key pairs to make.
    pub key_kind: KeyKind,
    /// Number of concurrent signatures of the token; by default one for each core, at most 16.
    sessions: Option<NonZeroU8>,
    /// Time limit for one call of the module in seconds, after which its process is ended.
    deadline: NonZeroU8,
    /// Keys that are not found under their label.
    keys: Vec<PlacedKey>,
    /// Certificate subjects, by label of the key.
    pub subjects: BTreeMap<String, Subject>,
    /// Only for SoftHSM: where `token init` makes the token.
    pub softhsm: Option<SoftHsm>,
}

/// Identifies a token among the module's. Slot numbers change, so they are never used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenName {
    /// Label of the token.
    pub label: Option<String>,
    /// Serial number of the token. Needed if two tokens have one label.
    pub serial: Option<String>,
    /// Maker of the token.
    pub manufacturer: Option<String>,
    /// Model of the token.
    pub model: Option<String>,
}

impl Display for TokenName {
    /// For people: the label, else the serial number.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.label, &self.serial) {
            (Some(label), _) => write!(f, "`{label}`"),
            (None, Some(serial)) => write!(f, "with the serial number {serial}"),
            (None, None) => f.write_str("without a name"),
        }
    }
}

/// Location of a label's key pair in a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyAddress {
    /// `CKA_LABEL`.
    pub object: Option<Vec<u8>>,
    /// `CKA_ID`.
    pub id: Option<Vec<u8>>,
}

/// A key of the device, made at a ceremony or by the vendor's tool, with a label of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PlacedKey {
    label: String,
    address: KeyAddress,
}

/// The embedded default's token.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoftHsm {
    /// Holds `softhsm2.conf`, `so-pin`, `tokens/` and `kept/`.
    pub directory: PathBuf,
}

impl SoftHsm {
    /// SoftHSM's own configuration. `SOFTHSM2_CONF` must name it in the environment of a process that loads the module.
    #[must_use]
    pub fn conf(&self) -> PathBuf {
        self.directory.join("softhsm2.conf")
    }

    /// PIN of the token's security officer.
    #[must_use]
    pub fn so_pin_file(&self) -> PathBuf {
        self.directory.join("so-pin")
    }

    /// Directory of the token's files, which SoftHSM writes.
    #[must_use]
    pub fn tokens(&self) -> PathBuf {
        self.directory.join("tokens")
    }

    /// Directory of the copies of the tokens' essential files.
    #[must_use]
    pub fn kept(&self) -> PathBuf {
        self.directory.join("kept")
    }
}

/// Maximum number of sessions.
const MOST_SESSIONS: usize = 16;

impl TokenSettings {
    /// Number of sessions, each with a thread of its own.
    #[must_use]
    pub fn session_count(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.sessions.map_or_else(cores, |sessions| sessions.get().into()).min(MOST_SESSIONS)
    }

    /// Time limit for one call of the module. A call that takes longer counts as hanging.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline.get().into())
    }

    /// The keys with a configured address, by their labels.
    pub fn placed_keys(&self) -> impl Iterator<Item = (&str, &KeyAddress)> {
        self.keys.iter().map(|key| (key.label.as_str(), &key.address))
    }

    /// The configured paths, with the names of their settings.
    pub fn paths(&self) -> impl Iterator<Item = (&'static str, &PathBuf)> {
        [("token.module", Some(&self.module)), ("token.pin_file", Some(&self.pin_file))]
            .into_iter()
            .chain([("token.softhsm.directory", self.softhsm.as_ref().map(|s| &s.directory))])
            .filter_map(|(name, path)| Some((name, path?)))
    }

    /// Location of a label's key pair: the address configured for it, or the label itself.
    #[must_use]
    pub fn address(&self, label: &str) -> KeyAddress {
        match self.keys.iter().find(|key| key.label == label) {
            Some(placed) => placed.address.clone(),
            None => KeyAddress { object: Some(label.as_bytes().to_vec()), id: None },
        }
    }

    /// May a key pair of this label be made? One with a configured address is the device's, and is only looked up.
    #[must_use]
    pub fn makes(&self, label: &str) -> bool {
        self.keys.iter().all(|key| key.label != label)
    }
}

/// The settings as written in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    uri: Option<String>,
    module: Option<PathBuf>,
    label: Option<String>,
    serial: Option<String>,
    pin_file: Option<PathBuf>,
    #[serde(default)]
    key_kind: KeyKind,
    sessions: Option<NonZeroU8>,
    #[serde(default = "usual_deadline")]
    deadline: NonZeroU8,
    #[serde(default)]
    key: Vec<KeyTable>,
    #[serde(default)]
    csr: BTreeMap<String, Subject>,
    softhsm: Option<SoftHsm>,
}

/// Making a key pair takes longest: several seconds on a card.
fn usual_deadline() -> NonZeroU8 {
    const { NonZeroU8::new(20).unwrap() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyTable {
    label: String,
    uri: String,
}

/// Why the settings name no token, or no key.
#[derive(Debug, thiserror::Error)]
enum TokenSettingsError {
    #[error("`uri` of [token]: {0}")]
    Uri(UriError),
    #[error("`uri` of the [[token.key]] `{0}`: {1}")]
    KeyUri(String, UriError),
    #[error("`{0}` is in `uri` and is also a setting of its own: leave one of them out")]
    Both(&'static str),
    #[error("[token] does not say {0}")]
    Missing(&'static str),
    #[error("`uri` of [token] names a key. Keys have a [[token.key]] each")]
    KeyInToken,
    #[error(
        "`uri` of the [[token.key]] `{0}` is `object=…`, `id=…` or both, and nothing else: the token is in [token]"
    )]
    TokenInKey(String),
    #[error("[token.csr.{0}]: {1}")]
    Subject(String, &'static str),
    #[error("two [[token.key]] bear the label `{0}`")]
    Twice(String),
}

impl TryFrom<Table> for TokenSettings {
    type Error = TokenSettingsError;

    fn try_from(table: Table) -> Result<Self, TokenSettingsError> {
        let uri = table.uri.as_deref().map_or(Ok(Pkcs11Uri::default()), Pkcs11Uri::parse);
        let uri = uri.map_err(TokenSettingsError::Uri)?;
        if uri.object.is_some() || uri.id.is_some() {
            return Err(TokenSettingsError::KeyInToken);
        }
        let name = TokenName {
            label: one("label", uri.token, table.label)?,
            serial: one("serial", uri.serial, table.serial)?,
            manufacturer: uri.manufacturer,
            model: uri.model,
        };
        if name.label.is_none() && name.serial.is_none() {
            return Err(TokenSettingsError::Missing("which token: set `label` or `serial`, or both"));
        }
        let module = one("module", uri.module_path, table.module)?;
        let pin_file = one("pin_file", uri.pin_source, table.pin_file)?;
        let mut keys: Vec<PlacedKey> = Vec::new();
        for key in table.key {
            if keys.iter().any(|other| other.label == key.label) {
                return Err(TokenSettingsError::Twice(key.label));
            }
            keys.push(placed(key)?);
        }
        for (label, subject) in &table.csr {
            subject.check().map_err(|why| TokenSettingsError::Subject(label.clone(), why))?;
        }
        Ok(Self {
            module: module.ok_or(TokenSettingsError::Missing("which module: set `module`"))?,
            name,
            pin_file: pin_file.ok_or(TokenSettingsError::Missing("where the PIN is: set `pin_file`"))?,
            key_kind: table.key_kind,
            sessions: table.sessions,
            deadline: table.deadline,
            keys,
            subjects: table.csr,
            softhsm: table.softhsm,
        })
    }
}

/// A setting from the address, or its separate setting.
fn one<T>(name: &'static str, in_uri: Option<T>, alone: Option<T>) -> Result<Option<T>, TokenSettingsError> {
    if in_uri.is_some() && alone.is_some() {
        Err(TokenSettingsError::Both(name))
    } else {
        Ok(in_uri.or(alone))
    }
}

fn placed(key: KeyTable) -> Result<PlacedKey, TokenSettingsError> {
    let uri =
        Pkcs11Uri::parse(&key.uri).map_err(|reason| TokenSettingsError::KeyUri(key.label.clone(), reason))?;
    let Pkcs11Uri {
        object,
        id,
        ref token,
        ref serial,
        ref manufacturer,
        ref model,
        ref module_path,
        ref pin_source,
    } = uri;
    let of_token = [token, serial, manufacturer, model].into_iter().any(Option::is_some);
    if of_token || module_path.is_some() || pin_source.is_some() || (object.is_none() && id.is_none()) {
        return Err(TokenSettingsError::TokenInKey(key.label));
    }
    let address = KeyAddress { object: object.map(String::into_bytes), id };
    Ok(PlacedKey { label: key.label, address })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TokenSettings, String> {
        toml::from_str(text).map_err(|e: toml::de::Error| e.message().to_owned())
    }

    const URI: &str =
        "uri = \"pkcs11:token=insignia;serial=7?module-path=/usr/lib/m.so&pin-source=file:/etc/pin\"";

    #[test]
    fn an_address_says_the_same_as_the_settings() {
        let settings =
            "module = \"/usr/lib/m.so\"\nlabel = \"insignia\"\nserial = \"7\"\npin_file = \"/etc/pin\"";
        assert_eq!(read(URI).unwrap(), read(settings).unwrap());
        let mixed =
            "uri = \"pkcs11:token=insignia;serial=7\"\nmodule = \"/usr/lib/m.so\"\npin_file = \"/etc/pin\"";
        assert_eq!(read(mixed).unwrap(), read(settings).unwrap());
    }

    #[test]
    fn a_key_with_an_address_is_found_there_and_never_made() {
        let config =
            read(&format!("{URI}\n[[key]]\nlabel = \"badges\"\nuri = \"pkcs11:id=%01;object=seal\""))
                .unwrap();
        let address = KeyAddress { object: Some(b"seal".to_vec()), id: Some(vec![1]) };
        assert_eq!((config.address("badges"), config.makes("badges")), (address, false));
        let own = KeyAddress { object: Some(b"other".to_vec()), id: None };
        assert_eq!((config.address("other"), config.makes("other")), (own, true));
    }

    #[test]
    fn what_is_missing_double_or_in_the_wrong_place_is_said() {
        let key = |uri: &str| format!("{URI}\n[[key]]\nlabel = \"badges\"\nuri = {uri:?}");
        for (text, says) in [
            ("uri = \"pkcs11:token=a?pin-value=1234\"".to_owned(), "pin-value"),
            (format!("{URI}\nlabel = \"insignia\""), "`label` is in `uri` and"),
            ("module = \"/m.so\"\npin_file = \"/pin\"".to_owned(), "which token"),
            ("uri = \"pkcs11:token=a?module-path=/m.so\"".to_owned(), "where the PIN is"),
            ("uri = \"pkcs11:token=a?pin-source=file:/pin\"".to_owned(), "which module"),
            ("uri = \"pkcs11:token=a;object=b\"".to_owned(), "names a key"),
            (key("pkcs11:"), "nothing else"),
            (key("pkcs11:object=a;token=b"), "nothing else"),
            (key("pkcs11:object=a?pin-source=file:/pin"), "nothing else"),
            (key("pkcs11:object=a;pin=b"), "`pin`, which is not known"),
            (
                format!("{}\n[[key]]\nlabel = \"badges\"\nuri = \"pkcs11:id=%02\"", key("pkcs11:id=%01")),
                "two [[token.key]]",
            ),
            (format!("{URI}\nsessions = 0"), "nonzero"),
            (
                format!("{URI}\n[csr.badges]\ncommon_name = \"a\"\ncountry = \"Germany\""),
                "[token.csr.badges]: `country`",
            ),
        ] {
            let reason = read(&text).unwrap_err();
            assert!(reason.contains(says), "{says} in {reason}");
        }
    }
}
