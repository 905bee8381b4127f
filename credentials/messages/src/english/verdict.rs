//! The verdict as headline, sentence and detail.

use credentials::sanitizer::{ForeignAddress, ForeignText, short_key};
use credentials::verify::reason::ProofReason;
use credentials::verify::{BadgeSummary, Check, CheckName, Outcome, Reason, Report, Verdict};

use super::quote::quoted;
use super::{headline, identity_label, says};
use crate::language::VerdictText;

/// Maximum number of characters of a name in a sentence.
const MOST_OF_A_NAME: usize = 100;

/// Writes the verdict as text.
pub(crate) fn verdict(report: &Report) -> VerdictText {
    match (report.verdict, report.decisive()) {
        (Verdict::Valid, _) => unaltered(report, "Genuine."),
        (Verdict::Unvouched, _) => unaltered(report, "Unaltered, but nobody vouches for the issuer."),
        (Verdict::NotValid | Verdict::CouldNotCheck | Verdict::NotACredential, Some(check)) => {
            VerdictText { headline: headline(check), sentence: says(check), detail: detail(check, report) }
        }
        (Verdict::NotValid | Verdict::CouldNotCheck | Verdict::NotACredential, None) => {
            VerdictText { headline: OPEN, sentence: String::new(), detail: None }
        }
    }
}

fn unaltered(report: &Report, headline: &'static str) -> VerdictText {
    let is_listed = |check: &Check| check.name == CheckName::Status && check.outcome == Outcome::Passed;
    let issued = issued(report);
    let listed = report.checks.iter().any(is_listed);
    let sentence = if listed { format!("{issued} Not revoked.") } else { issued };
    let detail = report.badge.as_ref().map(names).filter(|names| !names.is_empty());
    VerdictText { headline, sentence, detail }
}

/// The names of badge and issuer.
fn names(badge: &BadgeSummary) -> String {
    let names = [
        ("The badge is named ", &badge.name, "."),
        ("The name ", &badge.issuer_name, " is the issuer’s own claim."),
    ];
    let given = names.into_iter().filter(|(_, name, _)| !name.is_empty());
    let sentences = given.map(|(before, name, after)| format!("{before}{}{after}", quoted_name(name)));
    sentences.collect::<Vec<_>>().join(" ")
}

fn quoted_name(name: &str) -> String {
    quoted(&ForeignText::new(name, MOST_OF_A_NAME))
}

/// "Issued by … to “…” on …." Names the proven identity of the issuer, or else its key; never the name that the
/// issuer claims.
fn issued(report: &Report) -> String {
    let by = report.signer.as_ref().map(|issuer| {
        let proven = identity_label(&report.identity);
        proven.unwrap_or_else(|| key(issuer))
    });
    let by = by.as_deref().unwrap_or("an unknown key");
    let Some(badge) = &report.badge else { return format!("Signed by {by}.") };
    // Without a comma the person would read as part of the description.
    let comma = if by.contains(' ') && badge.recipient.is_some() { "," } else { "" };
    let to = badge.recipient.as_ref().map(|name| format!("{comma} to {}", quoted_name(name)));
    format!("Issued by {by}{} on {}.", to.unwrap_or_default(), badge.issued.long_date())
}

/// The form of a bare key in a sentence.
fn key(issuer: &str) -> String {
    match issuer.strip_prefix("did:key:") {
        Some(multibase) => format!("the key {}", short_key(multibase)),
        None if issuer.starts_with("did:jwk:") => "a key that is its own identifier".to_owned(),
        None => ForeignAddress::new(issuer, 300).to_string(),
    }
}

const OPEN: &str = "Could not be checked.";

fn headline(check: &Check) -> &'static str {
    if check.outcome == Outcome::Failed { headline::failed(check) } else { OPEN }
}

fn detail(check: &Check, report: &Report) -> Option<String> {
    let was = report.badge.as_ref().map(|_| issued(report));
    match check.name {
        CheckName::Proof if *check.decisive_reason() == Reason::Proof(ProofReason::Changed) => Some(
            "The signature does not fit the text, so nothing of the text is shown as fact: no name, no issuer, no \
             date."
                .to_owned(),
        ),
        CheckName::Status if check.shows_revoked() => {
            was.map(|was| format!("{was} The badge is unaltered, but the issuer has revoked it."))
        }
        CheckName::Validity | CheckName::Recipient | CheckName::Status => {
            was.map(|was| format!("{was} The signature is valid."))
        }
        CheckName::Format
        | CheckName::Context
        | CheckName::PlainForm
        | CheckName::Proof
        | CheckName::IssuerBinding
        | CheckName::Ledger
        | CheckName::Identity
        | CheckName::Conformance
        | CheckName::Refresh
        | CheckName::Endorsements
        | CheckName::Holder
        | CheckName::Challenge
        | CheckName::Domain => super::next_step(&check.reason),
    }
}
