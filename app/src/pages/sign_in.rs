use crate::frames::Gate;
use leptos::prelude::*;
use leptos_meta::Title;

/// How to get a new one-time link. There are no passwords.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    view! {
        <Gate>
            <Title text="Sign in"/>
            <header class="stack-s">
                <h1>"Sign in with a one-time link"</h1>
                <p class="quiet">"There are no passwords here. The person who runs this server makes a link that works once."</p>
            </header>
            <section class="stack">
                <h2>"On the server, run"</h2>
                <code class="hash">"insignia owner-link --config data/server/server.toml"</code>
                <p>
                    "The command prints an address with " <code>"/owner/"</code>
                    " in it. Open this address in this browser and press “Sign in”."
                </p>
                <p class="quiet">
                    "Just started it with " <code>"make run"</code> "? That terminal already shows a link."
                </p>
            </section>
            <p class="small quiet">
                "Did you receive a badge? The link in your mail opens it, and you need no account. "
                <a href="/verify" rel="external">"Check a badge"</a>
                "."
            </p>
        </Gate>
    }
}
