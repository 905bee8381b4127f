use signer_facts::reason::CredentialReason;

pub(super) fn says(reason: &CredentialReason) -> String {
    let says = match reason {
        CredentialReason::FromInFuture { minutes } => {
            return format!(
                "`validFrom` lies more than {minutes} minutes in the future. Compare the clocks of server and signer"
            );
        }
        CredentialReason::FromTooOld { days } => {
            return format!("`validFrom` lies more than {days} days in the past");
        }
        CredentialReason::AwardedOutside { days } => {
            return format!("`awardedDate` lies in the future, or more than {days} days in the past");
        }
        CredentialReason::UntilBeforeFrom => "`validUntil` is not after `validFrom`",
        CredentialReason::ForeignId => {
            "the credential's id does not lie below this installation's `/credentials/`"
        }
        CredentialReason::OtherPath => {
            "below this installation's address a credential's id lies in `/credentials/`"
        }
        CredentialReason::TypeNotAdmitted => {
            "the signer's configuration admits no credential of this type for this key (`[[other_credentials]]`)"
        }
        CredentialReason::UnregisteredBadge => {
            "this badge version was never registered with the signer, or differs from what was registered. Publish it first"
        }
        CredentialReason::NoProfile => {
            "no profile is registered for the issuer. Have one approved (`set-profile`); the web server asks for it"
        }
        CredentialReason::OtherProfile => {
            "the credential's `issuer` is not the profile that was registered for the issuer. Have the change approved first (`set-profile`)"
        }
        CredentialReason::OtherName => "the credential's `name` is not its achievement's name",
        CredentialReason::Identities => {
            "the credential names more identities than one person has, or two of one type"
        }
        CredentialReason::HiddenCharacter => {
            "the credential contains a control character, one that turns the reading direction, or, in a name, a line break or an invisible character"
        }
        CredentialReason::OutsideBound => {
            "a member of the credential is outside the bound that was approved for it"
        }
        CredentialReason::UnregisteredMember => {
            "the credential contains a member that its badge version was registered without. Publish a version with an entry for it"
        }
        CredentialReason::StatementsMissing => {
            "the credential's canonical form has fewer statements than its badge version's template and its own members"
        }
        CredentialReason::OtherContent => "a credential with this id was signed before, with other content",
        CredentialReason::RevokedBeforeSigning => {
            "the key that was to sign this credential was revoked before it did. Issue the credential again under the issuer's new key"
        }
        CredentialReason::TwiceInRequest => {
            "another credential of this request has the same id or the same status index"
        }
    };
    says.to_owned()
}
