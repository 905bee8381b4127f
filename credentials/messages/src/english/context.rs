use credentials::sanitizer::{ForeignText, line};
use credentials::verify::reason::ContextReason;

use super::canonical;
use super::quote::quoted;

pub(super) fn says(reason: &ContextReason) -> String {
    match reason {
        ContextReason::KnownTerms => "Every word in it has a meaning that we know.".to_owned(),
        ContextReason::SignedAsText => "Its text is signed as it is, word by word.".to_owned(),
        ContextReason::DirectionNotSigned => {
            "The direction of writing of this text is not covered by the signature.".to_owned()
        }
        ContextReason::NoContext => {
            "It does not name the vocabularies that say what its words mean.".to_owned()
        }
        ContextReason::Unknown(url) => {
            format!("It uses the vocabulary {url}, which is not among those that we know.")
        }
        ContextReason::Inline | ContextReason::FurtherInline => {
            "It brings definitions of its own for its words.".to_owned()
        }
        ContextReason::Unsupported(what) => {
            format!("It uses {}, which we do not check.", canonical::form(*what))
        }
        ContextReason::TooMuchWork => "It is too complex to check.".to_owned(),
        ContextReason::UnsafeNumber(number) => format!(
            "It holds the number {}, which programs write in different ways and which is not checked here.",
            number.as_line()
        ),
        ContextReason::UndefinedTerm(name) => undefined("the part", name),
        ContextReason::UndefinedType(name) => undefined("the kind", name),
        ContextReason::InvalidId(id) => undefined("the identifier", id),
        ContextReason::NotJsonLd(error) => {
            format!("It breaks the rules of its vocabularies: {}.", line(&canonical::clause(error), 160))
        }
    }
}

fn undefined(what: &str, name: &ForeignText) -> String {
    format!("It holds {what} {}, which no vocabulary defines, so no proof can cover it.", quoted(name))
}

pub(super) const fn next_step(reason: &ContextReason) -> Option<&'static str> {
    match reason {
        ContextReason::UndefinedTerm(_)
        | ContextReason::UndefinedType(_)
        | ContextReason::InvalidId(_)
        | ContextReason::NotJsonLd(_) => {
            Some("Ask the holder for the file as the issuer made it, or tell the issuer.")
        }
        ContextReason::KnownTerms
        | ContextReason::SignedAsText
        | ContextReason::DirectionNotSigned
        | ContextReason::NoContext
        | ContextReason::Unknown(_)
        | ContextReason::Inline
        | ContextReason::FurtherInline
        | ContextReason::Unsupported(_)
        | ContextReason::TooMuchWork
        | ContextReason::UnsafeNumber(_) => None,
    }
}
