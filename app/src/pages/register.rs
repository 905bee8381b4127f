use crate::api;
use crate::components::{Day, Email, Empty, Icon, Load, StateMark, picture};
use crate::frames::{Here, Workspace};
use crate::view::RegisterRow;
use crate::words::count;
use domain::{CredentialState, Progress};
use leptos::prelude::*;
use leptos_meta::Title;

/// Every issued badge, newest first.
#[component]
pub(crate) fn RegisterPage() -> impl IntoView {
    let rows = Resource::new(|| (), |()| api::register());
    view! {
        <Workspace here=Here::Register>
            <Load what=rows let:rows>
                <RegisterView rows/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn RegisterView(rows: Vec<RegisterRow>) -> impl IntoView {
    let some = !rows.is_empty();
    view! {
        <Title text="Register"/>
        <header class="head">
            <div>
                <h1>{heading(&rows)}</h1>
                {some.then(|| view! { <p>{count(u32::try_from(rows.len()).unwrap_or(u32::MAX), "badge")} " in all."</p> })}
            </div>
            {some.then(|| view! { <div class="row"><a class="btn main" href="/issue"><Icon name="issue"/>"Issue a badge"</a></div> })}
        </header>
        {if some {
            view! { <Table rows/> }.into_any()
        } else {
            view! { <Empty title="The register is empty" why="Every requested badge is listed here first, then signed." way_on=("Issue a badge", "/issue".to_owned())/> }.into_any()
        }}
    }
}

/// How many badges need a person, else how many are in force.
fn heading(rows: &[RegisterRow]) -> String {
    let number = |test: fn(&RegisterRow) -> bool| {
        u32::try_from(rows.iter().filter(|row| test(row)).count()).unwrap_or(u32::MAX)
    };
    let refused = number(|row| matches!(row.progress, Progress::Refused { .. }));
    let waiting = number(|row| matches!(row.progress, Progress::Waiting { .. }));
    let revoked = number(|row| matches!(row.state, CredentialState::Revoked(_)));
    let in_force = number(|row| {
        matches!((&row.progress, &row.state), (Progress::Signed { .. }, CredentialState::Active))
    });
    match (rows.is_empty(), refused, waiting) {
        (true, _, _) => "Nobody has a badge yet".to_owned(),
        (_, 1.., _) => format!("{} refused by the signer", were(refused)),
        (_, 0, 1) => "1 badge is waiting for the signer".to_owned(),
        (_, 0, 2..) => format!("{} are waiting for the signer", count(waiting, "badge")),
        (_, 0, 0) if revoked == 0 => format!("{} in force", count(in_force, "badge")),
        (_, 0, 0) => format!("{} in force, {revoked} revoked", count(in_force, "badge")),
    }
}

fn were(number: u32) -> String {
    if number == 1 { "1 badge was".to_owned() } else { format!("{} were", count(number, "badge")) }
}

#[component]
fn Table(rows: Vec<RegisterRow>) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row/> }).collect();
    view! {
        <div class="ledger-box">
            <table class="ledger folds" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Holder"</th>
                        <th role="columnheader" scope="col">"Badge"</th>
                        <th role="columnheader" scope="col">"State"</th>
                        <th role="columnheader" scope="col" class="num">"Issued"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(row: RegisterRow) -> impl IntoView {
    let address = format!("/register/{}", row.id);
    view! {
        <tr role="row">
            <td role="cell" class="lead">
                <span class="who"><bdi>{row.recipient.clone()}</bdi><small><Email address=row.email.clone()/></small></span>
            </td>
            <td role="cell" class="lead">
                <span class="thing">
                    <img src=picture(&row.image) alt="" width="36" height="36"/>
                    <span class="who"><a href=address>{row.badge.clone()}</a><small>"version " {row.version.to_string()}</small></span>
                </span>
            </td>
            <td role="cell" data-label="State"><StateMark row=row.clone()/></td>
            <td role="cell" class="num" data-label="Issued"><Day at=row.issued/></td>
        </tr>
    }
}
