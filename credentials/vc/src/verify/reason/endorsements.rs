/// Numbers of endorsements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndorsementCounts {
    /// Good, and about the badge.
    pub good: usize,
    /// Not good.
    pub bad: usize,
    /// Not checked, or not completely.
    pub open: usize,
    /// By issuers without a party that vouches for them.
    pub unvouched: usize,
    /// Good, but about something else.
    pub elsewhere: usize,
}

/// The result of the check of endorsements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndorsementsReason {
    /// The badge has no endorsements.
    NoEndorsements,
    /// None is good, and none is open.
    NoGood(EndorsementCounts),
    /// None is good, and some could not be checked.
    NotChecked(EndorsementCounts),
    /// At least one is good.
    Endorsed(EndorsementCounts),
    /// Remark: one is not good.
    NotGood,
}

codes! { EndorsementsReason as Endorsements {
    Self::NoEndorsements => "no-endorsements",
    Self::NoGood(_) => "no-good-endorsement",
    Self::NotChecked(_) => "endorsements-not-checked",
    Self::Endorsed(_) => "endorsed",
    Self::NotGood => "endorsement-not-good",
} }
