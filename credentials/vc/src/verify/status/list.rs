//! Reads a badge's value from a fetched status list credential: its proof, issuer, dates, purpose and length
//! determine what the value decides (Bitstring Status List 1.0, section 3.2, steps 4 to 12).

use serde_json::Value;

use super::super::binding::{self, Keys};
use super::super::envelope;
use super::super::examination::Examination;
use super::super::format::Secured;
use super::super::members::{has_type, issuer_id, strings, text, values};
use super::super::reason::{ListFault, Publisher};
use super::super::report::{CheckName, Outcome};
use super::super::validity::{Period, When};
use super::table::{self, Dates, Doubt, Facts, ListId, Purpose, Ruling};
use crate::bake::is_compact_jws;
use crate::jose::Token;
use crate::json::Document;
use crate::sanitizer::{ForeignAddress, short_key};
use crate::status::{ForeignEntry, ForeignList, StatusError, StatusPurpose};
use crate::time::Timestamp;
use crate::web_address::same_place;

/// Maximum size in bytes of a list credential: 1 MiB.
const MOST: usize = 1 << 20;
const FORERUNNER: &str = "StatusList2021Credential";
/// The credential type of the standard, and that of its predecessor.
const TYPES: [&str; 2] = ["BitstringStatusListCredential", FORERUNNER];

/// Whether a document is a status list credential.
pub(in super::super) fn is_list(document: &Value) -> bool {
    TYPES.iter().any(|name| has_type(document, name))
}

/// Whether a document is a status list credential without other statements.
pub(in super::super) fn is_nothing_but_a_list(document: &Value) -> bool {
    const SUBJECT: [&str; 8] = [
        "id",
        "type",
        "statusPurpose",
        "encodedList",
        "ttl",
        "statusReference",
        "statusSize",
        "statusMessage",
    ];
    let is_plain = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind == "VerifiableCredential" || TYPES.contains(&kind))
    };
    let subject = document.get("credentialSubject").and_then(Value::as_object);
    is_list(document)
        && values(document.get("type")).iter().all(is_plain)
        && subject.is_some_and(|members| members.keys().all(|name| SUBJECT.contains(&name.as_str())))
}

/// The facts about the badge's issuer that matter for lists.
#[derive(Clone, Copy)]
pub(in super::super) struct Issuer<'a> {
    pub(in super::super) id: &'a str,
    /// Its known keys, and so its own document.
    pub(in super::super) keys: Option<&'a Keys>,
    /// Whether it publishes an Insignia ledger.
    pub(in super::super) ledger: bool,
}

/// The value in a list and its effect.
#[derive(Debug)]
pub(in super::super) struct Reading {
    /// The badge's value, even where it decides nothing.
    pub(super) value: Option<u64>,
    /// The effect of the value, or the reason why it decides nothing.
    pub(super) ruling: Result<Ruling, ListFault>,
    /// The start of the list's validity.
    pub(super) signed: Option<Timestamp>,
    /// The publisher of the list, where it is not the badge's issuer.
    pub(super) publisher: Option<Publisher>,
    /// Deviations from the standard.
    pub(super) remarks: Vec<ListFault>,
}

impl Reading {
    /// A list that was not read.
    pub(in super::super) fn none(fault: ListFault) -> Self {
        Self { value: None, ruling: Err(fault), signed: None, publisher: None, remarks: Vec::new() }
    }
}

/// Parses a fetched list credential, embedded or as a signed token. Its proof is not checked yet.
pub(in super::super) fn open(bytes: &[u8]) -> Result<Secured, ListFault> {
    if bytes.len() > MOST {
        return Err(ListFault::TooLarge(1));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ListFault::Unreadable)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let token = |text: &str| {
        let token = Token::parse_with_optional_claims(text).map_err(ListFault::Token)?;
        Ok::<_, ListFault>(Secured::Token(Box::new(token)))
    };
    let secured = if is_compact_jws(text) {
        token(text)?
    } else {
        let list = Document::parse(text.as_bytes()).map_err(|_| ListFault::Unreadable)?.into_value();
        match envelope::token(&list) {
            Some(inside) => token(inside.map_err(|_| ListFault::Unreadable)?)?,
            None => Secured::Embedded(list),
        }
    };
    if is_list(document(&secured)) { Ok(secured) } else { Err(ListFault::Unreadable) }
}

