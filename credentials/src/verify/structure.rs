//! Does it have the parts that Open Badges 3.0 demands, in the plain form? (Open Badges 3.0, annex B)

use serde_json::Value;

use super::context::is_vc_1_1;
use super::plain::plain;
use super::report::{Check, CheckName};
use super::shape;
use crate::lint;

const NAME: CheckName = CheckName::Structure;

/// The parts of a badge and their form.
pub(super) fn check(document: &Value) -> Check {
    if is_vc_1_1(document) {
        return Check::not_checked(NAME, "vc-1-1", "The parts of a badge after VC 1.1 are not looked at.");
    }
    if let Some((code, says)) = shape::fault(document) {
        return refused(code, says);
    }
    let mut findings = lint::structure(document);
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

fn refused(code: &str, says: &str) -> Check {
    Check::failed(NAME, code, says)
        .with_next_step("Ask the holder for the file as the issuer made it, or tell the issuer.")
}
