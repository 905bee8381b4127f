//! The verdict: a status icon, one sentence, and the time of the check; then everything below it.

use crate::badge_card::BadgeCard;
use crate::check_group::{CheckGroup, groups};
use crate::words::{Piece, clock};
use crate::{CheckedBy, Setting, StatusIcon};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use messages::verification::{Check, CheckName, Identity, Outcome, Report, Verdict};

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct Page<'a> {
    report: &'a Report,
    setting: &'a Setting<'a>,
    class: &'static str,
    icon: StatusIcon,
    /// The next step for a badge whose issuer nobody vouches for.
    advice: Option<&'a str>,
    groups: Vec<CheckGroup<'a>>,
    card: Option<BadgeCard<'a>>,
}

impl<'a> Page<'a> {
    pub(crate) fn of(report: &'a Report, setting: &'a Setting<'a>) -> Self {
        let (class, icon) = look(report);
        let identity = report.checks.iter().find(|check| check.name == CheckName::Identity);
        let advice = identity.filter(|_| report.verdict == Verdict::Unvouched);
        Self {
            report,
            setting,
            class,
            icon,
            advice: advice.and_then(|check| check.next_step.as_deref()),
            groups: groups(report),
            card: BadgeCard::of(report, setting),
        }
    }

    fn is_trial(&self) -> bool {
        self.report.identity == Identity::OwnInstallation
    }

    /// A line break is only possible between day and time of day.
    fn time_of_day(&self) -> String {
        clock(self.report.checked_at)
    }

    fn is_of_the_browser(&self) -> bool {
        self.setting.by == CheckedBy::Browser
    }

    /// The report as a file that works without script. In the browser the page makes the file from the report.
    fn json_address(&self) -> Option<String> {
        let json = serde_json::to_vec_pretty(self.report).ok().filter(|_| !self.is_of_the_browser())?;
        Some(format!("data:application/json;base64,{}", STANDARD.encode(json)))
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

#[cfg(test)]
mod tests {
    use crate::{CheckedBy, Setting, plain_text, to_html};
    use messages::verification::{
        BadgeSummary, Check, CheckName, Identity, Outcome, Remark, Report, Verdict,
    };

    fn report() -> Report {
        let now = credentials::time::Timestamp::from_millis(1_796_083_200_000);
        let check = |name| Check {
            name,
            outcome: Outcome::Passed,
            code: "code".to_owned(),
            says: "Valid until 2 May 2027.".to_owned(),
            next_step: Some("Ask <them>.".to_owned()),
            remarks: vec![Remark {
                code: "x".to_owned(),
                pointer: Some("/a".to_owned()),
                says: "One.".to_owned(),
            }],
            problem_type: None,
        };
        Report {
            verdict: Verdict::Valid,
            headline: "Genuine.".to_owned(),
            sentence: "Issued by a <b>.".to_owned(),
            detail: None,
            identity: Identity::OwnInstallation,
            checks: CheckName::ALL.map(check).to_vec(),
            badge: Some(BadgeSummary {
                name: "A & B".to_owned(),
                description: String::new(),
                achievement_type: "MicroCredential".to_owned(),
                issuer_id: String::new(),
                issuer_name: "\"X\"".to_owned(),
                issuer_host: Some("a.example".to_owned()),
                recipient: None,
                issued: now,
                expires: None,
                image: Some("data:image/png;base64,AA".to_owned()),
                credential_id: "urn:x".to_owned(),
                criteria: Some("<script>".to_owned()),
            }),
            revoked: None,
            endorsements: Vec::new(),
            checked_at: now,
        }
    }

    fn html(by: CheckedBy) -> String {
        to_html(
            &report(),
            &Setting { by, page: "https://b.example/verify", image: None, criteria: plain_text },
        )
    }

    #[test]
    fn the_markup_is_the_stylesheets() {
        let html = html(CheckedBy::Server);
        for part in [
            "<section class=\"verdict good\" aria-labelledby=\"verdict\" role=\"status\">",
            "<h1 id=\"verdict\"><em>Genuine.</em> Issued by a &#60;b&#62;.</h1>",
            "<span class=\"mark draft\"><svg aria-hidden=\"true\"><use href=\"/art/marks.svg#m-draft\"></use></svg>Trial mode</span> The key",
            "</time> by this server. Nothing of the badge was stored.",
            "<div class=\"split\">",
            "<span class=\"mark good\"><svg aria-hidden=\"true\"><use href=\"/art/marks.svg#m-good\"></use></svg></span><strong>Format</strong>",
            "<span class=\"state\">Passed, with remarks.</span> Valid until <span class=\"nowrap\">2 May 2027</span>.",
            "<span>One. <code>/a</code></span>",
            "<span class=\"next\">Ask &#60;them&#62;.</span>",
            "<article class=\"badge-card\">",
            "<span class=\"keep\">a.<wbr>example<wbr></span>",
            "<bdi>&#34;X&#34;</bdi> <small class=\"quiet\">(the issuer’s own claim)</small>",
            "download=\"verification-report.json\" href=\"data:application/json;base64,",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn a_report_of_the_browser_states_that_nothing_was_sent_and_leaves_the_file_to_the_page() {
        let html = html(CheckedBy::Browser);
        assert!(html.contains("</time> in this browser. The badge was sent nowhere."), "{html}");
        assert!(html.contains("download=\"verification-report.json\">"), "{html}");
    }
}
