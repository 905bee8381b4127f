use credentials::lint::Finding;
use credentials::sanitizer::{ForeignAddress, line};
use credentials::verify::reason::ConformanceReason;

use super::fault;
use super::quote::quoted;

pub(super) fn says(reason: &ConformanceReason) -> String {
    match reason {
        ConformanceReason::Complete => "It has all the parts of a badge.".to_owned(),
        ConformanceReason::NotAnOpenBadge => "It is no Open Badge, whose parts we know.".to_owned(),
        ConformanceReason::Deviates => "It is not in every part in the form of the standard.".to_owned(),
        ConformanceReason::DataModel(finding) | ConformanceReason::Structure(finding) => deviation(finding),
        ConformanceReason::More(more) => format!("There are {more} more deviations."),
        ConformanceReason::TokenClaims => {
            "The token has no claim “sub”, because the subject has no identifier. Open Badges 3.0 demands both."
                .to_owned()
        }
        ConformanceReason::TokenType(kind) => format!(
            "The token’s header names the type {}; Open Badges 3.0 has “JWT” there.",
            quoted(kind)
        ),
        ConformanceReason::TokenMember(name) => format!(
            "The token’s header has the member {}, which Open Badges 3.0 does not have there.",
            quoted(name)
        ),
    }
}

fn deviation(finding: &Finding) -> String {
    let place = ForeignAddress::new(&finding.pointer, 120);
    format!("At {place} it is not as the standard demands. {}", line(&fault::fault(&finding.fault), 200))
}
