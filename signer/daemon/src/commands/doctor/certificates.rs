//! Checks that each stored certificate chain is still for its key.

use super::{Finding, ask};
use crate::certificates::chain;
use crate::certificates::store::file;
use crate::config::Config;
use credentials::multikey::PublicKey;
use protocol::{KeyInfo, PublicKeys, request};

pub(super) fn findings(config: &Config) -> Vec<Finding> {
    match ask(config, &request::ListPublicKeys) {
        Ok(Ok(PublicKeys { keys })) => keys.iter().filter_map(|key| chain_of(config, key)).collect(),
        _ => Vec::new(),
    }
}

fn chain_of(config: &Config, key: &KeyInfo) -> Option<Finding> {
    let path = file(&config.directory, &key.label);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return None,
        Err(e) => return Some(Finding::Wrong(format!("{}: {e}", path.display()))),
    };
    let public_key = PublicKey::parse(&key.public_key).ok()?;
    Some(match chain::read(&text, &public_key) {
        Ok(chain) => Finding::Well(format!("the certificates of {} ({}) are for it", key.label, chain.len())),
        Err(why) => Finding::Wrong(format!("{}: {why}", path.display())),
    })
}
