/// The ornament around a badge's picture. Line work appears only around something attested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ornament {
    /// Attested: the rosette.
    #[default]
    Earned,
    /// Revoked: cancel lines.
    Cancelled,
    /// Out of date: a picket of lines.
    Expired,
    /// Not signed yet, or not fully verified: a dashed frame.
    Open,
    /// Fully verified, and nobody vouches for the issuer: the corners of a frame.
    Unvouched,
}

impl Ornament {
    /// Its class in the stylesheet, in addition to the block's.
    #[must_use]
    pub fn class(self, block: &str) -> String {
        match self {
            Self::Earned => block.to_owned(),
            Self::Cancelled => format!("{block} cancelled"),
            Self::Expired => format!("{block} expired"),
            Self::Open => format!("{block} unattested"),
            Self::Unvouched => format!("{block} unvouched"),
        }
    }
}
