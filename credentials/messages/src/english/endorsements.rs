use credentials::verify::reason::{EndorsementCounts, EndorsementsReason};

pub(super) fn says(reason: &EndorsementsReason) -> String {
    match reason {
        EndorsementsReason::NoEndorsements => "It carries none.".to_owned(),
        EndorsementsReason::NoGood(counts)
        | EndorsementsReason::NotChecked(counts)
        | EndorsementsReason::Endorsed(counts) => counted(*counts),
        EndorsementsReason::NotGood => {
            "An endorsement that is not good says nothing about the badge itself.".to_owned()
        }
    }
}

fn counted(counts: EndorsementCounts) -> String {
    let EndorsementCounts { good, bad, open, unvouched, elsewhere } = counts;
    let parts = [
        (good, "good"),
        (bad, "not good"),
        (open, "not checked"),
        (unvouched, "by an issuer for whom nobody vouches"),
        (elsewhere, "good but about something else"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let total = good + bad + open + unvouched + elsewhere;
    let noun = if total == 1 { "endorsement" } else { "endorsements" };
    format!("It carries {total} {noun}: {}.", parts.join(", "))
}
