use crate::api;
use crate::components::{Day, Empty, Icon, Load, Mark, StatusIcon, picture};
use crate::frames::{Here, Workspace};
use crate::view::DesignRow;
use crate::words::{count, kind};
use domain::{Approval, DesignState, PendingVersion};
use leptos::prelude::*;
use leptos_meta::Title;

/// All badge designs.
#[component]
pub(crate) fn DesignsPage() -> impl IntoView {
    let designs = Resource::new(|| (), |()| api::designs());
    view! {
        <Workspace here=Here::Designs>
            <Load what=designs let:designs>
                <DesignsView designs/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn DesignsView(designs: Vec<DesignRow>) -> impl IntoView {
    let some = !designs.is_empty();
    view! {
        <Title text="Designs"/>
        <header class="head">
            <div>
                <h1>{heading(&designs)}</h1>
                <p>"A published version cannot be changed. A change makes the next version, and badges of the old version stay genuine."</p>
            </div>
            {some.then(|| view! {
                <div class="row">
                    <a class="btn main" href="/designs/new"><Icon name="plus"/>"New design"</a>
                </div>
            })}
        </header>
        {if some {
            let items: Vec<_> = designs.into_iter().map(|design| view! { <Row design/> }).collect();
            view! { <h2 class="vh">"All designs"</h2> <ul class="shelf">{items}</ul> }.into_any()
        } else {
            view! {
                <Empty title="Start with one badge" why="A badge has a name, a description, requirements and a picture: your own, or one of eight." way_on=("Design a badge", "/designs/new".to_owned())/>
            }.into_any()
        }}
    }
}

fn heading(designs: &[DesignRow]) -> String {
    let drafts = designs.iter().filter(|design| !matches!(design.state, DesignState::Published(_))).count();
    let all = u32::try_from(designs.len()).unwrap_or(u32::MAX);
    match (all, drafts) {
        (0, _) => "No badge is designed yet".to_owned(),
        (all, 0) => format!("{}, all published", count(all, "design")),
        (all, 1) => format!("{}, one not published", count(all, "design")),
        (all, drafts) => format!("{}, {drafts} not published", count(all, "design")),
    }
}

#[component]
fn Row(design: DesignRow) -> impl IntoView {
    let (icon, word) = standing(&design);
    let name = if design.name.is_empty() { "Without a name".to_owned() } else { design.name };
    view! {
        <li>
            <img src=picture(&design.image) alt="" width="136" height="136" loading="lazy"/>
            <h3><a href=format!("/designs/{}", design.id)>{name}</a></h3>
            <p><Mark icon word/></p>
            <p class="small">{kind(&design.achievement_type)} " · " {count(design.issued, "badge")} " issued · saved " <Day at=design.saved/></p>
        </li>
    }
}

fn standing(design: &DesignRow) -> (StatusIcon, String) {
    match (&design.pending, &design.state) {
        (Some(PendingVersion { version, approval: Approval::Asking { .. } | Approval::Waiting(_) }), _) => {
            (StatusIcon::Wait, format!("Version {version} is waiting for approval"))
        }
        (Some(PendingVersion { version, approval: Approval::Ended { .. } }), _) => {
            (StatusIcon::Warn, format!("Version {version} was not approved"))
        }
        (None, DesignState::Draft) => (StatusIcon::Draft, "Draft".to_owned()),
        (None, DesignState::Published(version)) => (StatusIcon::Sent, format!("Version {version} published")),
        (None, DesignState::Changed(version)) => {
            (StatusIcon::Draft, format!("Changed since version {version}"))
        }
    }
}
