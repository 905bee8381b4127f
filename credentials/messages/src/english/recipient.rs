use credentials::verify::reason::{RecipientKind, RecipientReason};

use super::quote::quoted;

pub(super) fn says(reason: &RecipientReason) -> String {
    match reason {
        RecipientReason::NothingToCompare => "You named nobody to compare with the badge.".to_owned(),
        RecipientReason::SameId => "The identifier you gave is the one in the badge.".to_owned(),
        RecipientReason::Same(RecipientKind::Email) => {
            "The e-mail address you gave matches the fingerprint in the badge.".to_owned()
        }
        RecipientReason::Same(RecipientKind::Name) => {
            "The name you gave is the one in the badge. Other people may have it too.".to_owned()
        }
        RecipientReason::Same(RecipientKind::Declared) => {
            "What you gave is what identifies the recipient in the badge.".to_owned()
        }
        RecipientReason::SealedByMd5 => {
            "The fingerprint in the badge uses MD5, an old method: two texts with the same fingerprint can be made.".to_owned()
        }
        RecipientReason::OtherAddress => {
            "The address you gave does not match the fingerprint in the badge.".to_owned()
        }
        RecipientReason::Other => {
            "What you gave is not what identifies the recipient in the badge.".to_owned()
        }
        RecipientReason::NoAddress => "The badge contains no e-mail address to compare with.".to_owned(),
        RecipientReason::NoNameOrNumber => "The badge contains no name or number to compare with.".to_owned(),
        RecipientReason::HashUnknown => {
            "The badge has a fingerprint of its recipient of a kind that this version does not know, so it could not \
             be compared."
                .to_owned()
        }
        RecipientReason::OtherSpelling { names, given } if names.is_empty() => format!(
            "The badge has the fingerprint of a name that is not spelled {}. It may be another spelling of the same \
             name.",
            quoted(given)
        ),
        RecipientReason::OtherSpelling { names, given } => {
            let names: Vec<String> = names.iter().map(quoted).collect();
            format!(
                "The badge names {}, and you gave {}. You must judge whether they are the same person.",
                names.join(" and "),
                quoted(given)
            )
        }
    }
}

pub(super) const fn next_step(reason: &RecipientReason) -> Option<&'static str> {
    match reason {
        RecipientReason::OtherAddress => {
            Some("Try another name or address. Holders often have several addresses.")
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
