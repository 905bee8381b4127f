use crate::components::approval_words;
use crate::view::{Need, SignerFact};
use crate::words::count;
use domain::signer_event::grouped_events;
use domain::{SignerEvent, WaitingChange};
use leptos::prelude::*;
use messages::Language;

/// Items that need a person, numbered, most urgent first, one action each.
#[component]
pub(crate) fn Needs(needs: Vec<Need>) -> impl IntoView {
    let items: Vec<_> = needs
        .into_iter()
        .enumerate()
        .map(|(place, need)| {
            let (title, why, action) = words(need);
            let class = if place == 0 { "btn main" } else { "btn" };
            let tab = action.as_ref().is_some_and(|(_, address)| !address.starts_with('/')).then_some("_blank");
            view! {
                <li>
                    <div>
                        <h2>{title}</h2>
                        <p>{why}</p>
                    </div>
                    {action.map(|(words, address)| view! {
                        <a class=class href=address target=tab rel=tab.map(|_| "noopener external")>{words}</a>
                    })}
                </li>
            }
        })
        .collect();
    view! { <ol class="docket">{items}</ol> }
}

/// Where an item leads: the words of its button, and the address.
pub(super) type Action = Option<(&'static str, String)>;

/// An item in words: its title, the reason, and its action.
pub(super) fn words(need: Need) -> (String, String, Action) {
    match need {
        Need::FirstDesign => (
            "No badge is designed yet".to_owned(),
            "A badge has a name, a description, requirements and a picture. You can save a draft and continue later.".to_owned(),
            Some(("Design a badge", "/designs/new".to_owned())),
        ),
        Need::Publish { id, name } => (
            format!("“{name}” is a draft"),
            "A published version cannot be changed, so everybody who earns it earns the same badge.".to_owned(),
            Some(("Review and publish", format!("/designs/{id}"))),
        ),
        Need::FirstIssue { id, name } => (
            format!("“{name}” is published, but not issued yet"),
            "Enter a person’s name and e-mail address. The signer then signs the badge at once.".to_owned(),
            Some(("Issue a badge", format!("/issue/{id}"))),
        ),
        Need::NoAnswer => (
            "No answer from the signer".to_owned(),
            "The signer does not answer. It is not known now whether it signs, what is waiting for approval, and what it \
             noticed. Badges that you issue are kept, and signed once it answers. If this stays, ask the people who run it."
                .to_owned(),
            Some(("Refresh this page", "/today".to_owned())),
        ),
        Need::Signer { says } => (
            "Signing is paused: the signer cannot sign".to_owned(),
            format!("{says} Badges that wait are kept, and signed afterwards."),
            Some(("View the key", "/keys".to_owned())),
        ),
        Need::Frozen { reason } => (
            "Signing is paused: the issuer is frozen".to_owned(),
            format!(
                "Reason: {reason}. No badge is signed until approvers allow it again. Badges that wait are kept."
            ),
            Some(("View the key", "/keys".to_owned())),
        ),
        Need::Unknown { what, says } => (unknown(what).to_owned(), says, None),
        Need::ProposalsPaused => (
            "Requests for approval are paused".to_owned(),
            "A person on the signer’s host paused them, so nothing new can be published. Ask the people who run the \
             signer to resume them."
                .to_owned(),
            None,
        ),
        Need::NoApprover { approvers, needed, on_host } => no_approver(approvers, needed, on_host),
        Need::Approval(WaitingChange { title, waiting }) => (
            format!("An approval is waiting: {title}"),
            approval_words(&waiting),
            Some(("Open the approval desk", waiting.desk)),
        ),
        Need::ReplaceKey { by } => (
            format!("The signing key has to be replaced by {}", by.long_date()),
            "The next key is published a day before it takes over. Badges of the present key stay genuine.".to_owned(),
            Some(("View the key", "/keys".to_owned())),
        ),
        Need::Alerts { events } => alerts(&events),
        Need::Refused { id, recipient, says } => (
            format!("The signer refused the badge for {recipient}"),
            says,
            Some(("See what happened", format!("/register/{id}"))),
        ),
    }
}

fn unknown(what: SignerFact) -> &'static str {
    match what {
        SignerFact::Approvals => "The signer does not report what waits for approval",
        SignerFact::Alerts => "The signer does not report its alerts",
        SignerFact::Keys => "The signer does not report its keys",
    }
}

/// A change waits, and there are not enough people to approve it.
fn no_approver(approvers: u32, needed: u32, on_host: bool) -> (String, String, Action) {
    let title = if approvers == 0 {
        "No approver is enrolled".to_owned()
    } else {
        format!("Only {} enrolled, and a change needs {needed}", are(approvers))
    };
    let why = match (on_host, needed) {
        (true, 1) => {
            "What waits can be approved only with a command on the signer’s host. At the approval desk, a person enrols \
             a passkey and approves in the browser."
        }
        _ => "What waits cannot be approved. Have further people enrol a passkey at the approval desk.",
    };
    (title, why.to_owned(), None)
}

fn are(approvers: u32) -> String {
    format!("{} {}", count(approvers, "approver"), if approvers == 1 { "is" } else { "are" })
}

/// The signer's alerts: the only kind, or the number of kinds.
fn alerts(events: &[SignerEvent]) -> (String, String, Action) {
    let groups = grouped_events(events.to_vec());
    let action = Some(("View the alerts", "/keys/alerts".to_owned()));
    match groups.as_slice() {
        [only] => {
            let words = Language::English.event(only.kind);
            (words.title.to_owned(), format!("{} {}", words.why, words.next), action)
        }
        more => (
            format!("The signer noticed {} unusual things", more.len()),
            more.iter()
                .map(|group| format!("{}.", Language::English.event(group.kind).title))
                .collect::<Vec<_>>()
                .join(" "),
            action,
        ),
    }
}
