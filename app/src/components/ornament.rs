use domain::{CredentialState, Progress};
use report_html::Ornament;

/// The ornament of a badge in the register: earned with the signature, lost with the revocation.
pub(crate) fn ornament_of(progress: &Progress, state: &CredentialState) -> Ornament {
    match (state, progress) {
        (CredentialState::Revoked(_), _) => Ornament::Cancelled,
        (CredentialState::Active, Progress::Signed { .. }) => Ornament::Earned,
        (CredentialState::Active, Progress::Waiting { .. } | Progress::Refused { .. }) => Ornament::Open,
    }
}
