use credentials::sanitizer::{ForeignText, line};
use credentials::verify::reason::ContextReason;

use super::canonical;
use super::quote::quoted;

pub(super) fn says(reason: &ContextReason) -> String {
    match reason {
        ContextReason::KnownTerms => "Every term in the badge has a known meaning.".to_owned(),
        ContextReason::SignedAsText => "The signature covers the exact text of the badge.".to_owned(),
        ContextReason::DirectionNotSigned => {
            "The signature does not cover the writing direction of this text.".to_owned()
        }
        ContextReason::NoContext => {
            "The badge does not name the vocabularies that define its terms.".to_owned()
        }
        ContextReason::Unknown(url) => {
            format!("The badge uses the vocabulary {url}, which this version does not know.")
        }
        ContextReason::Inline | ContextReason::FurtherInline => {
            "The badge contains definitions of its own for its terms.".to_owned()
        }
        ContextReason::Unsupported(what) => {
            format!("The badge uses {}, which we do not check.", canonical::form(*what))
        }
        ContextReason::TooMuchWork => "The badge is too complex to check.".to_owned(),
        ContextReason::UnsafeNumber(number) => format!(
            "The badge contains the number {}, which programs write in different ways. This version does not check \
             it.",
            number.as_line()
        ),
        ContextReason::UndefinedTerm(name) => undefined("the part", name),
        ContextReason::UndefinedType(name) => undefined("the kind", name),
        ContextReason::InvalidId(id) => undefined("the identifier", id),
        ContextReason::NotJsonLd(error) => {
            format!(
                "The badge breaks the rules of its vocabularies: {}.",
                line(&canonical::clause(error), 160)
            )
        }
    }
}

fn undefined(what: &str, name: &ForeignText) -> String {
    format!(
        "The badge contains {what} {}, which no vocabulary defines, so no signature can cover it.",
        quoted(name)
    )
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
