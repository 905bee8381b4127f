//! Reading a badge's value from a status list credential that was fetched: its proof, issuer, dates, purpose and length
//! come first (Bitstring Status List 1.0, section 3.2, steps 4 to 12).

use serde_json::Value;

use super::super::binding;
use super::super::examination::Examination;
use super::super::members::{has_type, strings, text};
use super::super::plain::{plain, short_key};
use super::super::report::{CheckName, Outcome};
use super::super::validity::{Period, When};
use super::Fault;
use crate::json::Document;
use crate::status::{ForeignEntry, ForeignList, StatusError};
use crate::time::Timestamp;

/// Most bytes of a list credential: 1 MiB.
const MOST: usize = 1 << 20;
/// The credential of the standard, and that of its forerunner.
const TYPES: [&str; 2] = ["BitstringStatusListCredential", "StatusList2021Credential"];

/// What a good list says.
#[derive(Debug)]
pub(in super::super) struct Reading {
    /// The badge's value.
    pub(super) value: u64,
    /// From when the list counts.
    pub(super) signed: Option<Timestamp>,
    /// Who publishes the list, where it is not the badge's issuer.
    pub(super) publisher: Option<String>,
    /// Whether it is shorter than the standard allows.
    pub(super) short: bool,
}

/// Takes what was served for a list credential: the one that lies at `url`, as the badge says. Its proof is not looked at yet.
pub(in super::super) fn open(url: &str, bytes: &[u8]) -> Result<Value, Fault> {
    if bytes.len() > MOST {
        return Err(Fault::too_large("1 MiB"));
    }
    let list = Document::parse(bytes).map_err(|_| Fault::unreadable())?.into_value();
    if !TYPES.iter().any(|name| has_type(&list, name)) {
        return Err(Fault::unreadable());
    }
    if text(&list, "id") != Some(url) {
        return Err(Fault::new(
            "status-list-other",
            "Another list was served than the one that the badge names.",
        ));
    }
    Ok(list)
}

/// Reads the value of `entry` from the list, once its proof was examined.
///
/// The list may be by another issuer than the badge's (Bitstring Status List 1.0, section 3.2): the badge's issuer signed
/// its address, and so chose who keeps it. The list must be good under the keys of the issuer that it names, and the words
/// of the report say who that is.
pub(in super::super) fn read(
    entry: &ForeignEntry,
    list: &Examination,
    issuer: &str,
    now: Timestamp,
) -> Result<Reading, Fault> {
    examined(list)?;
    let document = list.document();
    let signed = period(document, now)?;
    let subject = document.get("credentialSubject").unwrap_or(&Value::Null);
    if !strings(subject.get("statusPurpose")).contains(&entry.purpose.as_str()) {
        return Err(Fault::new(
            "status-list-purpose",
            "The issuer’s list is for another purpose than the badge says.",
        ));
    }
    let bits = text(subject, "encodedList").ok_or_else(Fault::unreadable)?;
    let bits = ForeignList::decode(bits).map_err(|error| match error {
        StatusError::TooLarge => Fault::too_large("16 MiB"),
        StatusError::TooShort
        | StatusError::NotAnEntry
        | StatusError::Member(_)
        | StatusError::NotRevocation
        | StatusError::Encoding => Fault::unreadable(),
    })?;
    let value = bits
        .value(entry.index, entry.size)
        .ok_or_else(|| Fault::new("status-index-range", "The issuer’s list has no place for this badge."))?;
    let by = list.signer();
    let publisher = (by != issuer).then(|| publisher(&by));
    Ok(Reading { value, signed, publisher, short: bits.is_short(entry.size) })
}

/// The host that was proven, or the key.
fn publisher(id: &str) -> String {
    match (binding::host(id), id.strip_prefix("did:key:")) {
        (Some(host), _) => host,
        (None, Some(key)) => format!("the key {}", short_key(key)),
        (None, None) => plain(id, 120),
    }
}

/// Whether vocabulary, parts, proof and issuer of the list are good, and if not, what that says.
fn examined(list: &Examination) -> Result<(), Fault> {
    if list.is_good() {
        return Ok(());
    }
    let is = |name: CheckName, outcome: Outcome| list.checks().iter().any(|check| check.is(name, outcome));
    if list.checks().iter().any(|check| check.name == CheckName::Context && check.outcome != Outcome::Passed)
    {
        return Err(Fault::new(
            "status-list-context",
            "The issuer’s list uses vocabularies that we do not know.",
        ));
    }
    if is(CheckName::PlainForm, Outcome::Failed) {
        return Err(Fault::unreadable());
    }
    if is(CheckName::Proof, Outcome::Failed) || is(CheckName::IssuerBinding, Outcome::Failed) {
        return Err(Fault::new(
            "status-list-proof",
            "The list of revoked badges is not signed by its issuer as it stands.",
        ));
    }
    if is(CheckName::Proof, Outcome::Passed) {
        return Err(Fault::new(
            "status-list-keys",
            "The keys of who publishes the list of revoked badges could not be had.",
        ));
    }
    Err(Fault::new(
        "status-list-unsupported",
        "The proof of the issuer’s list is of a kind that we do not check.",
    ))
}

fn period(list: &Value, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
    let Some(period) = Period::of(list) else {
        return Err(Fault::new("status-list-dates", "The dates of the issuer’s list cannot be read."));
    };
    match period.at(now) {
        When::Within => Ok(period.from),
        When::Before => Err(Fault::new("status-list-not-yet-valid", "The issuer’s list does not count yet.")),
        When::After => {
            let until = period.until.map(Timestamp::long_date).unwrap_or_default();
            let says = format!("The issuer’s list of revoked badges is out of date since {until}.");
            Err(Fault::new("status-list-expired", says))
        }
    }
}
