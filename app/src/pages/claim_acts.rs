use crate::components::{CopyButton, Icon, LookAgain, Mark, StatusIcon};
use crate::view::ClaimPage as Page;
use domain::Progress;
use leptos::prelude::*;

/// A learner's actions with a signed badge. The downloads remain after a revocation, too.
#[component]
pub(crate) fn ClaimActs(page: Page) -> impl IntoView {
    let file = |kind: &str| format!("{}/badge.{kind}", page.path);
    // A link leads only to a public badge: the address of a private one opens nothing.
    let check = if page.public { format!("/verify?badge={}", page.address) } else { "/verify".to_owned() };
    let plain = "application/x-www-form-urlencoded";
    let revoked = page.revocation.is_some();
    view! {
        <ol class="choices">
            <li>
                <h2>"Keep your badge"</h2>
                <p class="small quiet">"Download the file and keep it. It is yours."</p>
                <form method="post" action=file("png") enctype=plain>
                    <button class="btn main wide" type="submit"><Icon name="down"/>"Download picture (PNG)"</button>
                </form>
                <div class="grid3">
                    <form method="post" action=file("svg") enctype=plain>
                        <button class="btn small wide" type="submit">"SVG"</button>
                    </form>
                    <form method="post" action=file("json") enctype=plain>
                        <button class="btn small wide" type="submit">"JSON"</button>
                    </form>
                </div>
                <p class="small quiet">"The picture files contain the signed badge: send one with an application. JSON is the badge as data, for wallets and other programs. A screenshot proves nothing."</p>
                <a class="btn small" href=format!("{}/ledger-proof.json", page.path) download="ledger-proof.json" rel="external">"Download the ledger proof"</a>
                <p class="small quiet">"Keep this file with the badge. It shows that the issuer recorded the badge, even when this site does not answer."</p>
            </li>
            <li>
                <h2>"See what others see"</h2>
                <p class="small quiet">"Anybody who has the file can check it here or with another Open Badges verifier."</p>
                <a class="btn wide" href=check rel="external">{if page.public { "Check this badge" } else { "Check a badge" }}</a>
            </li>
            <Sharing page revoked/>
        </ol>
    }
}

#[component]
fn Sharing(page: Page, revoked: bool) -> impl IntoView {
    let (public, action) = (page.public, format!("{}/public", page.path));
    let says = match (public, revoked) {
        (true, true) => "Anybody with the link sees the badge, and that it is revoked.",
        (true, false) => {
            "Anybody with the link sees your name and this badge. You can remove the page again."
        }
        (false, _) => {
            "This badge has no public page. If you make one, anybody with its link sees your name and this badge."
        }
    };
    let words = if public { "Remove the public page" } else { "Make a public page" };
    view! {
        <li>
            <h2>"Share a link"</h2>
            <p class="small quiet">{says}</p>
            {public.then(|| view! {
                <code class="hash">{page.address.clone()}</code>
                <div class="row">
                    <CopyButton text=page.address.clone()/>
                    <a class="btn small" href=page.address.clone() rel="external"><Icon name="out"/>"Open the page"</a>
                </div>
            })}
            <form method="post" action=action enctype="application/x-www-form-urlencoded">
                <input type="hidden" name="public" value=if public { "no" } else { "yes" }/>
                <button class="btn wide" type="submit"><Icon name="link"/>{words}</button>
            </form>
        </li>
    }
}

/// Why there is no download yet.
#[component]
pub(crate) fn NotYet(progress: Progress) -> impl IntoView {
    if matches!(progress, Progress::Refused { .. }) {
        return view! {
            <h2>"Your badge could not be signed"</h2>
            <p><Mark icon=StatusIcon::Warn word="The issuer has to act."/></p>
            <p>"The issuer sees this too. Contact the issuer, and keep the link from your mail."</p>
        }
        .into_any();
    }
    view! {
        <h2>"Your badge is being signed" <LookAgain/></h2>
        <p><Mark icon=StatusIcon::Wait word="In progress"/></p>
        <p role="status">"Signing usually takes a few seconds. This page refreshes automatically. You can also come back later with the same link."</p>
    }
    .into_any()
}
