use crate::components::{Day, Mark, StatusIcon};
use crate::forms::FormToken;
use crate::view::KeyPage;
use domain::{IssuerKey, KeyLife};
use leptos::prelude::*;

/// Every key with its state. A key that signs no more can be destroyed.
#[component]
pub(crate) fn KeyList(key: KeyPage, token: String) -> impl IntoView {
    let rows: Vec<_> = std::iter::once(key.key)
        .chain(key.others)
        .map(|key| view! { <Row key token=token.clone()/> })
        .collect();
    view! {
        <section class="part ledger-box" aria-labelledby="all-keys">
            <header>
                <h2 id="all-keys">"All keys"</h2>
                <p class="quiet">"A retired key stays published, so its badges stay genuine."</p>
            </header>
            <table class="ledger folds">
                <thead><tr><th>"Key"</th><th>"Made"</th><th>"State"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(key: IssuerKey, token: String) -> impl IntoView {
    let (icon, word) = standing(key.life);
    let from = if let KeyLife::Published { from } = key.life { Some(from) } else { None };
    let label = key.label.clone();
    view! {
        <tr>
            <th class="lead"><span class="who"><code>{key.label}</code><small>{key.cryptosuite}</small></span></th>
            <td data-label="Made"><Day at=key.created/></td>
            <td data-label="State">
                <span class="who">
                    <Mark icon word/>
                    {from.map(|at| view! { <small>"signs from " <Day at/></small> })}
                </span>
                {acts(key.life).map(|(act, words)| view! { <Act act words label token/> })}
            </td>
        </tr>
    }
}

/// The action on a key that signs no more.
fn acts(life: KeyLife) -> Option<(&'static str, &'static str)> {
    match life {
        KeyLife::Retired => Some(("destroy", "Request its destruction")),
        KeyLife::Compromised => Some(("reissue", "Reissue its badges")),
        KeyLife::Created | KeyLife::Published { .. } | KeyLife::Active | KeyLife::Destroyed => None,
    }
}

#[component]
fn Act(act: &'static str, words: &'static str, label: String, token: String) -> impl IntoView {
    view! {
        <form method="post" action="/keys" enctype="application/x-www-form-urlencoded">
            <FormToken token/>
            <input type="hidden" name="key" value=label/>
            <button class="btn small" type="submit" name="act" value=act>{words}</button>
        </form>
    }
}

fn standing(life: KeyLife) -> (StatusIcon, &'static str) {
    match life {
        KeyLife::Created => (StatusIcon::Draft, "Made, not in use"),
        KeyLife::Published { .. } => (StatusIcon::Wait, "Published"),
        KeyLife::Active => (StatusIcon::Good, "Signs"),
        KeyLife::Retired => (StatusIcon::Blank, "Retired"),
        KeyLife::Compromised => (StatusIcon::Stop, "Compromised"),
        KeyLife::Destroyed => (StatusIcon::Blank, "Destroyed"),
    }
}
