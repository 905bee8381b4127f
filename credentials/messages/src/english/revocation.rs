use domain::RevocationReason;

/// The reason as verifiers show it.
pub(crate) const fn revocation(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::IssuedInError => "Issued in error",
        RevocationReason::ReplacedByAnother => "Replaced by another badge",
        RevocationReason::RequirementsNotMet => "The requirements were not met",
        RevocationReason::Misconduct => "Misconduct",
        RevocationReason::HolderAsked => "The holder requested it",
        RevocationReason::NotStated => "The issuer named no reason",
    }
}
