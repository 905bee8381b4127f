use super::skip_link::SkipLink;
use super::trial_banner::TrialBanner;
use crate::api;
use crate::components::{LoadQuietly, Wordmark, art};
use leptos::prelude::*;

/// The frame of set-up and sign-in pages: a dark plate with one action.
#[component]
pub(crate) fn Gate(children: Children) -> impl IntoView {
    let front = Resource::new(|| (), |()| api::front());
    view! {
        <SkipLink/>
        <LoadQuietly what=front let:front>
            <TrialBanner isolation_off=front.isolation_off/>
        </LoadQuietly>
        <div class="gate">
            <header class="plate">
                <a href="/">
                    <Wordmark/>
                </a>
                <div class="seat">
                    <img src=art("mark.svg") alt="" width="138" height="138"/>
                </div>
                <div class="stack">
                    <p class="display">"Signed once, checked anywhere."</p>
                    <p>
                        "Learners need no account: the link in their mail opens their badge. Anybody can "
                        <a href="/verify" rel="external">"check a badge"</a> "."
                    </p>
                </div>
            </header>
            <main id="main" tabindex="-1">
                <div class="stack-l">{children()}</div>
            </main>
        </div>
    }
}
