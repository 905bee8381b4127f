use credentials::verify::reason::{Demand, PresentationReason};

pub(super) fn says(reason: &PresentationReason) -> String {
    match reason {
        PresentationReason::NotDemanded(what) => format!("No {} was asked for.", demand(*what)),
        PresentationReason::AsDemanded(what) => {
            format!("Its {} is the one that was asked for.", demand(*what))
        }
        PresentationReason::Absent(what) => format!("It has no proof, and so no {}.", demand(*what)),
        PresentationReason::NoProofAsked => {
            "It carries no proof, so nobody is shown to present it; none was asked for.".to_owned()
        }
        PresentationReason::NobodyHolds => "Nobody is shown to hold it.".to_owned(),
        PresentationReason::ByTheHolder(id) => {
            format!("It was made by a key of {}, which it names as its holder.", id.as_line())
        }
        PresentationReason::OtherSubject => {
            "A credential in it is about somebody else than its holder.".to_owned()
        }
        PresentationReason::NoHolder => "It does not say who holds it.".to_owned(),
        PresentationReason::WrongHolder => "It names one holder, but the key of another made it.".to_owned(),
    }
}

const fn demand(what: Demand) -> &'static str {
    match what {
        Demand::Challenge => "challenge",
        Demand::Domain => "site",
    }
}
