use super::{Mark, Moment, Sentence, StatusIcon};
use leptos::prelude::*;
use messages::verification::{Check, CheckName, Identity, Outcome, Report, Verdict};

/// The verdict: a status icon, one sentence, and the time of the check.
#[component]
pub(crate) fn VerdictBanner(report: Report) -> impl IntoView {
    let (class, icon) = look(&report);
    let advice = (report.verdict == Verdict::Unvouched).then(|| {
        let identity = report.checks.iter().find(|check| check.name == CheckName::Identity);
        identity.and_then(|check| check.next_step.clone())
    });
    let trial = report.identity == Identity::OwnInstallation;
    view! {
        <section class=class aria-labelledby="verdict" role="status">
            <svg class="icon" aria-hidden="true">
                <use href=icon.shape()></use>
            </svg>
            <div>
                <h1 id="verdict">
                    <em>{report.headline}</em>
                    " "
                    <Sentence text=report.sentence/>
                </h1>
                {trial.then(|| view! {
                    <p><Mark icon=StatusIcon::Draft word="Trial mode"/> " The key is one of this computer. It proves nothing to anybody else."</p>
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
fn look(report: &Report) -> (&'static str, StatusIcon) {
    let failed = |name| report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Failed);
    match report.verdict {
        Verdict::Valid => ("verdict good", StatusIcon::Good),
        Verdict::Unvouched => ("verdict unvouched", StatusIcon::Unvouched),
        Verdict::CouldNotCheck => ("verdict open", StatusIcon::Unknown),
        Verdict::NotACredential => ("verdict", StatusIcon::Blank),
        Verdict::NotValid if failed(CheckName::Proof) => ("verdict stop", StatusIcon::Changed),
        Verdict::NotValid if only_out_of_date(report) => ("verdict warn", StatusIcon::Warn),
        Verdict::NotValid => ("verdict stop", StatusIcon::Stop),
    }
}

/// Genuine and not revoked, but outside its validity period.
fn only_out_of_date(report: &Report) -> bool {
    let decides = |check: &&Check| check.outcome == Outcome::Failed && check.name.decides();
    let mut failed = report.checks.iter().filter(decides);
    failed.next().is_some_and(|check| check.name == CheckName::Validity) && failed.next().is_none()
}
