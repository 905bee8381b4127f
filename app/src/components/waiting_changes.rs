use super::approval_notice::ApprovalCommand;
use super::approval_words;
use domain::WaitingChange;
use leptos::prelude::*;

/// Every change that waits for approval, with a link to the desk. `None` if nothing waits.
#[component]
pub(crate) fn WaitingChanges(waiting: Vec<WaitingChange>) -> impl IntoView {
    let desk = waiting.first().map(|change| change.waiting.desk.clone())?;
    let items: Vec<_> = waiting
        .into_iter()
        .map(|change| {
            view! {
                <li>
                    <div>
                        <h3>{change.title}</h3>
                        <p>{approval_words(&change.waiting)}</p>
                        <ApprovalCommand waiting=change.waiting/>
                    </div>
                </li>
            }
        })
        .collect();
    Some(view! {
        <section class="part" aria-labelledby="waiting">
            <header>
                <h2 id="waiting">"Waiting for approval"</h2>
                <p class="quiet">"The signer counts the approvals. Nothing changes before there are enough."</p>
            </header>
            <ol class="docket">{items}</ol>
            <div class="row">
                <a class="btn small" href=desk target="_blank" rel="noopener external">"Open the approval desk"</a>
                <a class="btn small" href="/keys" rel="external">"Refresh this page"</a>
            </div>
        </section>
    })
}
