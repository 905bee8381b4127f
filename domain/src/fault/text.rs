use serde::{Deserialize, Serialize};

/// A text that people type into a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormText {
    /// The name of an institution, a badge or a person.
    Name,
    /// The description of an institution or a badge.
    Description,
    /// The criteria for earning a badge.
    Criteria,
    /// The text alternative of a badge's picture.
    Caption,
    /// One tag of a badge.
    Tag,
    /// The e-mail address of a recipient.
    Email,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFault {
    /// Nothing was typed.
    Missing(FormText),
    /// More characters than fit.
    TooLong {
        /// The text.
        text: FormText,
        /// Its length in characters.
        length: usize,
        /// How many fit.
        most: usize,
    },
    /// It has an override of the reading direction (U+202D, U+202E): it reads otherwise than it is stored.
    DirectionOverride(FormText),
    /// It has a control character, which nobody sees.
    ControlCharacter {
        /// The text.
        text: FormText,
        /// The first such character.
        character: char,
    },
}

fault_codes! { TextFault as Text {
    Self::Missing(_) => "text-missing",
    Self::TooLong { .. } => "text-too-long",
    Self::DirectionOverride(_) => "direction-override",
    Self::ControlCharacter { .. } => "control-character",
} }
