//! The verdict page: nothing unchecked is green, and nothing of a changed badge is shown.

use crate::fake::{institution, now, wording};
use crate::site::{Page, Visit, visit};
use app::backend::Checked;
use app::view::VerifyPage;
use messages::Language;
use messages::verification::{
    BadgeSummary, Check, CheckName, Identity, Outcome, Remark, Report, RevocationNotice, Verdict,
};

pub(crate) fn report(verdict: Verdict, wrong: &[(CheckName, Outcome)]) -> Report {
    let outcome = |name| wrong.iter().find(|(other, _)| *other == name).map_or(Outcome::Passed, |(_, o)| *o);
    let checks = CheckName::ALL.map(|name| Check {
        name,
        outcome: outcome(name),
        code: "code".to_owned(),
        says: format!("About {}.", Language::English.check(name)),
        next_step: None,
        remarks: Vec::new(),
        problem_type: None,
    });
    Report {
        verdict,
        headline: "Headline.".to_owned(),
        sentence: "The sentence.".to_owned(),
        detail: None,
        identity: Identity::None,
        checks: checks.to_vec(),
        badge: Some(badge()),
        revoked: None,
        endorsements: Vec::new(),
        checked_at: now(),
    }
}

fn badge() -> BadgeSummary {
    BadgeSummary {
        name: wording().name,
        description: wording().description,
        achievement_type: "Course".to_owned(),
        issuer_id: institution().did,
        issuer_name: institution().name,
        issuer_host: Some("badges.vrijhaven.example".to_owned()),
        recipient: Some("Maren Óskarsdóttir-Vandenbroucke".to_owned()),
        issued: now(),
        expires: None,
        image: Some("https://elsewhere.example/picture.png".to_owned()),
        credential_id: "https://badges.vrijhaven.example/credentials/1".to_owned(),
        criteria: None,
    }
}

async fn shown(report: Report) -> Page {
    let page = VerifyPage { report: Some(report), ..VerifyPage::default() };
    visit(Visit { checked: Some(Checked(page)), stranger: true, ..Visit::default() }, "/verify").await
}

#[tokio::test]
async fn only_a_valid_badge_gets_the_green_frame() {
    use Verdict::{CouldNotCheck, NotACredential, NotValid, Valid};
    let all = [
        (Valid, None, "verdict good", "#m-good"),
        (NotValid, Some((CheckName::Proof, Outcome::Failed)), "verdict stop", "#m-changed"),
        (NotValid, Some((CheckName::Status, Outcome::Failed)), "verdict stop", "#m-stop"),
        (NotValid, Some((CheckName::IssuerBinding, Outcome::Failed)), "verdict stop", "#m-stop"),
        (NotValid, Some((CheckName::Validity, Outcome::Failed)), "verdict warn", "#m-warn"),
        (CouldNotCheck, Some((CheckName::Status, Outcome::NotChecked)), "verdict open", "#m-unknown"),
        (NotACredential, Some((CheckName::Format, Outcome::Failed)), "verdict", "#m-none"),
    ];
    for (verdict, wrong, class, punch) in all {
        let page = shown(report(verdict, wrong.as_slice())).await;
        let banner = page.html.split(&format!("class=\"{class}\"")).nth(1);
        let banner = banner
            .unwrap_or_else(|| panic!("{verdict:?}: {class} is missing"))
            .split("</section>")
            .next()
            .unwrap();
        assert!(banner.contains(punch), "{verdict:?}: {banner}");
        assert!(banner.contains("Headline.") && banner.contains("The sentence."), "{verdict:?}");
        assert_eq!(page.html.contains("verdict good"), verdict == Valid, "{verdict:?}");
    }
}

#[tokio::test]
async fn a_check_that_was_not_made_is_never_green_nor_is_its_group() {
    let every = CheckName::ALL.map(|name| (name, Outcome::NotChecked));
    let page = shown(report(Verdict::CouldNotCheck, &every)).await;
    assert!(!page.html.contains("m-good"), "{}", page.html);
    assert_eq!(page.html.matches("<span class=\"state\">Could not be checked").count(), CheckName::ALL.len());
    let none = CheckName::ALL.map(|name| (name, Outcome::NotApplicable));
    assert!(!shown(report(Verdict::CouldNotCheck, &none)).await.html.contains("m-good"));
}

#[tokio::test]
async fn every_check_is_shown_once() {
    let page = shown(report(Verdict::Valid, &[])).await;
    for name in CheckName::ALL {
        assert_eq!(
            page.html.matches(&format!("<strong>{}</strong>", Language::English.check(name))).count(),
            1,
            "{name:?}"
        );
    }
}

#[tokio::test]
async fn nothing_of_a_changed_badge_is_shown() {
    let changed = Report { badge: None, ..report(Verdict::NotValid, &[(CheckName::Proof, Outcome::Failed)]) };
    let page = shown(changed).await;
    assert!(!page.html.contains("badge-card") && !page.html.contains("Maren"));
}

