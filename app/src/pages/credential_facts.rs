use crate::components::{CopyButton, Day, Fact, Facts, Icon, Moment};
use crate::forms::FormToken;
use crate::view::{CredentialPage as Page, FormState};
use crate::words::grouped;
use domain::{CredentialId, Progress};
use leptos::prelude::*;

/// Links and documents of one badge.
#[component]
pub(crate) fn CredentialFacts(page: Page, form: FormState) -> impl IntoView {
    let handing = match page.row.progress {
        Progress::Signed { mailed, .. } => Some(mailed.is_some()),
        Progress::Waiting { .. } | Progress::Refused { .. } => None,
    };
    view! {
        {handing.map(|mailed| view! { <Handing id=page.row.id.clone() form=form.clone() mailed/> })}
        <section class="part" aria-labelledby="papers">
            <header>
                <h2 id="papers">"On record"</h2>
            </header>
            <Facts>
                <SignedFacts progress=page.row.progress.clone()/>
                <Fact term="Claimed">
                    {match page.row.claimed {
                        Some(at) => view! { <Day at/> }.into_any(),
                        None => "not downloaded by the learner yet".into_any(),
                    }}
                </Fact>
                <Fact term="Address"><code>{page.address}</code></Fact>
            </Facts>
            {page.document.map(|document| view! {
                <details>
                    <summary>"The signed document"</summary>
                    <pre class="hash" tabindex="0">{document}</pre>
                </details>
            })}
        </section>
    }
}

#[component]
fn SignedFacts(progress: Progress) -> impl IntoView {
    let Progress::Signed { at, ledger_index, mailed } = progress else { return ().into_any() };
    view! {
        <Fact term="Signed"><Moment at/></Fact>
        <Fact term="Ledger">"entry " {grouped(ledger_index)} " of the signer’s ledger"</Fact>
        <Fact term="Mailed">
            {match mailed {
                Some(at) => view! { <Moment at/> }.into_any(),
                None => "not yet; Insignia tries again automatically".into_any(),
            }}
        </Fact>
    }
    .into_any()
}

/// A link to the learner's page, to pass on if mail fails. It is created on request and shown once.
#[component]
fn Handing(id: CredentialId, form: FormState, mailed: bool) -> impl IntoView {
    let says =
        if mailed { "A link was sent by mail." } else { "The mail with the link has not been sent yet." };
    let made = form.fields.get("claim_link").to_owned();
    let action = format!("/register/{id}/link");
    view! {
        <section class="part" aria-labelledby="handing">
            <header>
                <h2 id="handing">"The learner’s link"</h2>
                <p class="quiet">{says} " Anybody who has a link can open the badge."</p>
            </header>
            {if made.is_empty() {
                view! {
                    <form class="stack" method="post" action=action enctype="application/x-www-form-urlencoded">
                        <FormToken token=form.token/>
                        <p>"If the mail did not arrive, make another link and give it to the learner. Earlier links keep working."</p>
                        <button class="btn small" type="submit">"Make a link"</button>
                    </form>
                }
                .into_any()
            } else {
                view! {
                    <p role="status">"This link is shown once. Copy it now."</p>
                    <div class="row">
                        <code class="hash link" id="claim-address">{made.clone()}</code>
                        <CopyButton text=made.clone()/>
                        <a class="btn small" href=made rel="external"><Icon name="out"/>"Open the link"</a>
                    </div>
                }
                .into_any()
            }}
        </section>
    }
}
