use super::keys_acts::{ApproverForms, Compromise, Replace, StopOrGo};
use super::keys_ceilings::CeilingsForm;
use super::keys_list::KeyList;
use super::keys_usage::UsageCharts;
use crate::api;
use crate::components::{
    CopyButton, Day, Fact, Facts, Islands, Load, Mark, Moment, Notice, SavedNote, StatusIcon, WaitingChanges,
};
use crate::error::ApiError;
use crate::forms::{FormFindings, Typed};
use crate::frames::{Here, Workspace};
use crate::view::{FormState, KeyPage, ReissueProgress};
use crate::words::{count, grouped, protection};
use domain::{Ceilings, Fields, KeyLife, Timestamp};
use leptos::prelude::*;
use leptos_meta::Title;

/// The institution's keys, with the signer's data, and the requests for changes.
#[component]
pub(crate) fn KeysPage() -> impl IntoView {
    let read = || async { Ok::<_, ApiError>((api::key().await?, api::form().await?)) };
    let page = Resource::new(|| (), move |()| read());
    view! {
        <Workspace here=Here::Keys>
            <Load what=page let:page>
                <KeyView key=page.0 form=page.1/>
            </Load>
        </Workspace>
    }
}

/// The page's content.
#[component]
pub(crate) fn KeyView(key: KeyPage, mut form: FormState) -> impl IntoView {
    if !form.posted {
        form.fields = stored(key.ceilings);
    }
    let typed = Typed::new(&form, form.fields.clone(), |_| Vec::new());
    let (token, posted) = (form.token.clone(), form.posted);
    view! {
        <Title text="Keys"/>
        <header class="head">
            <div>
                <h1>{heading(&key)}</h1>
                <p>"Made on " <Moment at=key.key.created/> ". " {key.replace_by.map(|by| view! { "To be replaced by " <Day at=by/> ". " })} "The signer has signed " {count(key.credentials, "badge")} " here."</p>
            </div>
        </header>
        <SavedNote flag="frozen" says="Signing is paused. No badge is signed until people approve that signing resumes."/>
        <SavedNote flag="asked" says="Requested. The change is waiting for approval."/>
        <SavedNote flag="reissuing" says="The badges of the compromised key are being reissued, one after the other."/>
        <SavedNote flag="done" says="This change is already in force."/>
        <Islands/>
        <FormFindings typed/>
        {key.isolation_off.then(|| view! { <IsolationOff/> })}
        {key.replace_by.zip(key.replace_in).map(|(by, days)| view! { <ReplaceSoon by days/> })}
        {(key.alerts > 0).then(|| view! { <NewAlerts alerts=key.alerts/> })}
        {key.reissue.clone().map(|progress| view! { <Reissued progress/> })}
        <WaitingChanges waiting=key.waiting.clone()/>
        <div class="split">
            <div class="stack-l">
                <Custody key=key.clone()/>
                <UsageCharts usage=key.usage.clone() ceiling=key.ceilings.per_day/>
                <KeyList key=key.clone() token=token.clone()/>
                <Books ledger=key.ledger_size credentials=key.credentials/>
                <CeilingsForm form unsigned=key.unsigned/>
                <ApproverForms typed token=token.clone()/>
            </div>
            <div class="rail">
                <Published key=key.clone()/>
                <Watched/>
                <StopOrGo typed token=token.clone() frozen=key.frozen.clone()/>
                <Replace token=token.clone() no_rotation=key.no_rotation.clone() asks_from=key.asks_from/>
                <Compromise typed token key open=posted/>
            </div>
        </div>
    }
}

fn heading(key: &KeyPage) -> &'static str {
    if key.frozen.is_some() {
        "Signing is paused"
    } else if key.key.life != KeyLife::Active {
        "No key signs at the moment"
    } else if key.others.is_empty() {
        "Signing key"
    } else {
        "Signing keys"
    }
}

fn stored(ceilings: Ceilings) -> Fields {
    let mut fields = Fields::default();
    fields.set("per_batch", ceilings.per_batch.to_string());
    fields.set("per_minute", ceilings.per_minute.to_string());
    fields.set("per_day", ceilings.per_day.to_string());
    fields
}

