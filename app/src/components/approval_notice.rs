use super::{Moment, Notice, StatusIcon};
use domain::{Approval, ApprovalEnd, PendingVersion, WaitingApproval};
use leptos::prelude::*;

/// The approval state of a frozen version. `again`: the page's own address.
#[component]
pub(crate) fn ApprovalNotice(pending: PendingVersion, again: String) -> impl IntoView {
    let PendingVersion { version, approval } = pending;
    match approval {
        Approval::Asking { last_problem } => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>"Version " {version.to_string()} " is frozen, and the signer has not taken it in yet. "</strong>
                    {last_problem} " It is asked again by itself; nothing is lost."
                </p>
                <p><a href=again rel="external">"Look again"</a></p>
            </Notice>
        }
        .into_any(),
        Approval::Waiting(waiting) => view! {
            <Notice icon=StatusIcon::Wait>
                <p>
                    <strong>"Version " {version.to_string()} " waits for approval. "</strong>
                    "It is frozen as it was sent, and published by itself once it is approved. " {approval_words(&waiting)}
                </p>
                <ApprovalCommand waiting=waiting.clone()/>
                <div class="row">
                    <a class="btn small" href=waiting.desk target="_blank" rel="noopener external">"Go to the signer’s desk"</a>
                    <a class="btn small" href=again rel="external">"Look again"</a>
                </div>
            </Notice>
        }
        .into_any(),
        Approval::Ended { how, at } => view! {
            <Notice icon=StatusIcon::Warn>
                <p>
                    <strong>"Version " {version.to_string()} " was not published. "</strong>
                    {ended(how)} " (" <Moment at/> "). The draft is as you left it: change what is to be changed and publish it again."
                </p>
            </Notice>
        }
        .into_any(),
    }
}

/// How many of how many people approved, and where to approve.
pub(crate) fn approval_words(waiting: &WaitingApproval) -> String {
    format!(
        "Approvals so far: {} of {}. They are given with a passkey at the signer’s desk, {}, which shows exactly what is \
         approved.",
        waiting.given, waiting.needed, waiting.desk
    )
}

/// The command to approve without a browser, and the expiry.
#[component]
pub(crate) fn ApprovalCommand(waiting: WaitingApproval) -> impl IntoView {
    let command = format!("insignia-signer approve {} --config signer.toml", waiting.beginning());
    view! {
        <p>
            "Without a browser, on the signer’s host: " <code>{command}</code> ". It lapses on "
            <Moment at=waiting.expires/> "."
        </p>
    }
}

fn ended(how: ApprovalEnd) -> String {
    match how {
        ApprovalEnd::Declined => "It was declined".to_owned(),
        ApprovalEnd::Lapsed => "Too few people approved it in time".to_owned(),
        ApprovalEnd::Refused { says } => says,
    }
}
