use crate::components::{Mark, StatusIcon};
use crate::frames::Public;
use leptos::prelude::*;
use leptos_meta::Title;

/// What trial mode means, and how to leave it.
#[component]
pub(crate) fn TrialModePage() -> impl IntoView {
    view! {
        <Public>
            <Title text="What trial mode means"/>
            <header class="stack">
                <h1>"In trial mode nothing protects the key from the web server"</h1>
                <p>
                    "Normally an attacker who controls the web server cannot make a badge against the institution’s own rules. Nor can the attacker make any badge without an entry in the signer’s ledger. This protection needs separate system users."
                </p>
            </header>
            <section class="part box">
                <header>
                    <h2>"With one user for both"</h2>
                </header>
                <ul class="checks">
                    <Line icon=StatusIcon::Good name="What works">
                        "Everything: design, issue, claim, check, revoke. The program is the same, and the key is in the same token."
                    </Line>
                    <Line icon=StatusIcon::Stop name="What is missing">
                        "An attacker who controls the web server can read the signer’s files and its PIN, and can sign anything."
                    </Line>
                    <Line icon=StatusIcon::Warn name="What it is for">
                        "Trying Insignia on your own computer. Do not issue badges that are meant to last."
                    </Line>
                </ul>
            </section>
            <section class="part">
                <header>
                    <h2>"How to leave it"</h2>
                </header>
                <p>
                    "Start " <code>"make run"</code>
                    " as root or with sudo. The launcher then makes the system users and runs each part as its own \
                     user. "
                    <code>"insignia doctor"</code> " checks whether they are separated."
                </p>
            </section>
        </Public>
    }
}

#[component]
fn Line(icon: StatusIcon, name: &'static str, children: Children) -> impl IntoView {
    view! {
        <li>
            <Mark icon/>
            <strong>{name}</strong>
            <span>{children()}</span>
        </li>
    }
}
