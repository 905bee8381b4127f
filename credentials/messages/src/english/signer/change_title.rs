use signer_facts::summary::{ChangeTitle, shortened};

pub(super) fn says(title: &ChangeTitle) -> String {
    let says = match title {
        ChangeTitle::RegisterBadge { name } => return shortened(&format!("Allow this new badge: {name}")),
        ChangeTitle::AllowBatch { credentials } => {
            return format!("Allow {credentials} credentials at once, above the ceilings");
        }
        ChangeTitle::AllowRevocations { count } => {
            return format!("Revoke {count} badges, above the ceilings");
        }
        ChangeTitle::SetProfile => "Change what badges say about their issuer",
        ChangeTitle::SetCeilings => "Change how much may be issued without an approval",
        ChangeTitle::InviteApprover => "Add an approver",
        ChangeTitle::RemoveApprover => "Remove an approver",
        ChangeTitle::SetQuorum => "Change how many approvals a change needs",
        ChangeTitle::Unfreeze => "Resume signing for an issuer",
        ChangeTitle::BindIssuer => "Allow signing for a further issuer",
        ChangeTitle::RotateKey => "Allow another key to sign for the issuer",
        ChangeTitle::RevokeKey => "Report a compromised key",
        ChangeTitle::DestroyKey => "Destroy a private key",
        ChangeTitle::NameStatusKeeper => "Allow another party to sign status lists",
        ChangeTitle::RemoveStatusKeeper => "Allow nobody else to sign status lists",
    };
    says.to_owned()
}
