//! The verdict, and how it is said in a headline and a sentence.

use super::plain::{plain, short_key};
use super::report::{BadgeSummary, Check, CheckName, Outcome, RevocationNotice, STOPPED, Verdict};

/// What the checks come to: valid only if nothing failed and nothing that matters went unchecked.
pub(super) fn verdict(checks: &[Check], may_be_a_badge: bool) -> Verdict {
    if !may_be_a_badge {
        Verdict::NotACredential
    } else if checks.iter().any(|check| check.outcome == Outcome::Failed) {
        Verdict::NotValid
    } else if checks.iter().any(|check| check.outcome == Outcome::NotChecked && check.name.is_essential()) {
        Verdict::CouldNotCheck
    } else {
        Verdict::Valid
    }
}

/// Headline, sentence and detail of a report.
pub(super) struct Said {
    pub(super) headline: &'static str,
    pub(super) sentence: String,
    pub(super) detail: Option<String>,
}

/// Puts the verdict into words.
pub(super) fn say(
    verdict: Verdict,
    checks: &[Check],
    badge: Option<&BadgeSummary>,
    signer: Option<&str>,
    revoked: Option<&RevocationNotice>,
) -> Said {
    match (verdict, decisive(checks)) {
        (Verdict::Valid, _) => genuine(checks, badge, signer),
        (_, Some(check)) => Said {
            headline: headline(check),
            sentence: sentence(check, revoked),
            detail: detail(check, badge),
        },
        (_, None) => Said { headline: "Could not be checked.", sentence: String::new(), detail: None },
    }
}

/// The check that the verdict rests on: the first that failed, else the first that was not made. That a badge was
/// revoked says more than that it has expired.
fn decisive(checks: &[Check]) -> Option<&Check> {
    let first =
        |outcome: Outcome| checks.iter().find(move |check| check.outcome == outcome && check.code != STOPPED);
    let revoked = checks.iter().find(|check| check.is(CheckName::Status, Outcome::Failed));
    revoked.or_else(|| first(Outcome::Failed)).or_else(|| first(Outcome::NotChecked))
}

fn genuine(checks: &[Check], badge: Option<&BadgeSummary>, signer: Option<&str>) -> Said {
    let listed = checks.iter().any(|check| check.is(CheckName::Status, Outcome::Passed));
    let by_whom = || signer.map(|signer| format!("Signed by {signer}.")).unwrap_or_default();
    let issued = badge.map_or_else(by_whom, issued);
    let sentence = if listed { format!("{issued} Not revoked.") } else { issued };
    let own_claim = badge.filter(|badge| badge.issuer_host.is_some() && !badge.issuer_name.is_empty());
    let detail = own_claim.map(|badge| {
        format!(
            "{}. The name “{}” is the issuer’s own claim.",
            badge.name.trim_end_matches('.'),
            badge.issuer_name
        )
    });
    Said { headline: "Genuine.", sentence, detail: detail.or_else(|| badge.map(|badge| badge.name.clone())) }
}

/// "Issued by … to … on …." The host that was proven comes before any name; a bare key is called a key.
fn issued(badge: &BadgeSummary) -> String {
    let by = match (&badge.issuer_host, badge.issuer_name.as_str()) {
        (Some(host), _) => host.clone(),
        (None, "") => key(&badge.issuer_id),
        (None, name) => format!("{}, which calls itself “{name}”,", key(&badge.issuer_id)),
    };
    let to = badge.recipient.as_ref().map(|name| format!(" to {name}")).unwrap_or_default();
    format!("Issued by {by}{to} on {}.", badge.issued.long_date())
}

/// A bare key as it is called in a sentence.
pub(super) fn key(issuer: &str) -> String {
    match issuer.strip_prefix("did:key:") {
        Some(multibase) => format!("the key {}", short_key(multibase)),
        None => plain(issuer, 80),
    }
}

fn headline(check: &Check) -> &'static str {
    match check.code.as_str() {
        "changed" => "Changed.",
        "expired" => "Expired.",
        "not-yet-valid" => "Not valid yet.",
        "wrong-issuer" => "Wrong issuer.",
        "unknown-key" => "Unknown key.",
        "key-withdrawn" | "key-expired" | "key-not-for-badges" => "Key no longer good.",
        "no-proof" | "token-unsigned" => "Not signed.",
        "malformed-json" | "picture-cut-off" | "picture-damaged" | "token-malformed" => "Not readable.",
        "duplicate-member" | "unsafe-number" | "token-claims" => "Ambiguous.",
        "undefined-term" | "undefined-type" | "invalid-id" => "Not all of it is signed.",
        "just-a-picture" => "Just a picture.",
        "open-badges-2" => "An older badge.",
        "other-recipient" => "Somebody else’s.",
        "suspended" => "Suspended.",
        "not-in-ledger" | "ledger-proof-false" => "Not in its issuer’s ledger.",
        _ => match (check.name, check.outcome) {
            (CheckName::Format, Outcome::Failed) => "Not a badge.",
            (CheckName::Structure, Outcome::Failed) => "Malformed.",
            (_, Outcome::Failed) => "Not valid.",
            _ => "Could not be checked.",
        },
    }
}

fn sentence(check: &Check, revoked: Option<&RevocationNotice>) -> String {
    match revoked {
        Some(notice) if check.code == "revoked" => notice_sentence(notice),
        _ => check.says.clone(),
    }
}

/// "Revoked on 3 March 2026: issued in error."
pub(super) fn notice_sentence(notice: &RevocationNotice) -> String {
    let date = notice.revoked.long_date();
    match notice.reason.trim_end_matches('.') {
        "" => format!("Revoked on {date}. The issuer does not say why."),
        reason => format!("Revoked on {date}: {reason}."),
    }
}

fn detail(check: &Check, badge: Option<&BadgeSummary>) -> Option<String> {
    let was = badge.map(issued);
    match (check.name, check.code.as_str()) {
        (CheckName::Proof, "changed") => Some(
            "The proof does not fit the text, so nothing of the text is shown as fact: no name, no issuer, no date."
                .to_owned(),
        ),
        (CheckName::Status, "revoked") => {
            was.map(|was| format!("{was} It is unaltered, but the issuer has taken it back."))
        }
        (CheckName::Status, _) if check.outcome == Outcome::NotChecked => {
            was.map(|was| format!("{was} The proof is good. Whether the badge was revoked since, we cannot say."))
        }
        (CheckName::Validity | CheckName::Recipient | CheckName::Status, _) => {
            was.map(|was| format!("{was} The proof is good."))
        }
        _ => check.next_step.clone(),
    }
}
