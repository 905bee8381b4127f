//! The device: its capabilities, how often a PIN may still be wrong, the state of its keys.

use super::Finding;
use protocol::{Device, PinTries};
use token_protocol::NOT_LOCAL;

pub(super) fn findings(device: &Device) -> Vec<Finding> {
    let Device { module, token, serial, model, suites, pin_tries, keys, wrong, notes } = device;
    let mut findings =
        vec![Finding::Well(format!("the token {token} (serial {serial}, {model}) through {module}"))];
    findings.push(if suites.is_empty() {
        Finding::Wrong("the device makes no kind of key that badges are signed with".to_owned())
    } else {
        let suites: Vec<String> = suites.iter().map(|(key, suite)| format!("{suite} with {key}")).collect();
        Finding::Well(format!("the device can do {}", suites.join(", ")))
    });
    findings.push(match pin_tries {
        PinTries::All => Finding::Well("no wrong PIN since the last right one".to_owned()),
        PinTries::Fewer => {
            Finding::Note("a wrong PIN was tried: the token takes fewer than it used to".to_owned())
        }
        PinTries::Last => Finding::Wrong(
            "one more wrong PIN locks the token. Make sure of the PIN file before anything else".to_owned(),
        ),
        PinTries::None => Finding::Wrong(
            "the user PIN is locked; the token's security officer must set a new one".to_owned(),
        ),
    });
    for key in keys {
        findings.push(match &key.attributes {
            Ok(attributes) if attributes.iter().any(|one| one == NOT_LOCAL) => {
                Finding::Note(format!("the key {}: {}", key.label, attributes.join(", ")))
            }
            Ok(attributes) => Finding::Well(format!("the key {}: {}", key.label, attributes.join(", "))),
            Err(why) => Finding::Wrong(format!("the key {} is not used: {why}", key.label)),
        });
    }
    findings.extend(wrong.iter().cloned().map(Finding::Wrong));
    findings.extend(notes.iter().cloned().map(Finding::Note));
    findings
}
