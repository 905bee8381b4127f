use crate::components::{Day, Notice, StatusIcon};
use crate::forms::{Choice, FormToken, TextField, Typed};
use crate::view::KeyPage;
use domain::{KeyLife, Timestamp};
use leptos::prelude::*;

/// Freezes the issuer, or requests to unfreeze it.
#[component]
pub(crate) fn StopOrGo(typed: Typed, token: String, frozen: Option<String>) -> impl IntoView {
    let act = match frozen {
        Some(reason) => view! {
            <Notice icon=StatusIcon::Stop>
                <p><strong>"Signing is paused. "</strong> "Reason: " {reason} ". Lists of revoked badges are still signed."</p>
            </Notice>
            <Act act="unfreeze" words="Request to resume signing" token/>
        }
        .into_any(),
        None => view! {
            <p class="small">"Anybody here can pause signing at once. Resuming needs an approval. Waiting badges are kept."</p>
            <Act act="freeze" words="Pause signing" token>
                <TextField typed name="reason" label="Reason"/>
            </Act>
        }
        .into_any(),
    };
    view! {
        <section class="part" aria-labelledby="stop">
            <header><h2 id="stop">"Pausing"</h2></header>
            {act}
        </section>
    }
}

/// Requests the next key, or shows why that is impossible.
#[component]
pub(crate) fn Replace(
    token: String,
    no_rotation: Option<String>,
    asks_from: Option<Timestamp>,
) -> impl IntoView {
    let act = match no_rotation {
        Some(why) => view! { <p class="small">{capital(&why)} "."</p> }.into_any(),
        None => view! {
            <p class="small">"The signer makes a new key in the token. After the approval it is published next to the present key and takes over after a day. The present key is then retired, and its badges stay genuine."</p>
            {asks_from.map(|at| view! { <p class="small">"Rotation is automatic from " <Day at/> " on: Insignia requests the next key, and people only approve it."</p> })}
            <Act act="rotate" words="Request the next key" token/>
        }
        .into_any(),
    };
    view! {
        <section class="part" aria-labelledby="replace">
            <header><h2 id="replace">"Replacing the key"</h2></header>
            {act}
        </section>
    }
}

/// Reporting a compromised key.
#[component]
pub(crate) fn Compromise(typed: Typed, token: String, key: KeyPage, open: bool) -> impl IntoView {
    let keys: Vec<_> = std::iter::once(key.key)
        .chain(key.others)
        .filter(|key| matches!(key.life, KeyLife::Active | KeyLife::Retired | KeyLife::Published { .. }))
        .map(|key| (key.label.clone(), key.label))
        .collect();
    (!keys.is_empty()).then(|| {
        view! {
            <details class="grave" open=open>
                <summary>"Report a compromised key"</summary>
                <p class="small">"Signing is paused at once. After the approval the issuer’s list of keys shows this key as revoked, and every badge of the key fails its check. All of them can be reissued under the next key."</p>
                <Act act="compromise" words="Report the key" token>
                    <Choice typed name="key" label="Key" options=keys/>
                    <TextField typed name="since" label="Compromised since" kind="datetime-local" hint="UTC. Signatures from this time on are not trusted."/>
                    <button class="btn" type="submit" name="act" value="drill">"Rehearse without any change"</button>
                </Act>
            </details>
        }
    })
}

/// The approvers, and how many approvals a change needs.
#[component]
pub(crate) fn ApproverForms(typed: Typed, token: String) -> impl IntoView {
    view! {
        <section class="part" aria-labelledby="approvers">
            <header>
                <h2 id="approvers">"Who approves"</h2>
                <p class="quiet">"The approval desk lists the approvers. Each change here needs an approval there first."</p>
            </header>
            <div class="fields two">
                <Act act="invite" words="Request the invitation" token=token.clone()>
                    <TextField typed name="invited" label="Invite an approver (IT hands over the code)" hint="The name as the approval desk will show it."/>
                </Act>
                <Act act="remove" words="Request the removal" token=token.clone()>
                    <TextField typed name="removed" label="Remove an approver" hint="The name as the approval desk shows it."/>
                </Act>
                <Act act="quorum" words="Request this number" token>
                    <TextField typed name="needed" label="Approvals that a change needs"/>
                </Act>
            </div>
        </section>
    }
}

/// A form of this page: fields, and a button that names the action.
#[component]
pub(crate) fn Act(
    act: &'static str,
    #[prop(into)] words: String,
    token: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <form class="fields" method="post" novalidate=true action="/keys" enctype="application/x-www-form-urlencoded">
            <FormToken token/>
            {children.map(|fields| fields())}
            <div class="row"><button class="btn" type="submit" name="act" value=act>{words}</button></div>
        </form>
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(char::to_uppercase).into_iter().flatten().chain(rest).collect()
}
