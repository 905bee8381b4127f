use signer_facts::reason::SupersedingReason;

pub(super) fn says(reason: &SupersedingReason) -> String {
    let says = match reason {
        SupersedingReason::MemberChanged { member } => {
            return format!("`{member}` was changed. It must stay as it was signed");
        }
        SupersedingReason::NeverSigned => "no credential of this id was signed here",
        SupersedingReason::OtherText => "the earlier credential is not the one that was signed under this id",
        SupersedingReason::KeyNotRevoked => "the key that signed the earlier credential was not revoked",
        SupersedingReason::NoObject => "it is not an object",
        SupersedingReason::NotLater => "`validFrom` is not later than it was",
        SupersedingReason::IndexTaken => {
            "this index of the status list belongs to a credential. A reissued credential gets a new index"
        }
        SupersedingReason::Revoked => "the earlier credential is revoked. A revoked badge stays revoked",
        SupersedingReason::Expired => "the earlier credential has expired. It is not reissued",
    };
    says.to_owned()
}
