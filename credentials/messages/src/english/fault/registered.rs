use credentials::lint::RegisteredFault;
use credentials::lint::registered::PerRecipient;

pub(super) fn says(fault: &RegisteredFault) -> String {
    let sentence = match fault {
        RegisteredFault::NameMissing => "It has no \"name\": it is the achievement's.",
        RegisteredFault::OtherName => "\"name\" is not the achievement's name.",
        RegisteredFault::OtherProfile => "\"issuer\" is not the profile that was registered for the issuer.",
        RegisteredFault::NotOneSubject => "A badge has one subject.",
        RegisteredFault::NotThePicture => {
            "\"relatedResource\" is an array of one: the achievement's picture with its digest."
        }
        RegisteredFault::PictureMissing => {
            "The badge version has a picture with an approved digest, so \"relatedResource\" must name the picture and its \
             digest."
        }
        RegisteredFault::NoDigest => "The picture has no digest.",
        RegisteredFault::NothingApproved => {
            "The badge version was registered without an entry for anything in this part, so nobody approved it."
        }
        RegisteredFault::NotApproved => {
            "The badge version was registered without an entry for this member, so nobody approved it."
        }
        RegisteredFault::OutsideBound(entry) => {
            return format!("This is outside what was approved: {}.", bound(entry));
        }
        RegisteredFault::NotOneType => "A part of a badge is of one type.",
        RegisteredFault::HiddenCharacter => {
            "It contains a control character, a character that turns the reading direction, or, in a name, a line \
             break or an invisible character: remove it."
        }
        RegisteredFault::NotIdentities => "\"identifier\" is an array of identity objects.",
        RegisteredFault::TooManyIdentities(most) => {
            return format!("A subject has at most {most} identities, so that one badge is for one person.");
        }
        RegisteredFault::SameIdentityType => "A subject has one identity of each type.",
        RegisteredFault::UndeclaredIdentity => "The badge version declares no identities of this type.",
        RegisteredFault::IdentityOutsideBound => "The identity is outside the bound for its type.",
    };
    sentence.to_owned()
}

/// The type and bound of an entry.
fn bound(entry: &PerRecipient) -> String {
    match entry {
        PerRecipient::Text { most, .. } => format!("a text of at most {most} characters"),
        PerRecipient::Date { .. } => "a date".to_owned(),
        PerRecipient::Number { least, most, .. } => format!("a number from {least} to {most}"),
        PerRecipient::OneOf { values, .. } => format!("one of: {}", values.join("; ")),
        PerRecipient::Url { below, .. } => format!("an address that begins with {below}"),
    }
}
