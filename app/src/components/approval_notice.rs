use super::{Moment, Notice, StatusIcon};
use crate::view::Decided;
use domain::{Approval, ApprovalEnd, PendingVersion, Version, WaitingApproval};
use leptos::prelude::*;

/// What people have to approve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Approved {
    /// A version of a badge.
    #[default]
    Badge,
    /// A profile of the institution.
    Profile,
}

impl Approved {
    /// The subject of each sentence: what it is, and its number.
    fn named(self, number: Version) -> String {
        match self {
            Self::Badge => format!("Version {number} "),
            Self::Profile => format!("Profile {number} "),
        }
    }

    /// What happens after the approval.
    const fn soon(self) -> &'static str {
        match self {
            Self::Badge => "It will be public within half a minute, or as soon as you look again.",
            Self::Profile => "It will be in force within half a minute, or as soon as you look again.",
        }
    }

    /// The same before the approval.
    const fn then(self) -> &'static str {
        match self {
            Self::Badge => "It is published automatically once it is approved. ",
            Self::Profile => "It is in force once it is approved. ",
        }
    }

    /// How it ended without an approval.
    const fn not(self) -> &'static str {
        match self {
            Self::Badge => "was not published. ",
            Self::Profile => "is not in force. ",
        }
    }

    /// What to do after that.
    const fn again(self) -> &'static str {
        match self {
            Self::Badge => "The draft is as you left it: change it if needed, and publish it again.",
            Self::Profile => "The form has what was sent: change it if needed, and send it again.",
        }
    }
}

/// The approval state of what was sent. `decided`: what the signer reports now, if that is not stored yet.
#[component]
pub(crate) fn ApprovalNotice(
    pending: PendingVersion,
    #[prop(optional_no_strip)] decided: Option<Decided>,
    #[prop(optional)] of: Approved,
) -> impl IntoView {
    let PendingVersion { version, approval } = pending;
    let named = of.named(version);
    match (decided, approval) {
        (Some(Decided::Approved), _) => view! {
            <Notice icon=StatusIcon::Good tone="good">
                <p><strong>{named} "is approved. "</strong> {of.soon()}</p>
            </Notice>
        }
        .into_any(),
        (Some(Decided::Ended(how)), _) => view! {
            <Notice icon=StatusIcon::Warn>
                <p><strong>{named} {of.not()}</strong> {ended(how)} ". Refresh this page to change it."</p>
            </Notice>
        }
        .into_any(),
        (None | Some(Decided::NoAnswer), Approval::Asking { last_problem }) => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>{named} "is frozen, and has not reached the signer yet. "</strong>
                    {last_problem} " It is sent again automatically; nothing is lost."
                </p>
            </Notice>
        }
        .into_any(),
        (decided @ (None | Some(Decided::NoAnswer)), Approval::Waiting(waiting)) => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>{named} "is waiting for approval. "</strong>
                    {of.then()} {approval_words(&waiting)}
                    {decided.map(|_| " This may have changed: the signer gives no answer now.")}
                </p>
                <ApprovalCommand waiting=waiting.clone()/>
                <div class="row">
                    <a class="btn small" href=waiting.desk target="_blank" rel="noopener external">"Open the approval desk"</a>
                </div>
            </Notice>
        }
        .into_any(),
        (None | Some(Decided::NoAnswer), Approval::Ended { how, at }) => view! {
            <Notice icon=StatusIcon::Warn>
                <p>
                    <strong>{named} {of.not()}</strong>
                    {ended(how)} " (" <Moment at/> "). " {of.again()}
                </p>
            </Notice>
        }
        .into_any(),
    }
}

/// How many of how many people approved, and where to approve.
pub(crate) fn approval_words(waiting: &WaitingApproval) -> String {
    format!(
        "Approvals so far: {} of {}. Approvers use their passkeys at the approval desk, {}, which shows exactly what \
         they approve.",
        waiting.given, waiting.needed, waiting.desk
    )
}

/// The command to approve without a browser, and the expiry.
#[component]
pub(crate) fn ApprovalCommand(waiting: WaitingApproval) -> impl IntoView {
    let command = format!("insignia-signer approve {} --config signer.toml", waiting.beginning());
    view! {
        <p>
            "Without a browser, on the signer’s host: " <code>{command}</code> ". The request expires on "
            <Moment at=waiting.expires/> "."
        </p>
    }
}

fn ended(how: ApprovalEnd) -> String {
    match how {
        ApprovalEnd::Declined => "It was declined".to_owned(),
        ApprovalEnd::Lapsed => "Too few people approved it in time".to_owned(),
        ApprovalEnd::Withdrawn => "The request was withdrawn".to_owned(),
        ApprovalEnd::Refused { says } => says,
    }
}
