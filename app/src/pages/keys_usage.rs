use crate::components::Day;
use crate::words::{count, grouped};
use domain::{DayUsage, KeyUsage};
use leptos::prelude::*;

/// Baseline of the bars, in pixels from the top of the picture.
const BASE: f64 = 144.0;
/// The greatest height of a bar.
const HIGHEST: f64 = 108.0;

/// How much each key signed on the last days, according to the signer's ledger.
#[component]
pub(crate) fn UsageCharts(usage: Vec<KeyUsage>, ceiling: u32) -> impl IntoView {
    let alone = usage.len() == 1;
    let charts: Vec<_> = usage
        .into_iter()
        .enumerate()
        .map(|(place, usage)| view! { <UsageChart place usage ceiling alone/> })
        .collect();
    (!charts.is_empty()).then(|| {
        view! {
            <section class="part" aria-labelledby="usage">
                <header>
                    <h2 id="usage">"How much is signed"</h2>
                    <p class="quiet">"badges a day, from the signer’s ledger; days in UTC"</p>
                </header>
                {charts}
            </section>
        }
    })
}

/// One key: a chart, and the same data as a table.
#[component]
fn UsageChart(place: usize, usage: KeyUsage, ceiling: u32, alone: bool) -> impl IntoView {
    let (title, summary) = (format!("usage-{place}"), format!("usage-{place}-says"));
    let heading = format!("Badges signed with {} a day", usage.label);
    let label = usage.label.clone();
    view! {
        <figure class="stack-s">
            {(!alone).then(|| view! { <figcaption><code>{label}</code></figcaption> })}
            <svg class="chart low" role="img" aria-labelledby=title aria-describedby=summary>
                <title id=title.clone()>{heading}</title>
                <desc id=summary.clone()>{says(&usage)}</desc>
                <Bars usage=usage.clone() ceiling/>
            </svg>
            <details>
                <summary>"Show as a table"</summary>
                <UsageTable usage/>
            </details>
        </figure>
    }
}

#[component]
fn Bars(usage: KeyUsage, ceiling: u32) -> impl IntoView {
    let busiest = usage.busiest();
    let most = busiest.map_or(0, |day| day.credentials);
    // The ceiling is drawn unless it would make the bars too small to see.
    let ceiling = (most > 0 && ceiling / 4 <= most).then_some(ceiling);
    let scale = HIGHEST / f64::from(ceiling.unwrap_or(0).max(most).max(1));
    let step = 100.0 / f64::from(u32::try_from(usage.days.len()).unwrap_or(1).max(1));
    let bars: Vec<_> = usage
        .days
        .iter()
        .zip(0_u32..)
        .map(|(day, place)| {
            let height = (f64::from(day.credentials) * scale).max(if day.credentials > 0 { 2.0 } else { 0.5 });
            let x = step.mul_add(f64::from(place), step * 0.18);
            view! { <rect class="a" x=percent(x) y=pixels(BASE - height) width=percent(step * 0.64) height=pixels(height)/> }
        })
        .collect();
    let limit = ceiling.map(|ceiling| {
        let y = scale.mul_add(-f64::from(ceiling), BASE);
        view! {
            <line class="limit" x1="0" x2="100%" y1=pixels(y) y2=pixels(y)/>
            <text class="limit-text" x="0" y=pixels(y - 7.0)>{format!("Above {} a day, people approve", grouped(ceiling.into()))}</text>
        }
    });
    let peak = busiest.zip((0_u32..).zip(&usage.days).find(|(_, day)| Some(**day) == busiest)).map(|(day, (place, _))| {
        let middle = step.mul_add(f64::from(place), step / 2.0);
        let y = scale.mul_add(-f64::from(day.credentials), BASE).min(BASE - 2.0) - 6.0;
        view! { <text class="peak" x=percent(middle) y=pixels(y) text-anchor=anchor(middle)>{grouped(day.credentials.into())}</text> }
    });
    view! {
        {bars}
        <line class="base" x1="0" x2="100%" y1=pixels(BASE) y2=pixels(BASE)/>
        {limit}
        {peak}
        <Axis days=usage.days/>
    }
}

