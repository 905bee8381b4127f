//! Is the JSON the plain form of the signed statements, and does it have the parts that Open Badges 3.0 requires?
//! (Open Badges 3.0, annex B)
//!
//! The verdict depends on the plain form: without it a holder could move claims out of sight under an intact
//! signature. Deviations from the standard's schemas are remarks and decide nothing.

use serde_json::Value;

use super::check::{Check, CheckName, DATA_MODEL, Remark};
use super::context::is_vc_1_1;
use super::kind::Kind;
use super::members::{one, values};
use super::plain::{address, plain};
use super::shape;
use crate::lint::{self, Finding};
use crate::time::Timestamp;

const FORM: CheckName = CheckName::PlainForm;
const NAME: CheckName = CheckName::Conformance;
/// Maximum number of credentials of one presentation that are checked.
pub(super) const MOST_CREDENTIALS: usize = 16;
/// The start and the end of a document under each of their names (VC Data Model 2.0, section 4.9; VC Data Model 1.1, sections
/// 4.6 and 4.7).
const DATES: [&str; 4] = ["validFrom", "validUntil", "issuanceDate", "expirationDate"];
/// Maximum number of remarks on one document; the last gives the number of further ones.
const MOST_REMARKS: usize = 20;

/// The form of a document whose statements are signed, which JSON-LD can write in many ways.
pub(super) fn plain_form(document: &Value, kind: Kind) -> Check {
    match shape::fault(document) {
        Some((code, says)) => refused(code, says),
        None => plain_form_in_token(document, kind),
    }
}

/// The form of a document whose text is signed as it is: the parts on which the verdict depends.
pub(super) fn plain_form_in_token(document: &Value, kind: Kind) -> Check {
    essentials(document, kind)
        .unwrap_or_else(|| Check::passed(FORM, "plain", "Each part that the verdict rests on is there once."))
}

/// The conformance of a document to the VC Data Model and to the schemas of Open Badges 3.0. The codes of the former
/// begin with [`DATA_MODEL`].
pub(super) fn conformance(document: &Value, kind: Kind) -> Check {
    let model = match kind {
        Kind::Presentation => lint::presentation(document),
        _ => lint::data_model(document),
    };
    let schema = if kind.is_of_open_badges() { schema(document) } else { Vec::new() };
    let is_new = |finding: &&Finding| model.iter().all(|other| other.pointer != finding.pointer);
    let remarks: Vec<(String, &Finding)> = (model.iter().map(|finding| (DATA_MODEL, finding)))
        .chain(schema.iter().filter(is_new).map(|finding| ("structure-", finding)))
        // The check of a proof, its own or that of an endorsement, describes the proof's faults more precisely.
        .filter(|(_, finding)| !finding.pointer.split('/').any(|member| member == "proof"))
        .map(|(family, finding)| (format!("{family}{}", finding.code), finding))
        .collect();
    if remarks.is_empty() {
        return if kind.is_of_open_badges() {
            Check::passed(NAME, "complete", "It has all the parts of a badge.")
        } else {
            Check::not_applicable(NAME, "not-an-open-badge", "It is no Open Badge, whose parts we know.")
        };
    }
    let check = Check::passed(NAME, "deviates", "It is not in every part in the form of the standard.");
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    let check = remarks.iter().take(MOST_REMARKS).fold(check, |check, (code, finding)| {
        let place = address(&finding.pointer, 120);
        let says = format!("At {place} it is not as the standard demands. {}", plain(&finding.says, 200));
        check.with_remark(code, Some(place), says)
    });
    match more {
        0 => check,
        more => check.with_remark("structure-more", None, format!("There are {more} more deviations.")),
    }
}

/// The findings of the schemas of Open Badges 3.0, with the leniency that VC 1.1 needs.
fn schema(document: &Value) -> Vec<Finding> {
    let mut findings = lint::structure(document);
    findings.retain(|finding| !is_of_vc_1_1(document, finding));
    findings.extend(issued(document));
    findings
}

/// Whether a finding is only that a credential follows VC 1.1: it begins with another vocabulary, and its start date
/// has another name.
fn is_of_vc_1_1(document: &Value, finding: &Finding) -> bool {
    let owner =
        match (finding.pointer.strip_suffix("/@context/0"), finding.pointer.strip_suffix("/validFrom")) {
            (Some(owner), _) => owner,
            (None, Some(owner)) if finding.code == "missing" => owner,
            _ => return false,
        };
    document.pointer(owner).is_some_and(is_vc_1_1)
}

/// VC 1.1 requires `issuanceDate` (VC Data Model 1.1, section 4.6).
fn issued(document: &Value) -> Option<Finding> {
    let date = document.get("issuanceDate").and_then(Value::as_str);
    let malformed = is_vc_1_1(document) && date.is_none_or(|text| Timestamp::parse(text).is_err());
    malformed.then(|| Finding {
        pointer: "/issuanceDate".to_owned(),
        says: "VC 1.1 demands a date and time with zone.".to_owned(),
        code: "issued",
    })
}

/// Checks the parts of every credential (VC Data Model 2.0, section 4.7), and our own limits.
fn essentials(document: &Value, kind: Kind) -> Option<Check> {
    if kind == Kind::Presentation {
        let presented = values(document.get("verifiableCredential")).len();
        let says = "It carries more credentials than the sixteen that are looked at.";
        return (presented > MOST_CREDENTIALS)
            .then(|| Check::not_checked(FORM, "too-many-credentials", says));
    }
    if kind.signer(document).is_none() {
        return Some(refused("no-issuer", "It does not name one issuer."));
    }
    if values(document.get("credentialSubject")).is_empty() {
        return Some(refused("no-subject", "It says nothing of anybody: it has no subject."));
    }
    let achievement = || one(document, "credentialSubject").and_then(|subject| one(subject, "achievement"));
    if kind == Kind::OpenBadge && !achievement().is_some_and(Value::is_object) {
        let says = "A badge has one issuer, one subject and one achievement; this one does not.";
        return Some(refused("not-one-each", says));
    }
    let several = DATES.iter().any(|name| values(document.get(*name)).len() > 1);
    several.then(|| {
        refused("several-dates", "It has several dates where one can be, and a reader could take any.")
    })
}

fn refused(code: &str, says: &str) -> Check {
    Check::failed(FORM, code, says)
        .with_next_step("Ask the holder for the file as the issuer made it, or tell the issuer.")
}

/// Whether a remark is about the VC Data Model.
pub(super) fn breaks_data_model(checks: &[Check]) -> bool {
    checks.iter().flat_map(|check| &check.remarks).any(Remark::breaks_data_model)
}
