use super::number::grouped;
use signer_facts::reason::StatusListReason;

pub(super) fn says(reason: &StatusListReason) -> String {
    let says = match reason {
        StatusListReason::Validity { hours } => {
            return format!("a status list is valid for at most {hours} hours from now");
        }
        StatusListReason::Ttl { milliseconds } => {
            return format!("a status list has a `ttl` of at most {} milliseconds", grouped(*milliseconds));
        }
        StatusListReason::ForeignId => "the status list does not lie below this installation's `/status/`",
        StatusListReason::ClearsRevocation => {
            "the list would clear a revocation. A revoked badge stays revoked"
        }
        StatusListReason::StillOpen => {
            "the issuer's newest status list has room. The next one is opened when 90 % of its indexes are in use"
        }
        StatusListReason::SignedThisHour => {
            "the status list was signed in this hour already, and nothing in it changed"
        }
        StatusListReason::OtherPurpose => "the status list's purpose is not `revocation`",
        StatusListReason::OtherIssuer => "the status list belongs to another issuer",
        StatusListReason::OtherLength => "the status list no longer has its first length",
        StatusListReason::UnheldIndex => "the list sets an index that no credential signed here holds",
    };
    says.to_owned()
}
