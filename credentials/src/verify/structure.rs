//! Does it have the parts that Open Badges 3.0 demands, in the plain form? (Open Badges 3.0, annex B)

use serde_json::Value;

use super::context::is_vc_1_1;
use super::kind::Kind;
use super::members::values;
use super::plain::plain;
use super::report::{Check, CheckName};
use super::shape;
use crate::lint::{self, Finding};
use crate::time::Timestamp;

const NAME: CheckName = CheckName::Structure;
/// Most credentials of one presentation that are looked at.
pub(super) const MOST_CREDENTIALS: usize = 16;

/// The parts of a document, and their form, which statements can have in many ways.
pub(super) fn check(document: &Value, kind: Kind) -> Check {
    match shape::fault(document) {
        Some((code, says)) => refused(code, says),
        None => check_in_token(document, kind),
    }
}

/// The parts of a document whose text is signed as it stands.
pub(super) fn check_in_token(document: &Value, kind: Kind) -> Check {
    if kind.is_of_open_badges() {
        return badge(document);
    }
    essentials(document, kind).unwrap_or_else(|| {
        Check::not_applicable(NAME, "not-an-open-badge", "It is no Open Badge, whose parts we know.")
    })
}

fn badge(document: &Value) -> Check {
    let mut findings = lint::structure(document);
    findings.retain(|finding| !is_of_vc_1_1(document, finding));
    if let Some(check) = issued(document) {
        return check;
    }
    // The check of the proof says more about what is wrong with it.
    findings.retain(|finding| !finding.pointer.starts_with("/proof/"));
    let Some(first) = findings.first() else {
        return Check::passed(NAME, "complete", "It has all the parts of a badge.");
    };
    let place = plain(&first.pointer, 120);
    let more = match findings.len() {
        1 => String::new(),
        number => format!(" And {} more.", number - 1),
    };
    let says = format!("At {place} it is not as Open Badges 3.0 demands. {}{more}", plain(&first.says, 200));
    refused(&format!("structure-{}", first.code), &says)
}

/// Whether a finding is only that a credential follows VC 1.1: it begins with another vocabulary, and its first day goes
/// by another name.
fn is_of_vc_1_1(document: &Value, finding: &Finding) -> bool {
    let owner =
        match (finding.pointer.strip_suffix("/@context/0"), finding.pointer.strip_suffix("/validFrom")) {
            (Some(owner), _) => owner,
            (None, Some(owner)) if finding.code == "missing" => owner,
            _ => return false,
        };
    document.pointer(owner).is_some_and(is_vc_1_1)
}

/// VC 1.1 demands `issuanceDate` (VC Data Model 1.1, section 4.6).
fn issued(document: &Value) -> Option<Check> {
    let date = document.get("issuanceDate").and_then(Value::as_str);
    let malformed = is_vc_1_1(document) && date.is_none_or(|text| Timestamp::parse(text).is_err());
    malformed.then(|| {
        refused("structure-issued", "At /issuanceDate it has no date and time with zone, as VC 1.1 demands.")
    })
}

/// What every credential has (VC Data Model 2.0, section 4.7), and what is too much for us.
fn essentials(document: &Value, kind: Kind) -> Option<Check> {
    if kind == Kind::Presentation {
        let presented = values(document.get("verifiableCredential")).len();
        let says = "It carries more credentials than the sixteen that are looked at.";
        return (presented > MOST_CREDENTIALS)
            .then(|| Check::not_checked(NAME, "too-many-credentials", says));
    }
    if kind.signer(document).is_none() {
        return Some(refused("no-issuer", "It does not say who issued it."));
    }
    let nothing = values(document.get("credentialSubject")).is_empty();
    nothing.then(|| refused("no-subject", "It says nothing of anybody: it has no subject."))
}

fn refused(code: &str, says: &str) -> Check {
    Check::failed(NAME, code, says)
        .with_next_step("Ask the holder for the file as the issuer made it, or tell the issuer.")
}
