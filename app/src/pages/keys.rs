use crate::api;
use crate::components::{CopyButton, Fact, Facts, Load, Mark, Moment, Notice, Punch};
use crate::frames::{Here, Workspace};
use crate::view::KeyPage;
use crate::words::{count, grouped};
use leptos::prelude::*;
use leptos_meta::Title;

/// The institution's key, as the signer tells it.
#[component]
pub(crate) fn KeysPage() -> impl IntoView {
    let key = Resource::new(|| (), |()| api::key());
    view! {
        <Workspace here=Here::Keys>
            <Load what=key let:key>
                <KeyView key/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn KeyView(key: KeyPage) -> impl IntoView {
    view! {
        <Title text="Keys"/>
        <header class="head">
            <div>
                <h1>"One key signs everything here"</h1>
                <p>"Made on " <Moment at=key.created/> ". It has signed " {count(key.credentials, "badge")} "."</p>
            </div>
        </header>
        {key.isolation_off.then(|| view! { <IsolationOff/> })}
        <div class="split">
            <div class="stack-l">
                <Custody key=key.clone()/>
                <Books ledger=key.ledger_size credentials=key.credentials/>
            </div>
            <div class="rail">
                <Published key/>
            </div>
        </div>
    }
}

#[component]
fn IsolationOff() -> impl IntoView {
    view! {
        <Notice punch=Punch::Warn>
            <p>
                <strong>"Isolation is off. "</strong>
                "The key cannot be read out of the token, but the web server runs as the same user as the signer and could use it. "
                <a href="/trial-mode">"What that means"</a>
            </p>
        </Notice>
    }
}

#[component]
fn Custody(key: KeyPage) -> impl IntoView {
    let attributes: Vec<_> = key
        .attributes
        .into_iter()
        .map(|says| view! { <li><Mark punch=Punch::Good/><span>{says}</span></li> })
        .collect();
    view! {
        <section class="part box" aria-labelledby="custody">
            <header>
                <h2 id="custody">"Where it is, and whether it can leave"</h2>
                <p class="quiet">"as the token answers now"</p>
            </header>
            <p>{key.token}</p>
            <ul class="checks pair">{attributes}</ul>
        </section>
    }
}

#[component]
fn Books(ledger: u64, credentials: u32) -> impl IntoView {
    view! {
        <section class="part" aria-labelledby="books">
            <header>
                <h2 id="books">"What was signed with it"</h2>
            </header>
            <dl class="figures">
                <div><dt><b>"entries in the signer’s ledger"</b>"badges, lists of revoked badges, designs, the issuer’s document; each is written before it is signed"</dt><dd>{grouped(ledger)}</dd></div>
                <div><dt><b>"signed badges stored here"</b>"as the web server counts them"</dt><dd>{grouped(credentials.into())}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Published(key: KeyPage) -> impl IntoView {
    let copied = key.public_key.clone();
    view! {
        <section class="part" aria-labelledby="published">
            <header>
                <h2 id="published">"What others see of it"</h2>
            </header>
            <Facts>
                <Fact term="Issuer"><code>{key.did}</code></Fact>
                <Fact term="Public key"><code>{key.public_key}</code></Fact>
                <Fact term="Kind of proof">{key.cryptosuite}</Fact>
                <Fact term="Named in proofs as"><code>{key.verification_method}</code></Fact>
            </Facts>
            <div class="row">
                <CopyButton text=copied/>
                <a class="btn small" href=key.did_document rel="external">"The issuer’s document"</a>
            </div>
        </section>
    }
}
