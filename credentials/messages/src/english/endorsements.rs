use credentials::verify::reason::{EndorsementCounts, EndorsementsReason};

pub(super) fn says(reason: &EndorsementsReason) -> String {
    match reason {
        EndorsementsReason::NoEndorsements => "The badge contains no endorsements.".to_owned(),
        EndorsementsReason::NoGood(counts)
        | EndorsementsReason::NotChecked(counts)
        | EndorsementsReason::Endorsed(counts) => counted(*counts),
        EndorsementsReason::NotGood => {
            "An endorsement that is not valid does not affect the badge itself.".to_owned()
        }
    }
}

fn counted(counts: EndorsementCounts) -> String {
    let EndorsementCounts { good, bad, open, unvouched, elsewhere } = counts;
    let parts = [
        (good, "valid"),
        (bad, "not valid"),
        (open, "not checked"),
        (unvouched, "by an issuer that nobody vouches for"),
        (elsewhere, "valid, but about something else"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let total = good + bad + open + unvouched + elsewhere;
    let noun = if total == 1 { "endorsement" } else { "endorsements" };
    format!("The badge contains {total} {noun}: {}.", parts.join(", "))
}
