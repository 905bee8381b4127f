use crate::components::{BadgeCard, CheckGroup, Day, Fact, Facts, PrintButton, VerdictBanner};
use crate::words::kind;
use credentials::verify::{BadgeSummary, Check, CheckName, Report};
use domain::markdown;
use leptos::prelude::*;
use leptos_meta::Title;

/// What was found: the sentence first, then the checks by question, then what the badge says.
#[component]
pub(crate) fn VerifyResult(report: Report, image: Option<String>) -> impl IntoView {
    let of = |names: &[CheckName]| -> Vec<Check> {
        report.checks.iter().filter(|check| names.contains(&check.name)).cloned().collect()
    };
    let unchanged = of(&[CheckName::Format, CheckName::Context, CheckName::Structure, CheckName::Proof]);
    let issuer = of(&[CheckName::IssuerBinding, CheckName::Endorsements]);
    let counts = of(&[CheckName::Validity, CheckName::Status, CheckName::Refresh]);
    let person = of(&[CheckName::Recipient]);
    let cancelled = report.revoked.is_some();
    let card = report.badge.clone().map(|badge| view! { <Says badge image cancelled/> });
    view! {
        <Title text=report.headline.trim_end_matches('.').to_owned()/>
        <div class="row apart">
            <a href="/verify" rel="external">"Check another badge"</a>
            <PrintButton/>
        </div>
        <VerdictBanner report/>
        <div class="split">
            <div class="stack-l">
                <CheckGroup id="unchanged" question="Is it unchanged?" checks=unchanged/>
                <CheckGroup id="issuer" question="Who is the issuer, and why believe it?" checks=issuer/>
                <CheckGroup id="counts" question="Does it count today?" checks=counts/>
                <CheckGroup id="person" question="Is it this person’s?" checks=person/>
            </div>
            <aside class="rail" aria-label="What the badge says">{card}</aside>
        </div>
    }
}

/// What a badge says: shown only when its proof is good and the key is its issuer's.
#[component]
fn Says(badge: BadgeSummary, image: Option<String>, cancelled: bool) -> impl IntoView {
    let carried = badge.image.clone().filter(|address| address.starts_with("data:image/"));
    let elsewhere = image.is_none() && carried.is_none() && badge.image.is_some();
    let criteria = badge.criteria.clone().filter(|text| !text.trim().is_empty());
    view! {
        <BadgeCard name=badge.name.clone() description=badge.description.clone() image=image.or(carried) caption="" domain=badge.issuer_host.clone().unwrap_or_default() cancelled>
            <Facts>
                <Fact term="Holder"><bdi>{badge.recipient.clone().unwrap_or_else(|| "not said in the badge".to_owned())}</bdi></Fact>
                <Fact term="Issuer"><bdi>{badge.issuer_name.clone()}</bdi> <small class="quiet">" (the issuer’s own claim)"</small></Fact>
                <Fact term="Kind">{kind(&badge.achievement_type)}</Fact>
                <Fact term="Issued"><Day at=badge.issued/></Fact>
                <Fact term="Expires">
                    {match badge.expires {
                        Some(at) => view! { <Day at/> }.into_any(),
                        None => "no end date".into_any(),
                    }}
                </Fact>
            </Facts>
            {elsewhere.then(|| view! { <p class="small quiet">"Its picture lies at the issuer’s site and is not loaded from here."</p> })}
        </BadgeCard>
        {criteria.map(|text| view! {
            <section class="part">
                <header><h2>"What had to be done for it"</h2></header>
                <div class="prose" inner_html=markdown::to_html(&text)></div>
            </section>
        })}
    }
}
