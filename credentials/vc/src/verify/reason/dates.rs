use crate::sanitizer::ForeignText;
use crate::time::Timestamp;

/// A moment in relation to the time of the verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment.
    pub at: Timestamp,
    /// Whether the verification is on the same day: then the time of day matters to the reader.
    pub is_today: bool,
}

/// The result of the check of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatesReason {
    /// The document has no dates.
    NoDates,
    /// Valid, with an end and no start.
    Until(Moment),
    /// Valid, with a start and an end.
    Within {
        /// The start.
        from: Moment,
        /// The end.
        until: Moment,
    },
    /// Valid, with a start and no end.
    Since(Moment),
    /// Valid only from this moment on.
    NotYetValid(Moment),
    /// Valid until this moment.
    Expired(Moment),
    /// A date that is not a date and time.
    Malformed {
        /// The member's name.
        member: &'static str,
        /// The member's value, if it is a text.
        given: Option<ForeignText>,
    },
    /// Remark: the time has no zone, and was read as UTC.
    WithoutZone,
}

codes! { DatesReason as Dates {
    Self::NoDates => "no-dates",
    Self::Until(_) | Self::Within { .. } => "within-dates",
    Self::Since(_) => "no-end",
    Self::NotYetValid(_) => "not-yet-valid",
    Self::Expired(_) => "expired",
    Self::Malformed { .. } => "dates-malformed",
    Self::WithoutZone => "time-without-zone",
} }
