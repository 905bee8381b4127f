use serde::{Deserialize, Serialize};

/// What is wrong with a result, or with the description of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultFault {
    /// The required level is not in the description.
    RequiredLevel,
    /// The named description is not in the achievement.
    UnknownDescription,
    /// The achieved level is not in the result's description.
    AchievedLevel,
    /// The description requires a status.
    StatusMissing,
    /// None of the allowed values.
    NotAllowed,
    /// Not a number, although the description has bounds.
    NotANumber,
    /// Outside the bounds of the description.
    OutsideBounds,
}

fault_codes! { ResultFault as Result {
    Self::RequiredLevel | Self::AchievedLevel => "unknown-level",
    Self::UnknownDescription => "unknown-result",
    Self::StatusMissing => "missing",
    Self::NotAllowed | Self::NotANumber | Self::OutsideBounds => "value-not-allowed",
} }
