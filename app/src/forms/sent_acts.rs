use super::FormToken;
use crate::view::Decided;
use leptos::prelude::*;

/// Asking again about what was sent, and withdrawing it. What is decided can only be looked at again, which stores the
/// decision. `path`: the page, below which both forms are posted.
#[component]
pub(crate) fn SentActs(path: String, token: String, decided: Option<Decided>) -> impl IntoView {
    let waits = matches!(decided, None | Some(Decided::NoAnswer));
    let post = |act: &str| format!("{path}/{act}");
    let plain = "application/x-www-form-urlencoded";
    view! {
        <div class="row">
            <form method="post" action=post("look") enctype=plain>
                <FormToken token=token.clone()/>
                <button class="btn" type="submit">"Refresh this page"</button>
            </form>
            {waits.then(|| view! {
                <form method="post" action=post("withdraw") enctype=plain>
                    <FormToken token/>
                    <button class="btn" type="submit">"Withdraw and change"</button>
                </form>
            })}
        </div>
        {waits.then(|| view! {
            <p class="hint">"Nothing can be changed while approvers decide. Withdrawing ends the request; approvals given so far no longer count."</p>
        })}
    }
}
