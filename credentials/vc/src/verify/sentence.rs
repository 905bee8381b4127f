//! The verdict, with its headline and its sentence.

use super::plain::{address, quoted, short_key};
use super::report::{BadgeSummary, Check, CheckName, Outcome, RevocationNotice, STOPPED, Verdict};

/// The verdict of the checks. A failed check outweighs one that could not be made, and both outweigh an unknown
/// issuer. In a strict verification every failed check decides.
pub(super) fn verdict(checks: &[Check], may_be_a_badge: bool, strict: bool) -> Verdict {
    let any = |outcome: Outcome| {
        checks.iter().any(move |check| check.outcome == outcome && (check.name.decides() || strict))
    };
    let decided = |outcome: Outcome| checks.iter().any(|c| c.outcome == outcome && c.name.decides());
    if !may_be_a_badge {
        Verdict::NotACredential
    } else if any(Outcome::Failed) {
        Verdict::NotValid
    } else if decided(Outcome::NotChecked) {
        Verdict::CouldNotCheck
    } else if checks.iter().any(|check| check.is(CheckName::Identity, Outcome::NotChecked)) {
        Verdict::Unvouched
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

/// The input for the sentences of a report.
pub(super) struct Facts<'a> {
    pub(super) checks: &'a [Check],
    pub(super) badge: Option<&'a BadgeSummary>,
    /// The proven identity of the issuer, or else its key; none unless the proof is good and the key is the issuer's.
    pub(super) by: Option<&'a str>,
    pub(super) revoked: Option<&'a RevocationNotice>,
}

/// Writes the verdict as text.
pub(super) fn say(verdict: Verdict, facts: &Facts<'_>) -> Said {
    match (verdict, decisive(facts.checks)) {
        (Verdict::Valid, _) => unaltered(facts, "Genuine."),
        (Verdict::Unvouched, _) => unaltered(facts, "Unaltered, but nobody vouches for the issuer."),
        (_, Some(check)) => Said {
            headline: headline(check),
            sentence: sentence(check, facts.revoked),
            detail: detail(check, facts),
        },
        (_, None) => Said { headline: "Could not be checked.", sentence: String::new(), detail: None },
    }
}

/// The check that decides the verdict: the first deciding one that failed, else the first that failed in a strict
/// verification, else the first deciding one that was not made. Revocation takes precedence over expiry.
fn decisive(checks: &[Check]) -> Option<&Check> {
    let first = |outcome: Outcome, decides: bool| {
        checks.iter().find(move |check| {
            check.outcome == outcome && check.name.decides() == decides && check.code != STOPPED
        })
    };
    let revoked = checks.iter().find(|check| check.is(CheckName::Status, Outcome::Failed));
    revoked
        .or_else(|| first(Outcome::Failed, true))
        .or_else(|| first(Outcome::Failed, false))
        .or_else(|| first(Outcome::NotChecked, true))
}

fn unaltered(facts: &Facts<'_>, headline: &'static str) -> Said {
    let listed = facts.checks.iter().any(|check| check.is(CheckName::Status, Outcome::Passed));
    let issued = issued(facts);
    let sentence = if listed { format!("{issued} Not revoked.") } else { issued };
    let detail = facts.badge.map(|badge| {
        let names = [
            ("The badge is named ", &badge.name, "."),
            ("The name ", &badge.issuer_name, " is the issuer’s own claim."),
        ];
        let given = names.into_iter().filter(|(_, name, _)| !name.is_empty());
        let said =
            given.map(|(before, name, after)| format!("{before}{}{after}", quoted(name, MOST_OF_A_NAME)));
        said.collect::<Vec<_>>().join(" ")
    });
    Said { headline, sentence, detail: detail.filter(|detail| !detail.is_empty()) }
}

/// Maximum number of characters of a name in a sentence.
const MOST_OF_A_NAME: usize = 100;

/// "Issued by … to “…” on …." Names the proven identity of the issuer, or else its key; never the name that the
/// issuer claims.
fn issued(facts: &Facts<'_>) -> String {
    let by = facts.by.unwrap_or("an unknown key");
    let Some(badge) = facts.badge else { return format!("Signed by {by}.") };
    // Without a comma the person would read as part of the description.
    let comma = if by.contains(' ') && badge.recipient.is_some() { "," } else { "" };
    let to = badge
        .recipient
        .as_ref()
        .map(|name| format!("{comma} to {}", quoted(name, MOST_OF_A_NAME)))
        .unwrap_or_default();
    format!("Issued by {by}{to} on {}.", badge.issued.long_date())
}

/// The form of a bare key in a sentence.
pub(super) fn key(issuer: &str) -> String {
    match issuer.strip_prefix("did:key:") {
        Some(multibase) => format!("the key {}", short_key(multibase)),
        None if issuer.starts_with("did:jwk:") => "a key that is its own identifier".to_owned(),
        None => address(issuer, 300),
    }
}

fn headline(check: &Check) -> &'static str {
    if check.outcome == Outcome::NotChecked {
        return "Could not be checked.";
    }
    match check.code.as_str() {
        "changed" => "Changed.",
        "expired" => "Expired.",
        "not-yet-valid" => "Not valid yet.",
        "wrong-issuer" => "Wrong issuer.",
        "unknown-key" => "Unknown key.",
        "key-withdrawn" | "key-expired" | "key-not-for-badges" => "Key no longer good.",
        "no-proof" | "token-unsigned" => "Not signed.",
        "malformed-json" | "picture-cut-off" | "picture-damaged" | "token-malformed" => "Not readable.",
        "duplicate-member" | "token-claims" => "Ambiguous.",
        "undefined-term" | "undefined-type" | "invalid-id" => "Not all of it is signed.",
        "just-a-picture" => "Just a picture.",
        "open-badges-1" | "open-badges-2" | "sd-jwt" => "Not an Open Badges 3.0 badge.",
        "other-recipient" => "Somebody else’s.",
        "suspended" => "Suspended.",
        "not-in-ledger" | "ledger-proof-false" => "Not in its issuer’s ledger.",
        _ => match (check.name, check.outcome) {
            (CheckName::Format, Outcome::Failed) => "Not a badge.",
            (CheckName::PlainForm, Outcome::Failed) => "Malformed.",
            (CheckName::Conformance, Outcome::Failed) => "Not in the form of the standard.",
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

/// "Revoked on 3 March 2026. The issuer gives the reason “issued in error”."
pub(super) fn notice_sentence(notice: &RevocationNotice) -> String {
    let date = notice.revoked.long_date();
    match notice.reason.trim_end_matches('.') {
        "" => format!("Revoked on {date}. The issuer does not say why."),
        reason => format!("Revoked on {date}. The issuer gives the reason {}.", quoted(reason, 200)),
    }
}

fn detail(check: &Check, facts: &Facts<'_>) -> Option<String> {
    let was = facts.badge.map(|_| issued(facts));
    match (check.name, check.code.as_str()) {
        (CheckName::Proof, "changed") => Some(
            "The proof does not fit the text, so nothing of the text is shown as fact: no name, no issuer, no date."
                .to_owned(),
        ),
        (CheckName::Status, "revoked") => {
            was.map(|was| format!("{was} It is unaltered, but the issuer has taken it back."))
        }
        (CheckName::Validity | CheckName::Recipient | CheckName::Status, _) => {
            was.map(|was| format!("{was} The proof is good."))
        }
        _ => check.next_step.clone(),
    }
}
