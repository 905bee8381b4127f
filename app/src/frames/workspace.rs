use super::navigation::Navigation;
use super::skip_link::SkipLink;
use super::trial_banner::TrialBanner;
use crate::api;
use crate::components::{Icon, LoadQuietly, Wordmark};
use leptos::prelude::*;

/// A page's section of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    /// Tasks that need a person.
    Today,
    /// The studio.
    Designs,
    /// Issuing badges.
    Issue,
    /// All issued badges.
    Register,
    /// The institution's key.
    Keys,
    /// The institution itself.
    Institution,
}

/// The frame of workspace pages: the binding with its links on one side, the page on the other.
#[component]
pub(crate) fn Workspace(here: Here, children: Children) -> impl IntoView {
    let front = Resource::new(|| (), |()| api::front());
    let form = Resource::new(|| (), |()| api::form());
    view! {
        <SkipLink/>
        <LoadQuietly what=front let:front>
            <TrialBanner isolation_off=front.isolation_off/>
        </LoadQuietly>
        <div class="desk">
            <header class="binding">
                <a href="/today">
                    <Wordmark/>
                </a>
                <button class="menu" type="button" popovertarget="nav">
                    <Icon name="menu"/>
                    "Menu"
                </button>
                <nav id="nav" popover="" aria-label="Main">
                    <button class="menu" type="button" popovertarget="nav" popovertargetaction="hide">
                        <Icon name="close"/>
                        "Close"
                    </button>
                    <Navigation front form here/>
                </nav>
            </header>
            <main id="main" class="page" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}
