use crate::components::approval_words;
use crate::view::Need;
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

type Action = Option<(&'static str, String)>;

fn words(need: Need) -> (String, String, Action) {
    match need {
        Need::FirstDesign => (
            "No badge is designed yet".to_owned(),
            "A name, what one has to do for it, and a picture. A draft is stored as you save it.".to_owned(),
            Some(("Design a badge", "/designs/new".to_owned())),
        ),
        Need::Publish { id, name } => (
            format!("“{name}” is a draft"),
            "Publishing freezes this version, so that everybody who earns it earned the same.".to_owned(),
            Some(("Look and publish", format!("/designs/{id}"))),
        ),
        Need::FirstIssue { id, name } => (
            format!("“{name}” is published, and nobody has it"),
            "Give it to a person by name and e-mail address; the signer signs it at once.".to_owned(),
            Some(("Issue a badge", format!("/issue/{id}"))),
        ),
        Need::Signer { says } => (
            "The signer cannot sign".to_owned(),
            format!("{says} Badges that are waiting are kept and go on by themselves."),
            Some(("Look at the key", "/keys".to_owned())),
        ),
        Need::Approval(WaitingChange { title, waiting }) => (
            format!("An approval is waiting: {title}"),
            approval_words(&waiting),
            Some(("Go to the signer’s desk", waiting.desk)),
        ),
        Need::ReplaceKey { by } => (
            format!("The signing key is to be replaced by {}", by.long_date()),
            "Another key is published a day before it takes over; badges of this one stay good.".to_owned(),
            Some(("Look at the key", "/keys".to_owned())),
        ),
        Need::Alerts { events } => alerts(&events),
        Need::Refused { id, recipient, says } => (
            format!("The signer refused the badge for {recipient}"),
            says,
            Some(("See what happened", format!("/register/{id}"))),
        ),
    }
}

/// The signer's alerts: the only kind, or the number of kinds.
fn alerts(events: &[SignerEvent]) -> (String, String, Action) {
    let groups = grouped_events(events.to_vec());
    let action = Some(("Look at it", "/keys/alerts".to_owned()));
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
