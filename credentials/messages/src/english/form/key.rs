use domain::fault::{KeyFault, KeyField};
use std::borrow::Cow;

pub(crate) fn says(fault: &KeyFault) -> Cow<'static, str> {
    let says = match fault {
        KeyFault::Ceiling { .. } => "This is not a number of badges that can be allowed.",
        KeyFault::Missing(_) => "This field is empty.",
        KeyFault::NotANumber => "This is not a number of approvals.",
        KeyFault::NotAMoment => "This is not a date with a time.",
        KeyFault::NothingWaits => "No badge is waiting for the signer.",
        KeyFault::IdentifierIsKey => "The issuer’s identifier is its key, so it cannot be replaced.",
        KeyFault::ApproverName { most } => {
            return format!("a person's name has 1 to {most} characters").into();
        }
        KeyFault::FreezeReason { most } => {
            return format!("the reason has 1 to {most} characters: those who unfreeze read it").into();
        }
        KeyFault::UnknownKey => "the institution has no key of this name",
        KeyFault::NotCompromised => {
            "badges are reissued only if their key was reported as compromised: report the key, and have the report approved"
        }
        KeyFault::Unreadable => "a stored credential cannot be read any more",
    };
    says.into()
}

pub(super) fn next(fault: KeyFault) -> Cow<'static, str> {
    let next = match fault {
        KeyFault::Ceiling { most } => return format!("Type a whole number from 1 to {most}.").into(),
        KeyFault::Missing(KeyField::FreezeReason) => {
            "Enter the reason: the people who approve that signing resumes \
                 read it."
        }
        KeyFault::Missing(KeyField::Invited) => "Type the person's name as the approval desk will show it.",
        KeyFault::Missing(KeyField::Removed) => "Type the name as the approval desk shows it.",
        KeyFault::NotANumber => "Type a whole number from 1 on.",
        KeyFault::NotAMoment => "Give it as 2026-11-25T18:30, UTC.",
        KeyFault::NothingWaits => "Check the register.",
        KeyFault::IdentifierIsKey => "",
        KeyFault::ApproverName { .. }
        | KeyFault::FreezeReason { .. }
        | KeyFault::UnknownKey
        | KeyFault::NotCompromised
        | KeyFault::Unreadable => "Correct it and send it again.",
    };
    next.into()
}
