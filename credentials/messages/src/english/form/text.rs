use domain::fault::{FormText, TextFault};

use super::pair;
use crate::form::FindingWords;

pub(super) fn words(fault: TextFault) -> FindingWords {
    match fault {
        TextFault::Missing(text) => pair(format!("{} is missing.", named(text)), "Fill it in."),
        TextFault::TooLong { text, length, most } => pair(
            format!("{} has {length} characters. The limit is {most}.", named(text)),
            format!("Shorten it by {}.", length.saturating_sub(most)),
        ),
        TextFault::DirectionOverride(text) => pair(
            format!("{} holds an invisible sign that reverses the order of its letters.", named(text)),
            "Type it again instead of pasting it.",
        ),
        TextFault::ControlCharacter { text, character: _ } => pair(
            format!("{} contains invisible control characters.", named(text)),
            "Type it again instead of pasting it.",
        ),
    }
}

/// The text at the start of a sentence.
const fn named(text: FormText) -> &'static str {
    match text {
        FormText::Name => "The name",
        FormText::Description => "The description",
        FormText::Criteria => "The text of the requirements",
        FormText::Caption => "The description of the picture",
        FormText::Tag => "A tag",
        FormText::Email => "The e-mail address",
    }
}
