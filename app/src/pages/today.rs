use super::today_needs::Needs;
use crate::api;
use crate::components::{Icon, Load, StateMark, picture};
use crate::frames::{Here, Workspace};
use crate::view::{Need, RegisterRow, Today};
use crate::words::{grouped, weekday};
use leptos::prelude::*;
use leptos_meta::Title;

/// What needs a person, then an overview.
#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    let today = Resource::new(|| (), |()| api::today());
    view! {
        <Workspace here=Here::Today>
            <Load what=today let:today>
                <TodayView today/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn TodayView(today: Today) -> impl IntoView {
    let needs = today.needs.len();
    let rest = rest(&today.needs);
    view! {
        <Title text="Today"/>
        <header class="head">
            <div>
                <h1>{heading(&today)}</h1>
                <p>
                    {weekday(today.now)} " "
                    <time datetime=today.now.date()>{today.now.long_date()}</time> ". " {rest}
                </p>
            </div>
            <div class="row">
                <a class="btn" href="/designs/new"><Icon name="plus"/>"New design"</a>
                {(today.published_designs > 0).then(|| view! {
                    <a class=if needs == 0 { "btn main" } else { "btn" } href="/issue"><Icon name="issue"/>"Issue a badge"</a>
                })}
            </div>
        </header>
        {(needs > 0).then(|| view! { <Needs needs=today.needs.clone()/> })}
        <Figures today=today.clone()/>
        {(!today.recent.is_empty()).then(|| view! { <Recent rows=today.recent.clone()/> })}
    }
}

/// What is the case apart from the items. Nothing is stated while the signer cannot sign, or a fact is not known.
fn rest(needs: &[Need]) -> &'static str {
    let is_unsure = |need: &Need| matches!(need, Need::NoAnswer | Need::Unknown { .. } | Need::Signer { .. });
    match needs {
        [] => "The register is in order.",
        needs if needs.iter().any(is_unsure) => "",
        _ => "Everything else in the register is in order.",
    }
}

/// The page's heading: how much needs a person, as a sentence.
fn heading(today: &Today) -> String {
    match today.needs.as_slice() {
        [] => "Nothing needs you today".to_owned(),
        [Need::FirstDesign] => "Design your first badge".to_owned(),
        [Need::Publish { .. }] => "Publish your first badge".to_owned(),
        [Need::FirstIssue { .. }] => "Issue your first badge".to_owned(),
        [Need::Approval(_)] => "An approval is waiting".to_owned(),
        [Need::NoAnswer, ..] => "The signer gives no answer".to_owned(),
        [_] => "One thing needs you".to_owned(),
        more => format!("{} things need you", more.len()),
    }
}

#[component]
fn Figures(today: Today) -> impl IntoView {
    let number = |n: u32| grouped(n.into());
    let ledger = today.ledger_size.map_or_else(|| "–".to_owned(), grouped);
    let ledger_says = if today.ledger_size.is_some() {
        "badges, lists, designs and keys"
    } else {
        "no answer from the signer"
    };
    view! {
        <section class="part" aria-labelledby="standing">
            <header>
                <h2 id="standing">"Overview"</h2>
            </header>
            <dl class="figures">
                <div><dt><b>"badges issued"</b>"signed so far"</dt><dd>{number(today.issued)}</dd></div>
                <div><dt><b>"claimed"</b>"of those, opened by their learner"</dt><dd>{number(today.claimed)}</dd></div>
                <div><dt><b>"revoked"</b>"each with a reason"</dt><dd>{number(today.revoked)}</dd></div>
                <div><dt><b>"ledger entries"</b>{ledger_says}</dt><dd>{ledger}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Recent(rows: Vec<RegisterRow>) -> impl IntoView {
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let address = format!("/register/{}", row.id);
            view! {
                <li>
                    <img src=picture(&row.image) alt="" width="36" height="36"/>
                    <span class="who"><a href=address>{row.badge.clone()}</a><small>"for " <bdi>{row.recipient.clone()}</bdi></small></span>
                    <StateMark row/>
                </li>
            }
        })
        .collect();
    view! {
        <section class="part" aria-labelledby="recent">
            <header>
                <h2 id="recent">"Issued recently"</h2>
                <a href="/register">"Open the register"</a>
            </header>
            <ul class="recent">{items}</ul>
        </section>
    }
}