/// The list credential itself.
pub(in super::super) fn document(secured: &Secured) -> &Value {
    match secured {
        Secured::Embedded(document) => document,
        Secured::Token(token) => token.credential().value(),
    }
}

/// Whether the signer of a list may decide about badges of this issuer: it is the issuer, or the keeper that the
/// issuer's own document names for this address. A list by anybody else proves nothing, because the badge names only
/// the address, and not who may write there.
pub(in super::super) fn may_decide(list: &Value, address: &str, issuer: Issuer<'_>) -> bool {
    let by = issuer_id(list).unwrap_or_default();
    let keeper = || match issuer.keys {
        Some(Keys::Known(document)) => document.status_list_keeper(),
        _ => None,
    };
    by == issuer.id || keeper().is_some_and(|keeper| keeper.keeper() == by && keeper.keeps(address))
}

/// Reads the value of `entry` from a list whose proof was not checked, because its signer may not decide.
pub(in super::super) fn read_foreign(entry: &ForeignEntry, list: &Value, now: Timestamp) -> Reading {
    let by = publisher(issuer_id(list).unwrap_or_default());
    read_with(entry, list, Err(ListFault::ForeignSigner(by)), None, false, now)
}

/// Reads the value of `entry` from the list, once its proof was examined.
pub(in super::super) fn read(
    entry: &ForeignEntry,
    list: &Examination,
    issuer: Issuer<'_>,
    now: Timestamp,
) -> Reading {
    let by = list.signer();
    let publisher = (by != issuer.id).then(|| publisher(&by));
    read_with(entry, list.document(), examined(list), publisher, issuer.ledger, now)
}

fn read_with(
    entry: &ForeignEntry,
    list: &Value,
    vouched: Result<(), ListFault>,
    publisher: Option<Publisher>,
    ledger: bool,
    now: Timestamp,
) -> Reading {
    let shown = Shown::of(entry, list);
    let value = shown.as_ref().ok().map(|shown| shown.value);
    let period = Period::of(list);
    let signed = period.as_ref().and_then(|period| period.from);
    let facts = Facts {
        purpose: purpose(entry),
        set: value.is_some_and(|value| value != 0),
        vouched: vouched.is_ok(),
        for_purpose: subject(list)
            .is_some_and(|subject| strings(subject.get("statusPurpose")).contains(&entry.purpose.as_str())),
        id: id(list, &entry.list),
        dates: match period.as_ref().map(|period| period.at(now)) {
            None => Dates::Unreadable,
            Some(When::Within) => Dates::Within,
            Some(When::Before(_)) => Dates::Before,
            Some(When::After(_)) => Dates::After,
        },
        dated: period.as_ref().is_some_and(|period| period.from.is_some() && period.until.is_some()),
        ledger,
    };
    let until = period.and_then(|period| period.until);
    let ruling = match (vouched, &shown) {
        (Err(fault), _) => Err(fault),
        (_, Err(fault)) => Err(fault.clone()),
        (Ok(()), Ok(_)) => table::rule(facts).map_err(|doubt| fault_of(doubt, until)),
    };
    let mut remarks = Vec::new();
    if let (Ok(_), Ok(shown)) = (&ruling, &shown) {
        remarks.extend(shown.remarks());
        if facts.id == ListId::Absent {
            remarks.push(ListFault::NoOwnId);
        }
        remarks.extend(doubt_of(facts.dates).map(|doubt| fault_of(doubt, until)));
    }
    Reading { value, ruling, signed, publisher, remarks }
}

/// The badge's value in the list.
struct Shown {
    value: u64,
    short: bool,
    other_encoding: bool,
}

