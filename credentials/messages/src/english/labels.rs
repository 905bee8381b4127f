use credentials::verify::{CheckName, Identity, Outcome};

/// The name of a check.
pub(crate) const fn check(name: CheckName) -> &'static str {
    match name {
        CheckName::Format => "Format",
        CheckName::Context => "Vocabulary",
        CheckName::PlainForm => "Plain form",
        CheckName::Proof => "Signature",
        CheckName::IssuerBinding => "Key",
        CheckName::Validity => "Dates",
        CheckName::Status => "Revocation",
        CheckName::Ledger => "Ledger",
        CheckName::Identity => "Issuer",
        CheckName::Recipient => "Recipient",
        CheckName::Conformance => "Standard",
        CheckName::Refresh => "Newer copy",
        CheckName::Endorsements => "Endorsements",
        CheckName::Holder => "Holder",
        CheckName::Challenge => "Challenge",
        CheckName::Domain => "Site",
    }
}

/// The label of an outcome, always one of these four.
pub(crate) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "Passed",
        Outcome::Failed => "Failed",
        Outcome::NotChecked => "Could not be checked",
        Outcome::NotApplicable => "Does not apply",
    }
}

/// The proven identity of an issuer; none when nobody vouches for the issuer.
pub(crate) fn identity_label(identity: &Identity) -> Option<String> {
    match identity {
        Identity::None => None,
        Identity::Domain { fetched_by, .. } => {
            identity.domain_name().map(|host| fetched(&host, fetched_by.as_deref()))
        }
        Identity::Listed { name, owner } => Some(format!("{name}, an issuer in the list of {owner}")),
        Identity::Pinned => Some("an issuer that you trust".to_owned()),
        Identity::PinnedLedger => Some("a key in a ledger that you trust".to_owned()),
        Identity::OwnInstallation => Some("a key of the installation on this computer".to_owned()),
    }
}

/// A proven host, and the program that fetched its document for the reader, unless the reader's own program did.
pub(super) fn fetched(host: &str, by: Option<&str>) -> String {
    by.map_or_else(|| host.to_owned(), |by| format!("{host}, as fetched by {by}"))
}
