use super::{Moment, Notice, StatusIcon};
use crate::view::Decided;
use domain::{Approval, ApprovalEnd, PendingVersion, WaitingApproval};
use leptos::prelude::*;

/// The approval state of a frozen version. `decided`: what the signer reports now, if that is not stored yet.
#[component]
pub(crate) fn ApprovalNotice(
    pending: PendingVersion,
    #[prop(optional)] decided: Option<Decided>,
) -> impl IntoView {
    let PendingVersion { version, approval } = pending;
    let version = format!("Version {version} ");
    match (decided, approval) {
        (Some(Decided::Approved), _) => view! {
            <Notice icon=StatusIcon::Good tone="good">
                <p><strong>{version} "is approved. "</strong> "It will be public within half a minute, or as soon as you look again."</p>
            </Notice>
        }
        .into_any(),
        (Some(Decided::Ended(how)), _) => view! {
            <Notice icon=StatusIcon::Warn>
                <p><strong>{version} "was not published. "</strong> {ended(how)} ". Refresh this page to change it."</p>
            </Notice>
        }
        .into_any(),
        (None | Some(Decided::NoAnswer), Approval::Asking { last_problem }) => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>{version} "is frozen, and has not reached the signer yet. "</strong>
                    {last_problem} " It is sent again automatically; nothing is lost."
                </p>
            </Notice>
        }
        .into_any(),
        (decided @ (None | Some(Decided::NoAnswer)), Approval::Waiting(waiting)) => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>{version} "is waiting for approval. "</strong>
                    "It is published automatically once it is approved. " {approval_words(&waiting)}
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
                    <strong>{version} "was not published. "</strong>
                    {ended(how)} " (" <Moment at/> "). The draft is as you left it: change it if needed, and publish it again."
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
