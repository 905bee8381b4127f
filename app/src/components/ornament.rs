use domain::{CredentialState, Progress};

/// What surrounds a badge's picture. Line work is earned: it stands only where something is attested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ornament {
    /// Attested: the rosette.
    #[default]
    Earned,
    /// Taken back: cancel lines.
    Cancelled,
    /// Out of date: a picket of lines.
    Expired,
    /// Not signed yet, or not checked to the end: a dashed frame.
    Open,
    /// Checked to the end, and nobody vouches for the issuer: the corners of a frame.
    Unvouched,
}

impl Ornament {
    /// Around a badge of ours: earned by a signature, lost by a revocation.
    pub(crate) fn of(progress: &Progress, state: &CredentialState) -> Self {
        match (state, progress) {
            (CredentialState::Revoked(_), _) => Self::Cancelled,
            (CredentialState::Active, Progress::Signed { .. }) => Self::Earned,
            (CredentialState::Active, Progress::Waiting { .. } | Progress::Refused { .. }) => Self::Open,
        }
    }

    /// Its class in the stylesheet, beside that of the block.
    pub(crate) fn class(self, block: &str) -> String {
        match self {
            Self::Earned => block.to_owned(),
            Self::Cancelled => format!("{block} cancelled"),
            Self::Expired => format!("{block} expired"),
            Self::Open => format!("{block} unattested"),
            Self::Unvouched => format!("{block} unvouched"),
        }
    }
}
