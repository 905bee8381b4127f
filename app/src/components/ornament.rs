use domain::Progress;
use report_html::Ornament;

/// The ornament of a badge in the register: earned with the signature, lost with the revocation.
pub(crate) fn ornament_of(progress: &Progress, is_revoked: bool) -> Ornament {
    match progress {
        _ if is_revoked => Ornament::Cancelled,
        Progress::Signed { .. } => Ornament::Earned,
        Progress::Waiting { .. } | Progress::Refused { .. } => Ornament::Open,
    }
}