/// The first day, the one in the middle, and the last.
#[component]
fn Axis(days: Vec<DayUsage>) -> impl IntoView {
    let short = |day: Option<&DayUsage>| {
        let date = day.map(|day| day.day.long_date()).unwrap_or_default();
        date.rsplit_once(' ').map(|(date, _year)| date.to_owned()).unwrap_or_default()
    };
    let middle = days.get(days.len() / 2);
    view! {
        <text x="0%" y="163" text-anchor="start">{short(days.first())}</text>
        <text x="50%" y="163" text-anchor="middle">{short(middle)}</text>
        <text x="100%" y="163" text-anchor="end">{short(days.last())}</text>
    }
}

/// Every day on which something was signed, the newest first.
#[component]
fn UsageTable(usage: KeyUsage) -> impl IntoView {
    let credentials = usage.credentials();
    let lists = usage.days.iter().fold(0_u32, |sum, day| sum.saturating_add(day.lists));
    let rows: Vec<_> = usage
        .days
        .into_iter()
        .rev()
        .filter(|day| day.credentials > 0 || day.lists > 0)
        .map(|day| {
            view! {
                <tr>
                    <th scope="row"><Day at=day.day/></th>
                    <td class="num">{grouped(day.credentials.into())}</td>
                    <td class="num">{grouped(day.lists.into())}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="ledger">
            <thead><tr><th scope="col">"Day"</th><th scope="col" class="num">"Badges"</th><th scope="col" class="num">"Lists of revoked badges"</th></tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">"All days"</th><td class="num">{grouped(credentials.into())}</td><td class="num">{grouped(lists.into())}</td></tr></tfoot>
        </table>
    }
}

/// The chart in a sentence.
fn says(usage: &KeyUsage) -> String {
    let days = usage.days.len();
    match usage.busiest() {
        None => format!("No badge in the last {days} days."),
        Some(day) => format!(
            "{} in the last {days} days; the most on one day: {}, on {}.",
            count(usage.credentials(), "badge"),
            grouped(day.credentials.into()),
            day.day.long_date()
        ),
    }
}

/// Keeps labels at an edge inside the picture.
fn anchor(middle: f64) -> &'static str {
    if middle < 8.0 {
        "start"
    } else if middle > 92.0 {
        "end"
    } else {
        "middle"
    }
}

fn percent(number: f64) -> String {
    format!("{number:.2}%")
}

fn pixels(number: f64) -> String {
    format!("{number:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Timestamp;

    fn usage(counts: &[u32]) -> KeyUsage {
        let begin = Timestamp::parse("2026-11-01T00:00:00Z").unwrap();
        let day = |(place, credentials): (i64, &u32)| DayUsage {
            day: begin.plus_seconds(place * 86_400),
            credentials: *credentials,
            lists: 1,
        };
        KeyUsage { label: "key-2026".to_owned(), days: (0..).zip(counts).map(day).collect() }
    }

    fn drawn(counts: &[u32], ceiling: u32) -> String {
        view! { <UsageCharts usage=vec![usage(counts)] ceiling/> }.to_html()
    }

    #[test]
    fn the_picture_the_sentence_and_the_table_say_the_same() {
        let html = drawn(&[0, 312, 7], 800);
        assert_eq!(html.matches("<rect").count(), 3);
        for says in [
            "319 badges in the last 3 days; the most on one day: 312, on 2 November 2026.",
            ">312</text>",
            "<td class=\"num\">319</td>",
            "Above 800 a day, people approve",
        ] {
            assert!(html.contains(says), "{says} is not in {html}");
        }
    }

    #[test]
    fn a_ceiling_far_above_and_days_without_a_badge_draw_no_line() {
        assert!(!drawn(&[1, 2, 3], 2_000).contains("limit"));
        let none = drawn(&[0, 0], 800);
        assert!(none.contains("No badge in the last 2 days.") && !none.contains("class=\"peak"), "{none}");
    }
}
