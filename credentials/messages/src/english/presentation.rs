use credentials::verify::reason::{Demand, PresentationReason};

pub(super) fn says(reason: &PresentationReason) -> String {
    match reason {
        PresentationReason::NotDemanded(what) => format!("No {} was requested.", demand(*what)),
        PresentationReason::AsDemanded(what) => {
            format!("The {} of the presentation is the requested one.", demand(*what))
        }
        PresentationReason::Absent(what) => format!("The presentation has no signature, and so no {}.", demand(*what)),
        PresentationReason::NoProofAsked => {
            "The presentation has no signature, so it does not show who presents it. No signature was requested.".to_owned()
        }
        PresentationReason::NobodyHolds => "The presentation does not show who holds it.".to_owned(),
        PresentationReason::ByTheHolder(id) => {
            format!("A key of {}, its named holder, signed the presentation.", id.as_line())
        }
        PresentationReason::OtherSubject => {
            "A credential in the presentation is about another person than the holder.".to_owned()
        }
        PresentationReason::NoHolder => "The presentation does not name its holder.".to_owned(),
        PresentationReason::WrongHolder => "The presentation names one holder, but another holder’s key signed it.".to_owned(),
    }
}

const fn demand(what: Demand) -> &'static str {
    match what {
        Demand::Challenge => "challenge",
        Demand::Domain => "site",
    }
}
