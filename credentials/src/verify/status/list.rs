//! Reading a badge's bit from a status list credential that was fetched: its proof, issuer, dates, purpose and length
//! come first (Bitstring Status List 1.0, section 3.2, steps 4 to 12).

use serde_json::Value;

use super::super::binding::{self, Keys};
use super::super::context;
use super::super::members::{has_type, issuer_id, strings, text, values};
use super::super::proof::Question;
use super::super::report::Outcome;
use super::super::shape;
use super::super::validity::{Period, When};
use crate::contexts;
use crate::did::DidDocument;
use crate::json::Document;
use crate::proof::Expected;
use crate::status::{ForeignEntry, StatusError, StatusList};
use crate::time::Timestamp;

/// Most bytes of a list credential: 1 MiB.
const MOST: usize = 1 << 20;

/// What a good list says.
#[derive(Debug)]
pub(in super::super) struct Reading {
    /// The badge's bit.
    pub(in super::super) set: bool,
    /// From when the list counts.
    pub(in super::super) signed: Timestamp,
}

/// What is wrong with a list.
#[derive(Debug)]
pub(in super::super) struct Fault {
    pub(in super::super) code: &'static str,
    pub(in super::super) says: String,
    pub(in super::super) next_step: &'static str,
}

impl Fault {
    fn new(code: &'static str, says: &str) -> Self {
        Self { code, says: says.to_owned(), next_step: "Try again later, or ask the issuer." }
    }

    /// The list did not come; `why` in few words.
    pub(in super::super) fn unreachable(why: &str) -> Self {
        Self::new(
            "status-list-unreachable",
            &format!("The issuer’s list of revoked badges could not be had ({why})."),
        )
    }
}

/// Reads the bit of `entry` from the list, which must be of the badge's own issuer and carry a proof by its keys.
pub(in super::super) fn read(
    entry: &ForeignEntry,
    bytes: &[u8],
    issuer: &str,
    keys: &DidDocument,
    now: Timestamp,
) -> Result<Reading, Fault> {
    if bytes.len() > MOST {
        return Err(Fault::new(
            "status-list-too-large",
            "The issuer’s list of revoked badges is larger than 1 MiB.",
        ));
    }
    let unreadable = || {
        Fault::new("status-list-unreadable", "What the issuer serves as its list of revoked badges is none.")
    };
    let document = Document::parse(bytes).map_err(|_| unreadable())?;
    let list = document.value();
    if !has_type(list, "BitstringStatusListCredential") || shape::fault(list).is_some() {
        return Err(unreadable());
    }
    identity(list, entry, issuer)?;
    proof(list, issuer, keys, now)?;
    let signed = period(list, now)?;
    let subject = list.get("credentialSubject").unwrap_or(&Value::Null);
    if !strings(subject.get("statusPurpose")).contains(&entry.purpose.as_str()) {
        return Err(Fault::new(
            "status-list-purpose",
            "The issuer’s list is for another purpose than the badge says.",
        ));
    }
    let bits = text(subject, "encodedList").ok_or_else(unreadable)?;
    let bits = StatusList::decode(bits).map_err(|error| match error {
        StatusError::TooShort => Fault::new(
            "status-list-length",
            "The issuer’s list of revoked badges is shorter than the standard allows.",
        ),
        StatusError::TooLarge => {
            Fault::new("status-list-too-large", "The issuer’s list of revoked badges is larger than 16 MiB.")
        }
        StatusError::NotAnEntry
        | StatusError::Member(_)
        | StatusError::NotRevocation
        | StatusError::Encoding => unreadable(),
    })?;
    match bits.get(entry.index) {
        Some(set) => Ok(Reading { set, signed }),
        None => Err(Fault::new("status-index-range", "The issuer’s list has no place for this badge.")),
    }
}

/// The list that the badge names, by the badge's issuer.
fn identity(list: &Value, entry: &ForeignEntry, issuer: &str) -> Result<(), Fault> {
    if text(list, "id") != Some(entry.list.as_str()) {
        return Err(Fault::new(
            "status-list-other",
            "Another list was served than the one that the badge names.",
        ));
    }
    if issuer_id(list) != Some(issuer) {
        return Err(Fault::new(
            "status-list-issuer",
            "The list of revoked badges is by somebody other than the issuer.",
        ));
    }
    let listed = values(list.get("@context"));
    let first = listed.first().and_then(Value::as_str);
    if first != Some(contexts::V2) || context::unknown(listed).is_some() {
        return Err(Fault::new(
            "status-list-context",
            "The issuer’s list uses vocabularies that we do not know.",
        ));
    }
    Ok(())
}

fn proof(list: &Value, issuer: &str, keys: &DidDocument, now: Timestamp) -> Result<(), Fault> {
    let known = Keys::Known(keys.clone());
    let expected = Expected::of_credential(now);
    let question = Question { document: list, canonical: None, signer: issuer, expected };
    let judged = binding::judge(&question, &|controller| (controller == issuer).then_some(&known));
    if judged.is_good() {
        return Ok(());
    }
    let failed = judged.proof.outcome == Outcome::Failed || judged.binding.outcome == Outcome::Failed;
    Err(if failed {
        Fault::new(
            "status-list-proof",
            "The list of revoked badges is not signed by the issuer as it stands.",
        )
    } else {
        Fault::new(
            "status-list-unsupported",
            "The proof of the issuer’s list is of a kind that we do not check.",
        )
    })
}

fn period(list: &Value, now: Timestamp) -> Result<Timestamp, Fault> {
    let Some(period) = Period::of(list) else {
        return Err(Fault::new("status-list-dates", "The dates of the issuer’s list cannot be read."));
    };
    match period.at(now) {
        When::Within => Ok(period.from),
        When::Before => Err(Fault::new("status-list-not-yet-valid", "The issuer’s list does not count yet.")),
        When::After => {
            let until = period.until.unwrap_or(period.from).long_date();
            let says = format!("The issuer’s list of revoked badges is out of date since {until}.");
            Err(Fault::new("status-list-expired", &says))
        }
    }
}
