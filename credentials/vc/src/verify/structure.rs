//! Is the JSON the plain form of the signed statements, and does it have the parts that Open Badges 3.0 requires?
//! (Open Badges 3.0, annex B)
//!
//! The verdict depends on the plain form: without it a holder could move claims out of sight under an intact
//! signature. Deviations from the standard's schemas are remarks and decide nothing.

use serde_json::Value;

use super::check::{Check, CheckName, Remark};
use super::context::is_vc_1_1;
use super::kind::Kind;
use super::members::{one, values};
use super::reason::{ConformanceReason, PlainFormReason};
use super::shape;
use crate::lint::{self, Finding, ModelFault};
use crate::sanitizer::address;
use crate::time::Timestamp;

const FORM: CheckName = CheckName::PlainForm;
const NAME: CheckName = CheckName::Conformance;
/// Maximum number of credentials of one presentation that are checked.
pub(super) const MOST_CREDENTIALS: usize = 16;
/// The start and the end of a document under each of their names (VC Data Model 2.0, section 4.9; VC Data Model 1.1, sections
/// 4.6 and 4.7).
const DATES: [&str; 4] = ["validFrom", "validUntil", "issuanceDate", "expirationDate"];
/// The families of remarks.
const DATA_MODEL: fn(Finding) -> ConformanceReason = ConformanceReason::DataModel;
const SCHEMA: fn(Finding) -> ConformanceReason = ConformanceReason::Structure;
/// Maximum number of remarks on one document; the last gives the number of further ones.
const MOST_REMARKS: usize = 20;

/// The form of a document whose statements are signed, which JSON-LD can write in many ways.
pub(super) fn plain_form(document: &Value, kind: Kind) -> Check {
    match shape::fault(document) {
        Some(fault) => Check::failed(FORM, fault),
        None => plain_form_in_token(document, kind),
    }
}

/// The form of a document whose text is signed as it is: the parts on which the verdict depends.
pub(super) fn plain_form_in_token(document: &Value, kind: Kind) -> Check {
    essentials(document, kind).unwrap_or_else(|| Check::passed(FORM, PlainFormReason::Plain))
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
    let remarks: Vec<ConformanceReason> = (model.iter().map(|finding| (DATA_MODEL, finding)))
        .chain(schema.iter().filter(is_new).map(|finding| (SCHEMA, finding)))
        // The check of a proof, its own or that of an endorsement, describes the proof's faults more precisely.
        .filter(|(_, finding)| !finding.pointer.split('/').any(|member| member == "proof"))
        .map(|(family, finding)| family(finding.clone()))
        .collect();
    if remarks.is_empty() {
        return if kind.is_of_open_badges() {
            Check::passed(NAME, ConformanceReason::Complete)
        } else {
            Check::not_applicable(NAME, ConformanceReason::NotAnOpenBadge)
        };
    }
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    let check = Check::passed(NAME, ConformanceReason::Deviates);
    let check = remarks.into_iter().take(MOST_REMARKS).fold(check, |check, reason| {
        let place = match &reason {
            ConformanceReason::DataModel(finding) | ConformanceReason::Structure(finding) => {
                Some(address(&finding.pointer, 120))
            }
            _ => None,
        };
        check.with_remark(place, reason)
    });
    match more {
        0 => check,
        more => check.with_remark(None, ConformanceReason::More(more)),
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
            (None, Some(owner)) if finding.code() == "missing" => owner,
            _ => return false,
        };
    document.pointer(owner).is_some_and(is_vc_1_1)
}

/// VC 1.1 requires `issuanceDate` (VC Data Model 1.1, section 4.6).
fn issued(document: &Value) -> Option<Finding> {
    let date = document.get("issuanceDate").and_then(Value::as_str);
    let malformed = is_vc_1_1(document) && date.is_none_or(|text| Timestamp::parse(text).is_err());
    malformed.then(|| Finding::new("/issuanceDate", ModelFault::NotIssued))
}

/// Checks the parts of every credential (VC Data Model 2.0, section 4.7), and our own limits.
fn essentials(document: &Value, kind: Kind) -> Option<Check> {
    if kind == Kind::Presentation {
        let presented = values(document.get("verifiableCredential")).len();
        return (presented > MOST_CREDENTIALS)
            .then(|| Check::not_checked(FORM, PlainFormReason::TooManyCredentials));
    }
    let failed = |reason: PlainFormReason| Some(Check::failed(FORM, reason));
    if kind.signer(document).is_none() {
        return failed(PlainFormReason::NoIssuer);
    }
    if values(document.get("credentialSubject")).is_empty() {
        return failed(PlainFormReason::NoSubject);
    }
    let achievement = || one(document, "credentialSubject").and_then(|subject| one(subject, "achievement"));
    if kind == Kind::OpenBadge && !achievement().is_some_and(Value::is_object) {
        return failed(PlainFormReason::NotOneEach);
    }
    let several = DATES.iter().any(|name| values(document.get(*name)).len() > 1);
    several.then(|| Check::failed(FORM, PlainFormReason::SeveralDates))
}

/// Whether a remark is about the VC Data Model.
pub(super) fn breaks_data_model(checks: &[Check]) -> bool {
    checks.iter().flat_map(|check| &check.remarks).any(Remark::breaks_data_model)
}
