use serde::{Deserialize, Serialize};

/// What is wrong with a badge design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadgeFault {
    /// Its kind is not in the standard's list (`AchievementType`, Open Badges 3.0).
    UnknownKind,
    /// It has more tags than fit.
    TooManyTags {
        /// How many.
        count: usize,
        /// How many fit.
        most: usize,
    },
    /// No picture is chosen.
    NoPicture,
    /// The uploaded picture is not stored any more.
    PictureGone,
    /// An uploaded picture has no description.
    NoCaption,
}

fault_codes! { BadgeFault as Badge {
    Self::UnknownKind => "unknown-kind",
    Self::TooManyTags { .. } => "too-many-tags",
    Self::NoPicture => "no-picture",
    Self::PictureGone => "picture-gone",
    Self::NoCaption => "no-caption",
} }
