use signer_facts::reason::ApprovalReason;

pub(super) fn says(reason: &ApprovalReason) -> String {
    let says = match reason {
        ApprovalReason::TooManyWaiting { most } => {
            return format!(
                "{most} changes are waiting for approval, which is the limit. Approve or decline some first"
            );
        }
        ApprovalReason::TooManyRecoveries { most } => {
            return format!(
                "{most} such changes are waiting already. Approve or decline one, or make the request on the \
                 signer's host"
            );
        }
        ApprovalReason::TooManyWithdrawn { most } => {
            return format!(
                "{most} changes were withdrawn within a day, and no more may be. Decline this one on the signer's host"
            );
        }
        ApprovalReason::OtherDigest { characters } => {
            return format!(
                "the typed text is not the first {characters} characters of the digest. Nothing was approved"
            );
        }
        ApprovalReason::EnrolmentCode { minutes } => {
            return format!(
                "the enrolment code is wrong, used, for another name, or older than {minutes} minutes. It is in the file `enrolment-code` on the signer's host"
            );
        }
        ApprovalReason::UnknownChange => {
            "no change with this digest is waiting: it was never requested, was made, or was declined"
        }
        ApprovalReason::Lapsed => "this change expired before enough people approved it. Request it again",
        ApprovalReason::Paused => {
            "a person on the signer's host paused new requests for changes. They are accepted again after \
             `insignia-signer proposals resume`"
        }
        ApprovalReason::ProposedOnHost => {
            "this change was proposed on the signer's host, where it can be declined. The web server cannot withdraw it"
        }
        ApprovalReason::LongAnswer => {
            "more changes are waiting than one answer can contain. Decline some on the signer's host"
        }
        ApprovalReason::TooLargeToShow => {
            "this change is too large to be shown, so nobody can approve it. Decline it on the signer's host"
        }
        ApprovalReason::ApprovedBefore => "this person approved this change already",
        ApprovalReason::OwnRemoval => {
            "nobody declines their own removal. Another approver can, or a person on the signer's host (insignia-signer decline)"
        }
        ApprovalReason::HostDisabled => {
            "approvals on the signer's host are switched off in its configuration. Approve at the approval desk"
        }
        ApprovalReason::AmbiguousDigest => {
            "several waiting changes have digests that begin with these characters. Give more of the digest"
        }
        ApprovalReason::UnknownPasskey => {
            "this passkey belongs to no approver. Approvers enrol at the approval desk"
        }
        ApprovalReason::UnconfirmedPasskey => {
            "this passkey approves nothing yet: a person on the signer's host has to confirm its fingerprint first (insignia-signer approver confirm)"
        }
        ApprovalReason::ApproversInvite => {
            "there are approvers already. They invite further approvers, and each invitation needs an approval"
        }
        ApprovalReason::NotInvited => "nobody of this name was invited",
        ApprovalReason::OtherFingerprint => {
            "this is not the fingerprint of the passkey that was enrolled under this name. Ask its owner to read it from the approval desk again. If it still differs, somebody else used the code: run insignia-signer approver reject"
        }
        ApprovalReason::NothingToConfirm => {
            "no passkey of this name is waiting for confirmation. The approval desk lists those that are"
        }
        ApprovalReason::EnrolledBefore => "this passkey, or somebody of this name, is enrolled already",
    };
    says.to_owned()
}
