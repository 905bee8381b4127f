use crate::components::{Email, Fact, Facts, Moment};
use domain::{Institution, InstitutionProfile, NumberedProfile, Version};
use leptos::prelude::*;

/// The profiles that are or were in force, the newest first.
#[component]
pub(crate) fn ProfileHistory(institution: Institution, history: Vec<NumberedProfile>) -> impl IntoView {
    let newest = history.first().map(|newest| newest.number);
    let profiles: Vec<_> = history
        .into_iter()
        .map(|numbered| {
            let is_newest = newest == Some(numbered.number);
            view! { <Numbered institution=institution.clone() numbered is_newest/> }
        })
        .collect();
    view! {
        <section class="part" aria-labelledby="history">
            <header>
                <h2 id="history">"Profiles so far"</h2>
                <p class="quiet">"Each badge has one of them."</p>
            </header>
            {profiles}
        </section>
    }
}

#[component]
fn Numbered(institution: Institution, numbered: NumberedProfile, is_newest: bool) -> impl IntoView {
    let NumberedProfile { number, profile, member, asked, in_force } = numbered;
    let by = match (member, number) {
        (Some(_), _) => "the owner",
        (None, Version(1)) => "the set-up",
        (None, _) => "not recorded",
    };
    let state = if is_newest { "in force" } else { "replaced" };
    let summary = format!("Profile {number}, {state}");
    view! {
        <details open=is_newest>
            <summary>{summary}</summary>
            <Facts>
                <Fact term="Requested by">{by}</Fact>
                <Fact term="Requested"><Moment at=asked/></Fact>
                {in_force.map(|at| view! { <Fact term="In force since"><Moment at/></Fact> })}
            </Facts>
            <ProfileFacts institution profile/>
        </details>
    }
}

/// The values of a profile.
#[component]
pub(crate) fn ProfileFacts(institution: Institution, profile: InstitutionProfile) -> impl IntoView {
    let InstitutionProfile { name, url, description, email, logo } = profile;
    let logo = logo.map(|digest| institution.path_of_logo(&digest));
    view! {
        <Facts>
            <Fact term="Name"><bdi>{name}</bdi></Fact>
            <Fact term="Web address">{url}</Fact>
            <Fact term="Description">{if description.is_empty() { "none".to_owned() } else { description }}</Fact>
            <Fact term="Contact e-mail">{email.map_or_else(|| "none".into_any(), |address| view! { <Email address/> }.into_any())}</Fact>
            <Fact term="Logo">
                {logo.map_or_else(|| "none".into_any(), |address| view! { <img class="logo" src=address alt="The logo" width="128" height="128"/> }.into_any())}
            </Fact>
        </Facts>
    }
}
