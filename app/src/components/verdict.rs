use super::{Mark, Moment, Punch, Sentence};
use leptos::prelude::*;
use messages::verification::{Check, CheckName, Identity, Outcome, Report, Verdict};

/// The verdict: a status icon, one sentence, and the time of the check.
#[component]
pub(crate) fn VerdictBanner(report: Report) -> impl IntoView {
    let (class, punch) = look(&report);
    let advice = (report.verdict == Verdict::Unvouched).then(|| {
        let identity = report.checks.iter().find(|check| check.name == CheckName::Identity);
        identity.and_then(|check| check.next_step.clone())
    });
    let trial = report.identity == Identity::OwnInstallation;
    view! {
        <section class=class aria-labelledby="verdict" role="status">
            <svg class="punch" aria-hidden="true">
                <use href=punch.shape()></use>
            </svg>
            <div>
                <h1 id="verdict">
                    <em>{report.headline}</em>
                    " "
                    <Sentence text=report.sentence/>
                </h1>
                {trial.then(|| view! {
                    <p><Mark punch=Punch::Draft word="Trial mode"/> " The key is one of this computer. It proves nothing to anybody else."</p>
                })}
                {report.detail.map(|detail| view! { <p>{detail}</p> })}
                {advice.flatten().map(|advice| view! { <p>{advice}</p> })}
                <p class="small quiet">
                    "Checked on " <Moment at=report.checked_at/> " by this server. Nothing of it was kept."
                </p>
            </div>
        </section>
    }
}

/// Frame and status icon of a verdict. The ornament is earned: only a genuine badge in force gets line work and green.
fn look(report: &Report) -> (&'static str, Punch) {
    let failed = |name| report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Failed);
    match report.verdict {
        Verdict::Valid => ("verdict good", Punch::Good),
        Verdict::Unvouched => ("verdict unvouched", Punch::Unvouched),
        Verdict::CouldNotCheck => ("verdict open", Punch::Unknown),
        Verdict::NotACredential => ("verdict", Punch::Blank),
        Verdict::NotValid if failed(CheckName::Proof) => ("verdict stop", Punch::Changed),
        Verdict::NotValid if only_out_of_date(report) => ("verdict warn", Punch::Warn),
        Verdict::NotValid => ("verdict stop", Punch::Stop),
    }
}

/// Genuine and not revoked, but outside its validity period.
fn only_out_of_date(report: &Report) -> bool {
    let decides = |check: &&Check| check.outcome == Outcome::Failed && check.name.decides();
    let mut failed = report.checks.iter().filter(decides);
    failed.next().is_some_and(|check| check.name == CheckName::Validity) && failed.next().is_none()
}
