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
                <h1>"In trial mode nothing keeps the web server from the key"</h1>
                <p>
                    "Insignia’s promise is that a web server in an attacker’s hands cannot make a badge that the institution’s own rules do not allow, and none at all without an entry in the signer’s ledger. That needs two system users."
                </p>
            </header>
            <section class="part box">
                <header>
                    <h2>"With one user for both"</h2>
                </header>
                <ul class="checks">
                    <Line icon=StatusIcon::Good name="What works">
                        "Everything: design, issue, claim, check, revoke. The program is the same, and the key lies in the same token."
                    </Line>
                    <Line icon=StatusIcon::Stop name="What is missing">
                        "Whoever takes over the web server can read the signer’s files and its PIN, and sign whatever they like."
                    </Line>
                    <Line icon=StatusIcon::Warn name="What it is for">
                        "Trying Insignia on one’s own machine. Do not issue badges that are meant to last."
                    </Line>
                </ul>
            </section>
            <section class="part">
                <header>
                    <h2>"How to leave it"</h2>
                </header>
                <p>
                    "Start " <code>"make run"</code>
                    " as root or with sudo. The launcher then makes two system users and runs each part as its own. "
                    <code>"insignia doctor"</code> " says whether they are apart."
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