#[component]
fn IsolationOff() -> impl IntoView {
    view! {
        <Notice icon=StatusIcon::Warn>
            <p>
                <strong>"Isolation is off. "</strong>
                "Nobody can read the key out of the token. But the web server runs as the same user as the signer and could use the key. "
                <a href="/trial-mode">"What that means"</a>
            </p>
        </Notice>
    }
}

/// Shown from 30 days before the key is due for replacement.
#[component]
fn ReplaceSoon(by: Timestamp, days: u32) -> impl IntoView {
    let left = if days == 0 { "now".to_owned() } else { format!("within {}", count(days, "day")) };
    view! {
        <Notice icon=StatusIcon::Warn>
            <p>
                <strong>"The signing key has to be replaced " {left} ", by " <Day at=by/> ". "</strong>
                "The next key takes over a day after its approval. Badges of the present key stay genuine. "
                <a href="#replace">"Request the next key"</a>
            </p>
        </Notice>
    }
}

/// The signer's alerts that nobody has viewed.
#[component]
fn NewAlerts(alerts: u32) -> impl IntoView {
    view! {
        <Notice icon=StatusIcon::Warn>
            <p>
                <strong>"The signer noticed " {count(alerts, "unusual thing")} " that nobody here has viewed yet. "</strong>
                <a href="/keys/alerts">"View what happened, why it may matter, and what to do"</a>
            </p>
        </Notice>
    }
}

#[component]
fn Watched() -> impl IntoView {
    view! {
        <section class="part" aria-labelledby="watched">
            <header><h2 id="watched">"Alerts"</h2></header>
            <p class="small">"The signer reports what is allowed but unusual: many badges in a short time, work at night, dates far in the past, repeated refusals."</p>
            <a class="btn small" href="/keys/alerts">"View what the signer noticed"</a>
        </section>
    }
}

#[component]
fn Reissued(progress: ReissueProgress) -> impl IntoView {
    let ReissueProgress { asked, done, refused, last_problem } = progress;
    let icon = if done == asked { StatusIcon::Good } else { StatusIcon::Wait };
    view! {
        <Notice icon tone="plain">
            <p>
                <strong>{count(done, "badge")} " of " {grouped(asked.into())} " reissued. "</strong>
                {(refused > 0).then(|| format!("The signer refused {refused}. "))}
                {last_problem}
            </p>
        </Notice>
    }
}

#[component]
fn Custody(key: KeyPage) -> impl IntoView {
    let attributes: Vec<_> = protection(&key.key.attributes)
        .into_iter()
        .map(|says| view! { <li><Mark icon=StatusIcon::Good/><span>{says}</span></li> })
        .collect();
    view! {
        <section class="part box" aria-labelledby="custody">
            <header>
                <h2 id="custody">"How the key is protected"</h2>
                <p class="quiet">"as the device reports it now"</p>
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
                <h2 id="books">"What was signed"</h2>
            </header>
            <dl class="figures">
                <div><dt><b>"entries in the signer’s ledger"</b>"badges, lists of revoked badges, designs, lists of keys; the entry comes before the signature"</dt><dd>{grouped(ledger)}</dd></div>
                <div><dt><b>"signed badges stored here"</b>"as counted by the web server"</dt><dd>{grouped(credentials.into())}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn Published(key: KeyPage) -> impl IntoView {
    let copied = key.key.public_key.clone();
    view! {
        <section class="part" aria-labelledby="published">
            <header>
                <h2 id="published">"What others see of the key"</h2>
            </header>
            <Facts>
                <Fact term="Issuer"><code>{key.did}</code></Fact>
                <Fact term="Public key"><code>{key.key.public_key}</code></Fact>
                <Fact term="Kind of signature">{key.key.cryptosuite}</Fact>
                <Fact term="Name in signatures"><code>{key.verification_method}</code></Fact>
            </Facts>
            <div class="row">
                <CopyButton text=copied/>
                <a class="btn small" href=key.did_document rel="external">"Open the issuer’s list of keys"</a>
            </div>
        </section>
    }
}
