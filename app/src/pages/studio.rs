use super::studio_editor::{Draft, StudioEditor};
use super::studio_sent::SentView;
use crate::api;
use crate::components::{ApprovalNotice, Icon, Islands, Load, Mark, Moment, SavedNote, StatusIcon};
use crate::error::ApiError;
use crate::frames::{Here, Workspace};
use crate::view::{DesignPage, FormState, Front};
use domain::{Art, DesignState, Fields, Version};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The studio's data: the design, or `None` for a new one.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Studio {
    /// The data for every page's frame; the card names the issuer.
    pub(crate) front: Front,
    /// The form as posted, or its token.
    pub(crate) form: FormState,
    /// The design.
    pub(crate) page: Option<DesignPage>,
}

/// A new design.
#[component]
pub(crate) fn NewDesignPage() -> impl IntoView {
    let studio = Resource::new(
        || (),
        |()| async { Ok(Studio { form: api::member_form().await?, front: api::front().await?, page: None }) },
    );
    view! { <Frame studio/> }
}

/// A stored design.
#[component]
pub(crate) fn StudioPage() -> impl IntoView {
    let params = use_params_map();
    let studio = Resource::new(
        move || params.with(|params| params.get("id").unwrap_or_default()),
        |id| async {
            let page = Some(api::design(id).await?);
            Ok(Studio { front: api::front().await?, form: api::form().await?, page })
        },
    );
    view! { <Frame studio/> }
}

#[component]
fn Frame(studio: Resource<Result<Studio, ApiError>>) -> impl IntoView {
    view! {
        <Workspace here=Here::Designs>
            <Load what=studio let:studio>
                <StudioView studio/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn StudioView(studio: Studio) -> impl IntoView {
    if let Some((page, sent)) =
        studio.page.clone().and_then(|page| page.sent.clone().map(|sent| (page, sent)))
    {
        return view! { <SentView page sent form=studio.form front=studio.front/> }.into_any();
    }
    let title =
        studio.page.as_ref().map_or("Design a new badge", |page| page.wording.name.as_str()).to_owned();
    let crumb = crumb(studio.page.as_ref());
    view! {
        <Title text=title.clone()/>
        <header class="head">
            <div>
                <p class="crumbs"><a href="/designs">"Designs"</a> " / " {crumb}</p>
                <h1>{title}</h1>
                {studio.page.clone().map(|page| view! { <Standing page/> })}
            </div>
            {studio.page.clone().map(|page| view! { <IssueThis page/> })}
        </header>
        <SavedNote flag="founded" says="The institution was created. Now design its first badge."/>
        <SavedNote flag="logo-cleaned" says="The logo contained a badge of somebody else. Insignia removed it. The logo looks the same."/>
        <SavedNote flag="saved" says="The draft is saved."/>
        <SavedNote flag="withdrawn" says="The request is withdrawn. You can change the badge, and publish it again."/>
        <SavedNote flag="approved" says="It was approved before it could be withdrawn, and is published."/>
        <SavedNote flag="published" says="Published. This version can be issued and can no longer be changed."/>
        <SavedNote flag="badge-removed" says="The picture contained a badge of somebody else. Insignia removed it. The picture looks the same."/>
        {studio.page.as_ref().and_then(|page| page.pending.clone()).map(|pending| view! { <ApprovalNotice pending/> })}
        <Islands/>
        <StudioEditor draft=draft(studio)/>
    }
    .into_any()
}

/// Whether the design is a draft or published, and when it was saved.
#[component]
pub(crate) fn Standing(page: DesignPage) -> impl IntoView {
    let (icon, word, rest) = match &page.state {
        DesignState::Draft => (StatusIcon::Draft, "Draft".to_owned(), None),
        DesignState::Published(version) => {
            (StatusIcon::Sent, format!("Version {version} is published"), None)
        }
        DesignState::Changed(version) => (
            StatusIcon::Draft,
            "Draft".to_owned(),
            Some(format!("version {version} is published and stays as it is")),
        ),
    };
    let public = page.public_address.map(|address| {
        view! { " · " <a href=address rel="external">"public page"</a> }
    });
    view! {
        <p>
            <Mark icon word/> " · saved " <Moment at=page.saved/> {rest.map(|rest| format!(" · {rest}"))} {public}
        </p>
    }
}

/// The link from a published version to issuing it.
#[component]
pub(crate) fn IssueThis(page: DesignPage) -> impl IntoView {
    let class = match page.state {
        DesignState::Draft => return ().into_any(),
        DesignState::Published(_) => "btn main",
        DesignState::Changed(_) => "btn",
    };
    let address = format!("/issue/{}", page.id);
    view! {
        <div class="row">
            <a class=class href=address>
                <Icon name="issue"/>
                "Issue this badge"
            </a>
        </div>
    }
    .into_any()
}

fn crumb(page: Option<&DesignPage>) -> String {
    match page.map(|page| &page.state) {
        None => "new".to_owned(),
        Some(DesignState::Published(version)) => format!("version {version}"),
        Some(DesignState::Draft | DesignState::Changed(_)) => {
            format!("draft of version {}", next_version(page))
        }
    }
}

/// The island's data.
fn draft(studio: Studio) -> Draft {
    let Studio { front, mut form, page } = studio;
    if !form.posted {
        form.fields = stored(page.as_ref());
    }
    Draft {
        form,
        action: page
            .as_ref()
            .map_or_else(|| "/designs/new".to_owned(), |page| format!("/designs/{}", page.id)),
        next: next_version(page.as_ref()),
        unchanged: page.as_ref().is_some_and(|page| matches!(page.state, DesignState::Published(_))),
        stored: page.map(|page| (page.art.word(), page.image)),
        issuer: front.institution.map(|institution| institution.name),
        site: front.public_url,
    }
}

/// The number of the next published version.
fn next_version(page: Option<&DesignPage>) -> Version {
    match page.map(|page| &page.state) {
        None | Some(DesignState::Draft) => Version(1),
        Some(DesignState::Published(Version(n)) | DesignState::Changed(Version(n))) => Version(n + 1),
    }
}

/// The form's first values: the stored draft, or defaults.
fn stored(page: Option<&DesignPage>) -> Fields {
    let mut fields = Fields::default();
    if let Some(page) = page {
        let wording = &page.wording;
        fields.set("name", &wording.name);
        fields.set("description", &wording.description);
        fields.set("criteria", &wording.criteria);
        fields.set("achievement_type", &wording.achievement_type);
        fields.set("tags", wording.tags.join(", "));
        fields.set("caption", &wording.caption);
        fields.set("art", page.art.word());
    } else {
        fields.set("achievement_type", "Achievement");
        let [(art, caption), ..] = Art::TEMPLATES;
        fields.set("art", art.word());
        fields.set("caption", caption);
    }
    fields
}
