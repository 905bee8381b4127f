use crate::components::{CopyButton, Day, Fact, Facts, Icon, Moment};
use crate::view::CredentialPage as Page;
use crate::words::grouped;
use domain::Progress;
use leptos::prelude::*;

/// Links and papers of one badge.
#[component]
pub(crate) fn CredentialFacts(page: Page) -> impl IntoView {
    let handing = match page.row.progress {
        Progress::Signed { mailed, .. } => Some(mailed.is_some()),
        Progress::Waiting { .. } | Progress::Refused { .. } => None,
    };
    view! {
        {handing.map(|mailed| view! { <Handing claim_address=page.claim_address.clone() mailed/> })}
        <section class="part" aria-labelledby="papers">
            <header>
                <h2 id="papers">"On record"</h2>
            </header>
            <Facts>
                <SignedFacts progress=page.row.progress.clone()/>
                <Fact term="Claimed">
                    {match page.row.claimed {
                        Some(at) => view! { <Day at/> }.into_any(),
                        None => "not opened by its learner yet".into_any(),
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
                None => "not yet; it is tried again by itself".into_any(),
            }}
        </Fact>
    }
    .into_any()
}

/// The learner's link, for handing it on when mail fails.
#[component]
fn Handing(claim_address: String, mailed: bool) -> impl IntoView {
    let says = if mailed { "It went out by mail." } else { "Its mail is still to come." };
    view! {
        <section class="part" aria-labelledby="handing">
            <header>
                <h2 id="handing">"The learner’s link"</h2>
                <p class="quiet">{says} " Whoever has it can open the badge."</p>
            </header>
            <div class="row">
                <code class="hash link" id="claim-address">{claim_address.clone()}</code>
                <CopyButton text=claim_address.clone()/>
                <a class="btn small" href=claim_address rel="external"><Icon name="out"/>"Open it"</a>
            </div>
        </section>
    }
}