#[tokio::test]
async fn the_name_of_an_issuer_is_its_own_claim_and_foreign_pictures_are_not_loaded() {
    let page = shown(report(Verdict::Valid, &[])).await;
    assert!(page.words().contains("(the issuer’s own claim)"));
    assert!(!page.html.contains("src=\"https://elsewhere.example"));
}

#[tokio::test]
async fn a_revoked_badge_gets_cancel_lines_instead_of_its_ornament() {
    let notice = RevocationNotice { revoked: now(), reason: "Issued in error".to_owned() };
    let revoked = Report {
        revoked: Some(notice),
        ..report(Verdict::NotValid, &[(CheckName::Status, Outcome::Failed)])
    };
    assert!(shown(revoked).await.html.contains("badge-card cancelled"));
}

#[tokio::test]
async fn what_could_not_be_read_is_said_and_kept() {
    let mut page = VerifyPage { unreadable: Some("It is no JSON.".to_owned()), ..VerifyPage::default() };
    page.fields.set("credential", "{ broken");
    page.fields.set("recipient", "m@example.edu");
    let page = visit(Visit { checked: Some(Checked(page)), ..Visit::default() }, "/verify").await;
    assert!(page.words().contains("This could not be checked. It is no JSON."));
    assert!(page.html.contains(">{ broken</textarea>") && page.html.contains("value=\"m@example.edu\""));
}

#[tokio::test]
async fn a_badge_for_which_nobody_vouches_has_a_mark_and_a_frame_of_its_own_and_no_green() {
    let unvouched = report(Verdict::Unvouched, &[(CheckName::Identity, Outcome::NotChecked)]);
    let page = shown(unvouched).await;
    assert!(page.html.contains("class=\"verdict unvouched\"") && page.html.contains("badge-card unvouched"));
    assert!(page.html.contains("marks.svg#m-unvouched"), "{}", page.html);
    assert!(!page.html.contains("verdict good") && !page.html.contains("verdict open"));
    assert!(page.words().contains("Nobody vouches for the issuer"));
}

#[tokio::test]
async fn a_key_of_this_computer_bears_the_trial_mark() {
    let own = Report { identity: Identity::OwnInstallation, ..report(Verdict::Valid, &[]) };
    assert!(
        shown(own).await.words().contains("Trial mode The key belongs to the installation on this computer.")
    );
    let domain = Identity::Domain { host: "badges.example".to_owned(), path: None, fetched_by: None };
    let known = Report { identity: domain, ..report(Verdict::Valid, &[]) };
    assert!(!shown(known).await.words().contains("The key belongs to the installation on this computer."));
}

#[tokio::test]
async fn remarks_are_shown_with_their_places() {
    let mut deviates = report(Verdict::Valid, &[]);
    let check = deviates.checks.iter_mut().find(|check| check.name == CheckName::Conformance).unwrap();
    let remark = |pointer: Option<&str>, says: &str| Remark {
        code: "x".to_owned(),
        pointer: pointer.map(str::to_owned),
        says: says.to_owned(),
    };
    check.remarks = vec![
        remark(Some("/issuer/type"), "It has no type."),
        remark(Some("/evidence/7"), "At /evidence/7 it is long."),
    ];
    let page = shown(deviates).await;
    assert!(page.words().contains("It has no type. /issuer/type"), "{}", page.words());
    assert!(page.html.contains("<code>/issuer/type</code>"), "{}", page.words());
    assert!(!page.html.contains("<code>/evidence/7</code>"), "a place is shown twice");
    assert!(page.words().contains("Not in every part"));
}

#[tokio::test]
async fn questions_that_nothing_was_looked_at_for_say_so_once() {
    let mut changed =
        Report { badge: None, ..report(Verdict::NotValid, &[(CheckName::Proof, Outcome::Failed)]) };
    let stopped = [CheckName::IssuerBinding, CheckName::Ledger, CheckName::Identity, CheckName::Endorsements];
    for check in changed.checks.iter_mut().filter(|check| stopped.contains(&check.name)) {
        (check.outcome, check.code) = (Outcome::NotChecked, "stopped".to_owned());
        check.says = "Not looked at.".to_owned();
    }
    let page = shown(changed).await;
    assert_eq!(page.html.matches(">Not looked at.<").count(), 1, "{}", page.html);
    assert!(!page.html.contains("<strong>Endorsements</strong>"));
}

#[tokio::test]
async fn an_issuer_without_a_host_has_no_line_for_one_and_a_path_is_not_cut_from_it() {
    let with = |issuer_host: Option<&str>| Report {
        badge: Some(BadgeSummary { issuer_host: issuer_host.map(str::to_owned), ..badge() }),
        ..report(Verdict::Valid, &[])
    };
    assert!(!shown(with(None)).await.html.contains("class=\"domain\""));
    let page = shown(with(Some("www.uni.example/~somebody"))).await;
    assert!(page.words().contains("example/~somebody"), "{}", page.words());
}
