use crate::api;
use crate::components::{Empty, Load, Mark, Moment, SavedNote, StatusIcon};
use crate::error::ApiError;
use crate::forms::FormToken;
use crate::frames::{Here, Workspace};
use crate::view::AlertsPage as Alerts;
use crate::words::{count, grouped};
use domain::signer_event::grouped_events;
use domain::{EventGroup, SignerEvent};
use leptos::prelude::*;
use leptos_meta::Title;
use messages::Language;

/// How many events of a kind are shown before the rest is folded.
const SHOWN: usize = 5;

/// The signer's alerts: what happened, why it may matter, what to do.
#[component]
pub(crate) fn AlertsPage() -> impl IntoView {
    let read = || async { Ok::<_, ApiError>((api::alerts().await?, api::form().await?)) };
    let page = Resource::new(|| (), move |()| read());
    view! {
        <Workspace here=Here::Keys>
            <Load what=page let:page>
                <AlertsView alerts=page.0 token=page.1.token/>
            </Load>
        </Workspace>
    }
}

#[component]
fn AlertsView(alerts: Alerts, token: String) -> impl IntoView {
    let Alerts { events, unseen, mail } = alerts;
    let newest = events.last().map(|event| event.number);
    let new_from = events.len() - events.len().min(usize::try_from(unseen).unwrap_or(usize::MAX));
    let new = events.get(new_from..).unwrap_or_default().to_vec();
    let groups: Vec<_> = grouped_events(events)
        .into_iter()
        .enumerate()
        .map(|(place, group)| view! { <Group place group new=new.clone()/> })
        .collect();
    let is_empty = groups.is_empty();
    view! {
        <Title text="What the signer noticed"/>
        <header class="head">
            <div>
                <p class="crumbs"><a href="/keys">"Keys"</a></p>
                <h1>{heading(unseen, is_empty)}</h1>
                <p>"The signer reports unusual requests. An alert blocks nothing. " {told(mail)}</p>
            </div>
            {newest.filter(|_| unseen > 0).map(|newest| view! { <Seen newest token/> })}
        </header>
        <SavedNote flag="looked" says="Noted. Only later alerts are shown as new."/>
        {if is_empty {
            view! { <Empty title="Nothing is listed" why="The signer has noticed nothing unusual since its journal began. This page lists the newest 500 alerts." way_on=("Open Keys", "/keys".to_owned())/> }.into_any()
        } else {
            groups.into_any()
        }}
    }
}

fn heading(unseen: u32, is_empty: bool) -> String {
    match unseen {
        0 if is_empty => "Nothing unusual was noticed".to_owned(),
        0 => "Nothing unusual since you last looked".to_owned(),
        1 => "1 unusual thing to view".to_owned(),
        some => format!("{} unusual things to view", grouped(some.into())),
    }
}

fn told(mail: Option<String>) -> String {
    match mail {
        Some(address) => format!("New alerts are mailed to {address}."),
        None => "No mail is sent, because no address is set (“mail” under “[keys]” in the server’s configuration).".to_owned(),
    }
}

/// A plain form that marks the listed events as viewed.
#[component]
fn Seen(newest: u64, token: String) -> impl IntoView {
    view! {
        <form class="row" method="post" action="/keys" enctype="application/x-www-form-urlencoded">
            <FormToken token/>
            <input type="hidden" name="newest" value=newest.to_string()/>
            <button class="btn main" type="submit" name="act" value="looked">"Mark all as viewed"</button>
        </form>
    }
}

#[component]
fn Group(place: usize, group: EventGroup, new: Vec<SignerEvent>) -> impl IntoView {
    let EventGroup { kind, mut events } = group;
    let words = Language::English.event(kind);
    let id = format!("kind-{place}");
    let number = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let fresh = u32::try_from(events.iter().filter(|event| new.contains(event)).count()).unwrap_or(u32::MAX);
    let rest = events.split_off(events.len().min(SHOWN));
    let more = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let mark = (fresh > 0).then(|| {
        let icon = if kind.is_pressing() { StatusIcon::Warn } else { StatusIcon::Wait };
        view! { <Mark icon word=format!("{} new", grouped(fresh.into()))/> }
    });
    view! {
        <section class="part" aria-labelledby=id>
            <header>
                <h2 id=id.clone()>{words.title}</h2>
                {mark.map_or_else(|| view! { <p class="quiet">{times(number)}</p> }.into_any(), IntoAny::into_any)}
            </header>
            <dl class="facts means">
                <div><dt>"Why it may matter"</dt><dd>{words.why}</dd></div>
                <div><dt>"What to do"</dt><dd>{words.next}</dd></div>
            </dl>
            <Lines events/>
            {(more > 0).then(|| view! {
                <details>
                    <summary>{format!("{} earlier", times(more))}</summary>
                    <Lines events=rest/>
                </details>
            })}
        </section>
    }
}

fn times(number: u32) -> String {
    if number == 1 { "once".to_owned() } else { count(number, "time") }
}

/// A sentence in which backticks mark names.
fn with_code(sentence: &str) -> Vec<AnyView> {
    let piece = |(place, text): (usize, &str)| {
        let text = text.to_owned();
        if place.is_multiple_of(2) { text.into_any() } else { view! { <code>{text}</code> }.into_any() }
    };
    sentence.split('`').enumerate().map(piece).collect()
}

#[component]
fn Lines(events: Vec<SignerEvent>) -> impl IntoView {
    let lines: Vec<_> = events
        .into_iter()
        .map(|event| view! { <li><Moment at=event.at/><span>{with_code(&event.sentence())}</span></li> })
        .collect();
    view! { <ol class="noticed">{lines}</ol> }
}
