use super::today_needs::words;
use crate::components::{Notice, StatusIcon};
use crate::view::Need;
use leptos::prelude::*;

/// What the signer reports that a person should know before issuing. Nothing if all is well.
#[component]
pub(crate) fn IssueNotices(notices: Vec<Need>) -> impl IntoView {
    notices
        .into_iter()
        .map(|need| {
            let (title, why, action) = words(need);
            // The link to this same page would lose what was typed.
            let action = action.filter(|(_, address)| address != "/today");
            view! {
                <Notice icon=StatusIcon::Warn>
                    <p><strong>{title} ". "</strong> {why}</p>
                    {action.map(|(words, address)| view! { <p><a href=address>{words}</a></p> })}
                </Notice>
            }
        })
        .collect::<Vec<_>>()
}
