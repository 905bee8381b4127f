//! `mtls-proxy.toml`.

use crate::clients::Client;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The sample that `insignia-mtls-proxy sample` prints, with every setting explained.
pub(crate) const SAMPLE: &str = include_str!("../mtls-proxy.sample.toml");

/// Configuration of the mTLS proxy. Unknown settings are errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Address to listen on.
    pub(crate) listen: SocketAddr,
    /// Certificate of the mTLS proxy with its chain, PEM.
    pub(crate) certificate: PathBuf,
    /// Private key of `certificate`, PEM.
    pub(crate) key: PathBuf,
    /// Certificate of the authority that signs clients' certificates, PEM.
    pub(crate) client_ca: PathBuf,
    /// Admitted clients' certificates.
    pub(crate) clients: Vec<Client>,
    /// Socket of `insignia-signer run`.
    pub(crate) signer_socket: PathBuf,
    /// Start only with a complete sandbox.
    pub(crate) required: bool,
}

/// Why the configuration could not be loaded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("reading {0}")]
    Read(PathBuf, #[source] std::io::Error),
    #[error("understanding {0}")]
    Parse(PathBuf, #[source] toml::de::Error),
    #[error("{0}: no client is listed, so nobody could connect")]
    Nobody(PathBuf),
}

impl Config {
    /// Reads and checks a configuration file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError::Read(path.into(), e))?;
        let config: Self = toml::from_str(&text).map_err(|e| ConfigError::Parse(path.into(), e))?;
        if config.clients.is_empty() { Err(ConfigError::Nobody(path.into())) } else { Ok(config) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_a_configuration() {
        let config: Config = toml::from_str(SAMPLE).unwrap();
        assert_eq!(config.clients.len(), 1);
        assert!(toml::from_str::<Config>(&format!("pin = \"1\"\n{SAMPLE}")).is_err());
    }
}
