//! The parsers of untrusted input: reports, pictures, status lists, keys.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use credentials::bake::{BakeError, Extracted, png, svg};
use credentials::contexts::FurtherContexts;
use credentials::multikey::PublicKey;
use credentials::status::StatusList;
use credentials::time::Timestamp;
use credentials::verify::{Need, Options, Supply, TrustList, Verification};
use messages::Language;
use messages::verification::Report;
use serde_json::{Value, json};

/// The reader of a report.
pub(crate) struct Reader {
    pub(crate) recipient: Option<String>,
    pub(crate) trusted: Vec<String>,
    pub(crate) any_credential: bool,
}

pub(crate) fn report(bytes: &str, now: i64, supplies: &BTreeMap<String, String>, reader: Reader) -> Value {
    let Ok(bytes) = STANDARD.decode(bytes) else { return refused("not base64") };
    let general = FurtherContexts::default().with_general_path(jsonld::statements);
    let list = TrustList::new("the reader", reader.trusted.into_iter().map(|id| (id, "Trusted".to_owned())));
    let mut options = Options::default().with_contexts(general).with_trust_list(list);
    if let Some(recipient) = reader.recipient {
        options = options.for_recipient(recipient);
    }
    let now = Timestamp::from_millis(now);
    let mut verification = if reader.any_credential {
        Verification::begin_credential_under(&bytes, &options, now)
    } else {
        Verification::begin_under(&bytes, &options, now)
    };
    while let Some(need) = verification.next_need() {
        verification.supply(supply(&need, supplies));
    }
    json!({"report": Report::of(&verification.report(), Language::English)})
}

fn supply(need: &Need, supplies: &BTreeMap<String, String>) -> Supply {
    let place = match need {
        Need::IssuerProfile { did } => did,
        other => other.url().unwrap_or_default(),
    };
    let found = supplies.get(place).map(|text| Supply::Found(text.clone().into_bytes()));
    found.unwrap_or_else(|| Supply::Unavailable("nothing lies there".to_owned()))
}

pub(crate) fn bake(picture: &str, credential: &str) -> Value {
    let Ok(picture) = STANDARD.decode(picture) else { return refused("not base64") };
    match baked(&picture, credential) {
        Ok((bytes, found)) => {
            let found = match found {
                Extracted::Credential(text) => json!({"credential": text}),
                Extracted::Misplaced(text) => json!({"misplaced": text}),
                Extracted::OpenBadges2(text) => json!({"openBadges2": text}),
                Extracted::JustAPicture => json!("just a picture"),
            };
            json!({"bytes": STANDARD.encode(bytes), "found": found})
        }
        Err(error) => refused(&error.to_string()),
    }
}

fn baked(picture: &[u8], credential: &str) -> Result<(Vec<u8>, Extracted), BakeError> {
    if let Ok(text) = std::str::from_utf8(picture) {
        let baked = svg::bake(text, credential)?;
        let found = svg::extract(&baked)?;
        return Ok((baked.into_bytes(), found));
    }
    let baked = png::bake(picture, credential)?;
    let found = png::extract(&baked)?;
    Ok((baked, found))
}

pub(crate) fn status_list(text: &str) -> Value {
    match StatusList::decode(text) {
        Ok(list) => json!({"length": list.len(), "ones": list.ones().collect::<Vec<_>>()}),
        Err(error) => refused(&error.to_string()),
    }
}

pub(crate) fn multikey(text: &str) -> Value {
    match PublicKey::parse(text) {
        Ok(key) => json!({"kind": key.kind_name(), "multibase": key.multibase()}),
        Err(error) => refused(&error.to_string()),
    }
}

fn refused(says: &str) -> Value {
    json!({"refused": says})
}
