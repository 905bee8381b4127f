use crate::components::{Mark, Notice, StatusIcon};
use crate::forms::{FileField, TextArea, TextField, Typed};
use crate::view::FormState;
use domain::Fields;
use leptos::prelude::*;
use leptos_meta::Title;

/// The form for a verification, and a list of the checks.
#[component]
pub(crate) fn VerifyForm(
    unreadable: Option<String>,
    fields: Fields,
    /// Did a link fill in the form?
    is_filled: bool,
) -> impl IntoView {
    let typed = Typed::new(&FormState::default(), fields, |_| Vec::new());
    view! {
        <Title text="Check a badge"/>
        <header class="stack">
            <h1>"Is this badge genuine?"</h1>
            <p data-with-verifier>"Choose its file or paste its text. This browser checks it: the badge is not sent anywhere."</p>
            <p data-without-verifier>"Choose its file or paste its text. Without JavaScript this form sends the badge to this server, which checks it and keeps nothing of it."</p>
        </header>
        {unreadable.map(|says| view! {
            <Notice icon=StatusIcon::Warn role="alert"><p><strong>"This could not be checked. "</strong> {says}</p></Notice>
        })}
        {is_filled.then(|| view! {
            <Notice icon=StatusIcon::Blank tone="plain"><p>"The link that you followed filled in the form. Press “Check this badge”."</p></Notice>
        })}
        <div class="split">
            <form class="stack-l" method="post" novalidate=true action="/verify" enctype="multipart/form-data" data-verify>
                <div class="drop">
                    <FileField typed name="file" label="Badge file" accept=".json,.png,.svg,.txt,application/json,image/png,image/svg+xml,text/plain"
                        hint="The PNG, SVG or JSON file from the issuer’s page, up to 8 MiB. Drop it on the field or choose it."/>
                </div>
                <TextArea typed name="credential" label="Or paste its text" rows=7 mono=true placeholder="{ \"@context\": …"
                    hint="The whole text: JSON from the first brace to the last, or a signed token. The address of a badge’s page on this site works too. If you choose a file as well, the file is checked."/>
                <TextField typed name="recipient" label="Who should have earned it?" optional=true placeholder="name or e-mail address"
                    hint="The check compares this with the name or address in the badge. Leave the field empty if you expect nobody in particular."/>
                <FileField typed name="ledger_proof" label="Ledger proof of the badge" optional=true accept=".json,application/json"
                    hint="The file ledger-proof.json, which learners download with the badge. It shows that the issuer recorded the badge, even when the issuer’s site does not answer."/>
                <div class="row"><button class="btn main" type="submit">"Check this badge"</button></div>
            </form>
            <Explanations/>
        </div>
    }
}

#[component]
fn Explanations() -> impl IntoView {
    view! {
        <aside class="rail">
            <section class="part">
                <header><h2>"What is checked"</h2></header>
                <ol class="docket">
                    <li><div><h3>"Is it complete and unchanged?"</h3><p>"Whether the signature covers every word, and which key made it."</p></div></li>
                    <li><div><h3>"Does it come from its issuer?"</h3><p>"Whose key it is, and which domain or list names its owner."</p></div></li>
                    <li><div><h3>"Is it in force today?"</h3><p>"Its dates, and the issuer’s list of revoked badges."</p></div></li>
                    <li><div><h3>"Does it belong to this person?"</h3><p>"Only if you name the person you expect."</p></div></li>
                </ol>
            </section>
            <section class="part">
                <header><h2>"Possible results"</h2></header>
                <ul class="stack-s plain">
                    <li><Mark icon=StatusIcon::Good word="Passed"/></li>
                    <li><Mark icon=StatusIcon::Stop word="Failed"/></li>
                    <li><Mark icon=StatusIcon::Unknown word="Could not be checked"/></li>
                    <li><Mark icon=StatusIcon::Unvouched word="Unaltered, but nobody vouches for the issuer"/></li>
                    <li><Mark icon=StatusIcon::Blank word="Does not apply"/></li>
                </ul>
            </section>
            <section class="part">
                <header><h2>"Questions to other sites"</h2></header>
                <p class="small" data-with-verifier>"This browser asks the issuer’s site for its public keys and its list of revoked badges. If that site does not answer browsers, this server asks it on your behalf. Neither request names your badge. Two requests do: one for the ledger’s record of it, if the issuer publishes a ledger, and one for the reason, if it is revoked. The result lists every request."</p>
                <p class="small" data-without-verifier>"This server requests the public keys and the list of revoked badges from the issuer’s site. Neither request names your badge. Two other requests do: one for its ledger entry, if the issuer publishes a ledger, and one for the reason, if the badge is revoked."</p>
            </section>
        </aside>
    }
}
