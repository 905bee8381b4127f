use credentials::lint::Finding;
use credentials::sanitizer::{ForeignAddress, line};
use credentials::verify::reason::ConformanceReason;

use super::fault;
use super::quote::quoted;

pub(super) fn says(reason: &ConformanceReason) -> String {
    match reason {
        ConformanceReason::Complete => "The badge has all the parts of an Open Badge.".to_owned(),
        ConformanceReason::NotAnOpenBadge => "This is no Open Badge, so we do not know which parts it should have.".to_owned(),
        ConformanceReason::Deviates => "Some parts of the badge do not follow the standard.".to_owned(),
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
    format!("The part at {place} does not follow the standard. {}", line(&fault::fault(&finding.fault), 200))
}
