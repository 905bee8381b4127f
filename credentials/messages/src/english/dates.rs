use credentials::verify::reason::{DatesReason, Moment};

use super::quote::quoted;

pub(super) fn says(reason: &DatesReason) -> String {
    match reason {
        DatesReason::NoDates => "The badge names no dates.".to_owned(),
        DatesReason::Until(until) => format!("Valid until {}.", shown(*until)),
        DatesReason::Within { from, until } => {
            format!("Valid from {} to {}.", shown(*from), shown(*until))
        }
        DatesReason::Since(from) => format!("Valid since {}; it has no end date.", shown(*from)),
        DatesReason::NotYetValid(from) => format!("The badge is not valid before {}.", shown(*from)),
        DatesReason::Expired(until) => format!("The badge was valid until {}.", shown(*until)),
        DatesReason::Malformed { member, given } => {
            let given = given.as_ref().map(|text| format!(" ({})", quoted(text))).unwrap_or_default();
            format!(
                "The “{member}”{given} is not a date and time in the form of the standard, such as \
                 2026-03-01T09:00:00Z."
            )
        }
        DatesReason::WithoutZone => "The time has no time zone and was read as UTC.".to_owned(),
    }
}

/// The day; on that day itself the time of day too.
fn shown(moment: Moment) -> String {
    let day = moment.at.long_date();
    if moment.is_today { format!("{day}, {} UTC", moment.at.time_of_day()) } else { day }
}

pub(super) const fn next_step(reason: &DatesReason) -> Option<&'static str> {
    match reason {
        DatesReason::NotYetValid(_) => Some("Check the badge again then."),
        DatesReason::Expired(_) => Some("Ask the holder whether they have a newer badge."),
        DatesReason::NoDates
        | DatesReason::Until(_)
        | DatesReason::Within { .. }
        | DatesReason::Since(_)
        | DatesReason::Malformed { .. }
        | DatesReason::WithoutZone => None,
    }
}
