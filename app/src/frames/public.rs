use super::footer::Footer;
use super::public_navigation::PublicNavigation;
use super::skip_link::SkipLink;
use super::trial_banner::TrialBanner;
use crate::api;
use crate::components::{LoadQuietly, Wordmark};
use leptos::prelude::*;

/// The frame of public pages.
#[component]
pub(crate) fn Public(children: Children) -> impl IntoView {
    let front = Resource::new(|| (), |()| api::front());
    view! {
        <SkipLink/>
        <LoadQuietly what=front let:front>
            <TrialBanner isolation_off=front.isolation_off/>
        </LoadQuietly>
        <header class="front">
            <div>
                <a href="/">
                    <Wordmark/>
                </a>
                <LoadQuietly what=front let:front>
                    <PublicNavigation front/>
                </LoadQuietly>
            </div>
        </header>
        <main id="main" class="public measure" tabindex="-1">
            {children()}
        </main>
        <LoadQuietly what=front let:front>
            <Footer front/>
        </LoadQuietly>
    }
}
