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
                <p><strong>"Nothing is signed. "</strong> "Reason: " {reason} ". Lists of revoked badges still are."</p>
            </Notice>
            <Act act="unfreeze" words="Ask to sign again" token/>
        }
        .into_any(),
        None => view! {
            <p class="small">"At once, by anybody here. Signing again needs an approval. What waits is kept."</p>
            <Act act="freeze" words="Stop signing" token>
                <TextField typed name="reason" label="Why"/>
            </Act>
        }
        .into_any(),
    };
    view! {
        <section class="part" aria-labelledby="stop">
            <header><h2 id="stop">"Stopping"</h2></header>
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
            <p class="small">"A new key is made in the token. Approved, it is published beside this one, takes over after a day, and this one is retired: its badges stay genuine."</p>
            {asks_from.map(|at| view! { <p class="small">"Nobody has to think of it: from " <Day at/> " on, Insignia asks for it by itself, and only the approval is left to people."</p> })}
            <Act act="rotate" words="Ask for another key" token/>
        }
        .into_any(),
    };
    view! {
        <section class="part" aria-labelledby="replace">
            <header><h2 id="replace">"Replacing it"</h2></header>
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
                <p class="small">"The signer stops at once. After the approval the issuer’s document says “revoked”, and every badge of that key fails. All of them can be issued again under the next key."</p>
                <Act act="compromise" words="Report it" token>
                    <Choice typed name="key" label="Key" options=keys/>
                    <TextField typed name="since" label="Since when" kind="datetime-local" hint="UTC. What it signed from then on is not believed."/>
                    <button class="btn" type="submit" name="act" value="drill">"Rehearse without changing anything"</button>
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
                <p class="quiet">"The signer’s desk lists them. Each of these is itself approved there first."</p>
            </header>
            <div class="fields two">
                <Act act="invite" words="Ask to invite" token=token.clone()>
                    <TextField typed name="invited" label="One more person" hint="The signer’s host writes the code."/>
                </Act>
                <Act act="remove" words="Ask to remove" token=token.clone()>
                    <TextField typed name="removed" label="One person less" hint="The name as the desk shows it."/>
                </Act>
                <Act act="quorum" words="Ask for this number" token>
                    <TextField typed name="needed" label="People that a change needs"/>
                </Act>
            </div>
        </section>
    }
}

/// A form of this page: fields, and a button that names the action.
#[component]
pub(crate) fn Act(
    act: &'static str,
    words: &'static str,
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