impl Shown {
    fn of(entry: &ForeignEntry, list: &Value) -> Result<Self, ListFault> {
        let bits = subject(list).and_then(|subject| text(subject, "encodedList"));
        let bits = ForeignList::decode(bits.ok_or(ListFault::Unreadable)?).map_err(|error| match error {
            StatusError::TooLarge => ListFault::TooLarge(16),
            StatusError::TooShort
            | StatusError::NotAnEntry
            | StatusError::Member(_)
            | StatusError::NotRevocation => ListFault::Unreadable,
            StatusError::Encoding => ListFault::UnreadableEncoding,
        })?;
        let value = bits.value(entry.index, entry.size).ok_or(ListFault::IndexRange)?;
        Ok(Self {
            value,
            short: bits.is_short(entry.size),
            other_encoding: bits.is_in_another_encoding(has_type(list, FORERUNNER)),
        })
    }

    fn remarks(&self) -> impl Iterator<Item = ListFault> {
        let encoding = self.other_encoding.then_some(ListFault::OtherEncoding);
        encoding.into_iter().chain(self.short.then_some(ListFault::Short))
    }
}

/// The one subject of a list.
fn subject(list: &Value) -> Option<&Value> {
    match values(list.get("credentialSubject")) {
        [subject] => Some(subject),
        _ => None,
    }
}

fn id(list: &Value, address: &str) -> ListId {
    match list.get("id") {
        None => ListId::Absent,
        Some(id) if id.as_str().is_some_and(|id| same_place(id, address)) => ListId::Named,
        Some(_) => ListId::Other,
    }
}

fn purpose(entry: &ForeignEntry) -> Purpose {
    match entry.purpose {
        StatusPurpose::Refresh | StatusPurpose::Message => Purpose::Note,
        StatusPurpose::Suspension => Purpose::Suspension,
        StatusPurpose::Revocation | StatusPurpose::Other(_) => Purpose::Revocation,
    }
}

/// The fault of the dates, where the value decides nevertheless.
fn doubt_of(dates: Dates) -> Option<Doubt> {
    match dates {
        Dates::Within => None,
        Dates::Before => Some(Doubt::NotYetValid),
        Dates::After => Some(Doubt::Expired),
        Dates::Unreadable => Some(Doubt::DatesUnreadable),
    }
}

/// The proven host, or the key.
fn publisher(id: &str) -> Publisher {
    match (binding::host(id), id.strip_prefix("did:key:")) {
        (Some(host), _) => Publisher::Host(host),
        (None, Some(key)) => Publisher::Key(short_key(key)),
        (None, None) => Publisher::Other(ForeignAddress::new(id, 120)),
    }
}

fn fault_of(doubt: Doubt, until: Option<Timestamp>) -> ListFault {
    match doubt {
        Doubt::NotVouched => ListFault::Proof,
        Doubt::Purpose => ListFault::Purpose,
        Doubt::OtherId => ListFault::OtherId,
        Doubt::DatesUnreadable => ListFault::Dates,
        Doubt::NotYetValid => ListFault::NotYetValid,
        Doubt::Expired => ListFault::Expired(until),
        Doubt::NoId => ListFault::NoId,
        Doubt::NoDates => ListFault::NoDates,
    }
}

/// Whether vocabulary, parts, proof and issuer of the list are good; if not, the fault.
fn examined(list: &Examination) -> Result<(), ListFault> {
    if list.is_good() {
        return Ok(());
    }
    let is = |name: CheckName, outcome: Outcome| list.checks().iter().any(|check| check.is(name, outcome));
    if list.checks().iter().any(|check| check.name == CheckName::Context && check.outcome != Outcome::Passed)
    {
        return Err(ListFault::Context);
    }
    if is(CheckName::PlainForm, Outcome::Failed) {
        return Err(ListFault::Unreadable);
    }
    if is(CheckName::Proof, Outcome::Failed) || is(CheckName::IssuerBinding, Outcome::Failed) {
        return Err(ListFault::Proof);
    }
    Err(if is(CheckName::Proof, Outcome::Passed) { ListFault::Keys } else { ListFault::ProofKind })
}
