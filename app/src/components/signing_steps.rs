use domain::Progress;
use leptos::prelude::*;

/// A badge's progress: stored, checked and logged by the signer, signed, mailed.
#[component]
pub(crate) fn SigningSteps(progress: Progress) -> impl IntoView {
    let done = reached(&progress);
    let names = ["Requested", "Checked by the signer", "Entered in the ledger", "Signed", "Mailed"];
    let steps: Vec<_> = names
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let class = (place < done).then_some("done");
            let current = (place == done).then_some("step");
            view! {
                <li class=class aria-current=current>
                    <span>
                        {name} {class.map(|_| view! { <span class="vh">", done"</span> })}
                    </span>
                </li>
            }
        })
        .collect();
    view! { <ol class="steps" aria-label="Steps">{steps}</ol> }
}

/// How many of the five steps are done. The signer answers once, after signing: in between, nothing is known.
fn reached(progress: &Progress) -> usize {
    match progress {
        Progress::Waiting { .. } | Progress::Refused { .. } => 1,
        Progress::Signed { mailed: None, .. } => 4,
        Progress::Signed { mailed: Some(_), .. } => 5,
    }
}
