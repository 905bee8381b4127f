use crate::components::{BadgeCard, CheckGroup, Day, Fact, Facts, Ornament, PrintButton, VerdictBanner};
use crate::words::kind;
use domain::markdown;
use leptos::prelude::*;
use leptos_meta::Title;
use messages::verification::{BadgeSummary, Check, CheckName, Outcome, Report, Verdict};

/// The report: the sentence first, then the checks by question, then the badge's content.
#[component]
pub(crate) fn VerifyResult(report: Report, image: Option<String>) -> impl IntoView {
    let ornament = ornament(&report);
    let card = report.badge.clone().map(|badge| {
        view! {
            <aside class="rail" aria-label="What the badge says">
                <Says badge image ornament/>
            </aside>
        }
    });
    let groups =
        groups(&report).into_iter().map(|(id, question, checks)| view! { <CheckGroup id question checks/> });
    let groups: Vec<_> = groups.collect();
    let split = card.is_some().then_some("split");
    view! {
        <Title text=report.headline.trim_end_matches('.').to_owned()/>
        <div class="row apart">
            <a href="/verify" rel="external">"Check another badge"</a>
            <PrintButton/>
        </div>
        <VerdictBanner report/>
        <div class=split>
            <div class="stack-l">{groups}</div>
            {card}
        </div>
    }
}

type Group = (&'static str, &'static str, Vec<Check>);

/// The checks by question. An input that is not a credential has only the first question.
fn groups(report: &Report) -> Vec<Group> {
    let of = |names: &[CheckName]| -> Vec<Check> {
        report.checks.iter().filter(|check| names.contains(&check.name)).cloned().collect()
    };
    if report.verdict == Verdict::NotACredential {
        return vec![("format", "Is it an Open Badge?", of(&[CheckName::Format]))];
    }
    let text = [CheckName::Format, CheckName::Context, CheckName::PlainForm, CheckName::Proof];
    vec![
        ("unchanged", "Is it whole and unchanged?", of(&text)),
        (
            "issuer",
            "Does it come from its issuer?",
            of(&[CheckName::IssuerBinding, CheckName::Ledger, CheckName::Identity, CheckName::Endorsements]),
        ),
        ("counts", "Does it count today?", of(&[CheckName::Validity, CheckName::Status, CheckName::Refresh])),
        ("person", "Is it this person’s?", of(&[CheckName::Recipient])),
        ("standard", "Is it in the form of the standard?", of(&[CheckName::Conformance])),
    ]
}

fn ornament(report: &Report) -> Ornament {
    let failed = |name| report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Failed);
    match report.verdict {
        Verdict::Valid => Ornament::Earned,
        Verdict::NotValid if failed(CheckName::Status) => Ornament::Cancelled,
        Verdict::NotValid if failed(CheckName::Validity) => Ornament::Expired,
        Verdict::Unvouched => Ornament::Unvouched,
        Verdict::NotValid | Verdict::CouldNotCheck | Verdict::NotACredential => Ornament::Open,
    }
}

/// A badge's content: shown only if its proof is valid and the key is its issuer's.
#[component]
fn Says(badge: BadgeSummary, image: Option<String>, ornament: Ornament) -> impl IntoView {
    let carried = badge.image.clone().filter(|address| address.starts_with("data:image/"));
    let elsewhere = image.is_none() && carried.is_none() && badge.image.is_some();
    let criteria = badge.criteria.clone().filter(|text| !text.trim().is_empty());
    view! {
        <BadgeCard name=badge.name.clone() description=badge.description.clone() image=image.or(carried) caption="" domain=badge.issuer_host.clone().unwrap_or_default() ornament>
            <Facts>
                <Fact term="Holder"><bdi>{badge.recipient.clone().unwrap_or_else(|| "not said in the badge".to_owned())}</bdi></Fact>
                <Fact term="Issuer"><bdi>{badge.issuer_name.clone()}</bdi> <small class="quiet">" (the issuer’s own claim)"</small></Fact>
                {(!badge.achievement_type.is_empty()).then(|| view! { <Fact term="Kind">{kind(&badge.achievement_type)}</Fact> })}
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
