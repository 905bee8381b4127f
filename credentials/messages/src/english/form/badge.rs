use domain::fault::BadgeFault;

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: BadgeFault) -> FindingWords {
    match fault {
        BadgeFault::UnknownKind => {
            pair("This kind of achievement is not in the standard's list.", "Choose one from the list.")
        }
        BadgeFault::TooManyTags { count, most } => {
            pair(format!("These are {count} tags; {most} fit."), "Keep the ones that people search for.")
        }
        BadgeFault::NoPicture => {
            pair("No picture is chosen.", "Choose one of the eight, or a file of your own.")
        }
        BadgeFault::PictureGone => {
            pair("The uploaded picture is no longer stored here.", "Choose the file again.")
        }
        BadgeFault::NoCaption => pair(
            "Your picture has no description.",
            "Write what it shows. People who cannot see it hear this text.",
        ),
    }
}
