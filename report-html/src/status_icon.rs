/// A status icon in `art/marks.svg`. Their shapes differ, so that they are distinct without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusIcon {
    /// Checked and found good. Never for something unchecked.
    Good,
    /// Wrong, or revoked.
    Stop,
    /// Waits for a person, or is out of date.
    Warn,
    /// Changed after signing.
    Changed,
    /// Could not be checked.
    Unknown,
    /// Unaltered, and nobody vouches for its issuer.
    Unvouched,
    /// Does not apply.
    Blank,
    /// In progress.
    Wait,
    /// Not published.
    Draft,
    /// Sent.
    Sent,
    /// Opened by its learner.
    Claimed,
}

impl StatusIcon {
    /// Its name in the stylesheet and in the file of shapes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Stop => "stop",
            Self::Warn => "warn",
            Self::Changed => "changed",
            Self::Unknown => "unknown",
            Self::Unvouched => "unvouched",
            Self::Blank => "none",
            Self::Wait => "wait",
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Claimed => "claimed",
        }
    }

    /// Address of its shape.
    #[must_use]
    pub fn shape(self) -> String {
        format!("/art/marks.svg#m-{}", self.name())
    }
}
