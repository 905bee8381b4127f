use credentials::verify::reason::{RecipientKind, RecipientReason};

use super::quote::quoted;

pub(super) fn says(reason: &RecipientReason) -> String {
    match reason {
        RecipientReason::NothingToCompare => "You named nobody to compare it with.".to_owned(),
        RecipientReason::SameId => "The identifier you gave is the one in the badge.".to_owned(),
        RecipientReason::Same(RecipientKind::Email) => {
            "The e-mail address you gave is the one sealed in the badge.".to_owned()
        }
        RecipientReason::Same(RecipientKind::Name) => {
            "The name you gave is the one in the badge. Other people may have it too.".to_owned()
        }
        RecipientReason::Same(RecipientKind::Declared) => {
            "What you gave is what identifies the recipient in the badge.".to_owned()
        }
        RecipientReason::SealedByMd5 => {
            "The badge seals it with MD5, an old method for which two texts with one seal can be made.".to_owned()
        }
        RecipientReason::OtherAddress => {
            "The address you gave is not the one sealed in the badge.".to_owned()
        }
        RecipientReason::Other => {
            "What you gave is not what identifies the recipient in the badge.".to_owned()
        }
        RecipientReason::NoAddress => "The badge holds no e-mail address to compare with.".to_owned(),
        RecipientReason::NoNameOrNumber => "The badge holds no name or number to compare with.".to_owned(),
        RecipientReason::HashUnknown => {
            "The badge seals its recipient in a way that this version does not know, so it could not be compared."
                .to_owned()
        }
        RecipientReason::OtherSpelling { names, given } if names.is_empty() => format!(
            "The badge seals a name that is not spelled {}. It may be another spelling of the same name.",
            quoted(given)
        ),
        RecipientReason::OtherSpelling { names, given } => {
            let names: Vec<String> = names.iter().map(quoted).collect();
            format!(
                "The badge names {}, and you gave {}. Whether they are one person you must judge.",
                names.join(" and "),
                quoted(given)
            )
        }
    }
}

pub(super) const fn next_step(reason: &RecipientReason) -> Option<&'static str> {
    match reason {
        RecipientReason::OtherAddress => {
            Some("Try another form of it; holders often have several addresses.")
        }
        RecipientReason::NothingToCompare
        | RecipientReason::SameId
        | RecipientReason::Same(_)
        | RecipientReason::SealedByMd5
        | RecipientReason::Other
        | RecipientReason::NoAddress
        | RecipientReason::NoNameOrNumber
        | RecipientReason::HashUnknown
        | RecipientReason::OtherSpelling { .. } => None,
    }
}
