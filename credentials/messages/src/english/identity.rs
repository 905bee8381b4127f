use credentials::verify::reason::IdentityReason;

use super::labels::fetched;
use super::quote::quoted;

pub(super) fn says(reason: &IdentityReason) -> String {
    match reason {
        IdentityReason::NobodyVouches => {
            "Nobody vouches for the issuer. Anybody can make a key and give it any name.".to_owned()
        }
        IdentityReason::Domain { host, fetched_by } => {
            format!("Its identifier belongs to {}.", fetched(host, fetched_by.as_deref()))
        }
        IdentityReason::Listed { name, owner } => {
            format!("The list of {owner} has its identifier, as that of {}.", quoted(name))
        }
        IdentityReason::Pinned => "Its identifier is one that you trust.".to_owned(),
        IdentityReason::PinnedLedger => "Its key is in a ledger whose checkpoint key you trust.".to_owned(),
        IdentityReason::OwnInstallation => {
            "Its key is in the ledger of the installation on this computer, which is a trial.".to_owned()
        }
    }
}

pub(super) const fn next_step(reason: &IdentityReason) -> Option<&'static str> {
    match reason {
        IdentityReason::NobodyVouches => Some(
            "Ask the institution itself, at an address that you already know, whether this key is its own.",
        ),
        IdentityReason::Domain { .. }
        | IdentityReason::Listed { .. }
        | IdentityReason::Pinned
        | IdentityReason::PinnedLedger
        | IdentityReason::OwnInstallation => None,
    }
}
