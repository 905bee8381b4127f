use signer_facts::summary::{ChangeTitle, shortened};

pub(super) fn says(title: &ChangeTitle) -> String {
    let says = match title {
        ChangeTitle::RegisterBadge { name } => return shortened(&format!("Issue a new badge: {name}")),
        ChangeTitle::AllowBatch { credentials } => {
            return format!("Issue {credentials} credentials at once, above the ceilings");
        }
        ChangeTitle::AllowRevocations { count } => {
            return format!("Revoke {count} badges, above the ceilings");
        }
        ChangeTitle::SetProfile => "Change what badges say about their issuer",
        ChangeTitle::SetCeilings => "Change how much may be issued without an approval",
        ChangeTitle::InviteApprover => "Let a further person approve",
        ChangeTitle::RemoveApprover => "Take an approver's right to approve",
        ChangeTitle::SetQuorum => "Change how many people have to approve",
        ChangeTitle::Unfreeze => "Let a frozen issuer sign again",
        ChangeTitle::BindIssuer => "Let a further issuer sign",
        ChangeTitle::RotateKey => "Let another key sign for the issuer",
        ChangeTitle::RevokeKey => "Report a compromised key",
        ChangeTitle::DestroyKey => "Destroy a private key",
        ChangeTitle::NameStatusKeeper => "Let another party sign status lists",
        ChangeTitle::RemoveStatusKeeper => "Let nobody else sign status lists any more",
    };
    says.to_owned()
}
