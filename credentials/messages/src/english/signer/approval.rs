use signer_facts::reason::ApprovalReason;

pub(super) fn says(reason: &ApprovalReason) -> String {
    let says = match reason {
        ApprovalReason::TooManyWaiting { most } => {
            return format!(
                "{most} changes wait for approval, and no more may. Approve or decline some first"
            );
        }
        ApprovalReason::TooManyRecoveries { most } => {
            return format!(
                "{most} such changes wait already. Approve or decline one, or ask on the signer's host"
            );
        }
        ApprovalReason::TooManyWithdrawn { most } => {
            return format!(
                "{most} changes were withdrawn within a day, and no more may be. Decline this one on the signer's host"
            );
        }
        ApprovalReason::OtherDigest { characters } => {
            return format!(
                "what was typed is not the first {characters} characters of the digest. Nothing was approved"
            );
        }
        ApprovalReason::EnrolmentCode { minutes } => {
            return format!(
                "the enrolment code is wrong, used, for another name, or older than {minutes} minutes. It is in the file `enrolment-code` on the signer's host"
            );
        }
        ApprovalReason::UnknownChange => {
            "no change of this digest waits: it was never asked for, was made, or was declined"
        }
        ApprovalReason::Lapsed => "this change lapsed before enough people approved it. Ask for it again",
        ApprovalReason::Paused => {
            "a person on the signer's host paused new proposals. They go on after `insignia-signer proposals resume`"
        }
        ApprovalReason::ProposedOnHost => {
            "this change was proposed on the signer's host, where it can be declined. The web server cannot withdraw it"
        }
        ApprovalReason::LongAnswer => {
            "more waits than one answer can hold. Decline some on the signer's host"
        }
        ApprovalReason::TooLargeToShow => {
            "this change is too large to be shown, so nobody can approve it. Decline it on the signer's host"
        }
        ApprovalReason::ApprovedBefore => "this person approved this change already",
        ApprovalReason::OwnRemoval => {
            "nobody declines their own removal. Another approver can, or a person on the signer's host (insignia-signer decline)"
        }
        ApprovalReason::HostDisabled => {
            "approvals on the signer's host are switched off in its configuration. Approve at the desk"
        }
        ApprovalReason::AmbiguousDigest => {
            "several changes wait whose digests begin so. Give more of the digest"
        }
        ApprovalReason::UnknownPasskey => {
            "this passkey is no approver's. Approvers are enrolled at the signer's desk"
        }
        ApprovalReason::UnconfirmedPasskey => {
            "this passkey approves nothing yet: a person on the signer's host has to confirm its fingerprint first (insignia-signer approver confirm)"
        }
        ApprovalReason::ApproversInvite => {
            "there are approvers: they invite further people, which is a change like others"
        }
        ApprovalReason::NotInvited => "nobody of this name was invited",
        ApprovalReason::OtherFingerprint => {
            "this is not the fingerprint of the passkey that was enrolled under this name. Have its owner read it from the desk again; if it still differs, somebody else used the code: insignia-signer approver reject"
        }
        ApprovalReason::NothingToConfirm => {
            "no passkey of this name waits to be confirmed. The desk lists those that do"
        }
        ApprovalReason::EnrolledBefore => "this passkey, or somebody of this name, is enrolled already",
    };
    says.to_owned()
}
