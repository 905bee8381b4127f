use super::issue_notices::IssueNotices;
use crate::api;
use crate::components::{Empty, Load, picture};
use crate::frames::{Here, Workspace};
use crate::view::IssuePick;
use crate::words::{count, kind};
use domain::DesignState;
use leptos::prelude::*;
use leptos_meta::Title;

/// The choice of the published badge to issue.
#[component]
pub(crate) fn IssuePickPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| api::issue_pick());
    view! {
        <Workspace here=Here::Issue>
            <Load what=page let:page>
                <IssuePickView page/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn IssuePickView(page: IssuePick) -> impl IntoView {
    let IssuePick { designs, notices } = page;
    let drawn = !designs.is_empty();
    let published: Vec<_> =
        designs.into_iter().filter_map(|design| Some((version(&design.state)?, design))).collect();
    if published.is_empty() {
        return view! {
            <Title text="Issue"/>
            <h1>"No badge can be issued yet"</h1>
            <IssueNotices notices/>
            {if drawn {
                view! { <Empty title="Publish a badge first" why="Only a published version can be issued: the signer refuses anything else." way_on=("View the drafts", "/designs".to_owned())/> }
            } else {
                view! { <Empty title="Design a badge first" why="Only a published version can be issued: the signer refuses anything else." way_on=("Design a badge", "/designs/new".to_owned())/> }
            }}
        }
        .into_any();
    }
    let items: Vec<_> = published
        .into_iter()
        .map(|(version, design)| {
            view! {
                <li>
                    <img src=picture(&design.image) alt="" width="136" height="136" loading="lazy"/>
                    <h3><a href=format!("/issue/{}", design.id)><bdi>{design.name}</bdi></a></h3>
                    <p>{kind(&design.achievement_type)} ", version " {version.to_string()}</p>
                    <p class="small">{count(design.issued, "badge")} " issued so far"</p>
                </li>
            }
        })
        .collect();
    view! {
        <Title text="Issue"/>
        <header class="head">
            <div>
                <h1>"Which badge do you issue?"</h1>
                <p>"The newest published version of each. A draft cannot be issued."</p>
            </div>
        </header>
        <IssueNotices notices/>
        <h2 class="vh">"Published badges"</h2>
        <ul class="shelf">{items}</ul>
    }
    .into_any()
}

fn version(state: &DesignState) -> Option<domain::Version> {
    match state {
        DesignState::Draft => None,
        DesignState::Published(version) | DesignState::Changed(version) => Some(*version),
    }
}
