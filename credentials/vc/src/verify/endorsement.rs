//! Do others endorse the badge? Endorsements are credentials of their own, each with an issuer and a proof (Open
//! Badges 3.0, sections 5.5 and 8.2.6).
//!
//! Each is verified on its own. A bad endorsement does not change the verdict on the badge: a third party can revoke
//! its statement, or let it expire, without the badge's issuer. Otherwise others could revoke the issuer's badges.
//! (The standard's text calls a badge verified only with all its endorsements, and its own validator only warns.) An
//! endorsement's own endorsements are not followed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::members::{issuer_id, one, text, values};
use super::reason::{EndorsementCounts, EndorsementsReason};
use super::report::{Check, CheckName, Report, Verdict};
use crate::jose::Token;
use crate::sanitizer::{line, lines};
use crate::work::Work;

const NAME: CheckName = CheckName::Endorsements;
/// Maximum number of endorsements that are checked.
const MOST: usize = 8;

/// The subject of an endorsement, in relation to the badge that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The badge itself.
    Badge,
    /// The achievement of the badge.
    Achievement,
    /// The badge's issuer.
    Issuer,
    /// Another entity that the badge names and whose description contains the endorsement.
    Bearer,
    /// None of these: the endorsement is not about this badge.
    SomethingElse,
}

/// One embedded endorsement and its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndorsementReport {
    /// The endorsement's `id`.
    pub id: String,
    /// Identifier of the endorser: proven only where the verdict is valid.
    pub issuer_id: String,
    /// The subject.
    pub about: About,
    /// The endorsement's comment (untrusted Markdown); none unless its own verdict is valid.
    pub comment: Option<String>,
    /// The report of its own verification.
    pub report: Report,
}

/// An endorsement inside a badge.
pub(super) struct Embedded {
    /// The credential; null for a token that cannot be read.
    pub(super) document: Value,
    /// The token that contained it (`endorsementJwt`).
    pub(super) token: Option<String>,
    about: About,
}

/// The endorsements of a badge.
#[derive(Default)]
pub(super) struct Found {
    /// The first few, in document order.
    pub(super) embedded: Vec<Embedded>,
    /// The number of further endorsements, which are not checked.
    pub(super) left: usize,
}

/// Finds the endorsements in a badge.
pub(super) fn find(document: &Value, work: &Work) -> Found {
    let mut found = Found::default();
    collect(document, document, &mut found, work);
    found
}

fn collect(value: &Value, root: &Value, found: &mut Found, work: &Work) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, root, found, work)),
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    "endorsement" | "endorsementJwt" => {
                        for one in values(Some(member)) {
                            add(one, value, root, found, work);
                        }
                    }
                    "proof" => {}
                    _ => collect(member, root, found, work),
                }
            }
        }
        _ => {}
    }
}

fn add(one: &Value, bearer: &Value, root: &Value, found: &mut Found, work: &Work) {
    if found.embedded.len() >= MOST {
        found.left += 1;
        return;
    }
    let token = one.as_str().map(str::to_owned);
    let document = match &token {
        Some(token) => Token::parse_within(token, work)
            .map(|token| token.into_credential().into_value())
            .unwrap_or_default(),
        None => one.clone(),
    };
    let about = about(&document, bearer, root);
    found.embedded.push(Embedded { document, token, about });
}

fn about(endorsement: &Value, bearer: &Value, root: &Value) -> About {
    let about = one(endorsement, "credentialSubject").and_then(|subject| text(subject, "id"));
    let achievement = one(root, "credentialSubject").and_then(|subject| one(subject, "achievement"));
    let achievement = achievement.and_then(|achievement| text(achievement, "id"));
    match about {
        None => About::SomethingElse,
        id if id == text(root, "id") => About::Badge,
        id if id == achievement => About::Achievement,
        id if id == issuer_id(root) => About::Issuer,
        id if id == text(bearer, "id") => About::Bearer,
        Some(_) => About::SomethingElse,
    }
}

/// The report on one endorsement, given the report of its own verification.
pub(super) fn report(embedded: &Embedded, report: Report) -> EndorsementReport {
    let endorsement = &embedded.document;
    let subject = one(endorsement, "credentialSubject").unwrap_or(&Value::Null);
    let comment = text(subject, "endorsementComment").filter(|_| report.verdict == Verdict::Valid);
    EndorsementReport {
        id: line(text(endorsement, "id").unwrap_or_default(), 300),
        issuer_id: line(issuer_id(endorsement).unwrap_or_default(), 300),
        about: embedded.about,
        comment: comment.map(|text| lines(text, 4_000)),
        report,
    }
}

/// The badge's own check: passed when somebody endorses the badge. It never fails, because no verdict depends on it.
/// `left` is the number of endorsements that were not checked.
pub(super) fn check(reports: &[EndorsementReport], left: usize) -> Check {
    if reports.is_empty() && left == 0 {
        return Check::not_applicable(NAME, EndorsementsReason::NoEndorsements);
    }
    let count = |verdict: &[Verdict]| {
        reports.iter().filter(|endorsement| verdict.contains(&endorsement.report.verdict)).count()
    };
    let is_good = |endorsement: &&EndorsementReport| {
        endorsement.report.verdict == Verdict::Valid && endorsement.about != About::SomethingElse
    };
    let good = reports.iter().filter(is_good).count();
    let counts = EndorsementCounts {
        good,
        bad: count(&[Verdict::NotValid, Verdict::NotACredential]),
        open: count(&[Verdict::CouldNotCheck]) + left,
        // Anybody can praise a badge under a made-up name.
        unvouched: count(&[Verdict::Unvouched]),
        elsewhere: count(&[Verdict::Valid]) - good,
    };
    let check = match (good, counts.open + counts.unvouched) {
        (0, 0) => Check::not_applicable(NAME, EndorsementsReason::NoGood(counts)),
        (0, _) => Check::not_checked(NAME, EndorsementsReason::NotChecked(counts)),
        _ => Check::passed(NAME, EndorsementsReason::Endorsed(counts)),
    };
    if counts.bad + counts.elsewhere > 0 { check.with_warning(EndorsementsReason::NotGood) } else { check }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::json;

    use super::*;

    #[test]
    fn tokens_are_parsed_within_the_budget_of_the_badge() {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let header = part(r#"{"alg":"EdDSA","typ":"JWT","kid":"https://a.example/key"}"#);
        let payload = part(&json!({"a": vec![1; 60_000]}).to_string());
        let token = format!("{header}.{payload}.c2ln");
        let work = Work::default();
        let found = find(&json!({"endorsementJwt": [token, token, token]}), &work);
        assert_eq!(found.embedded.len(), 3);
        assert!(work.spent() > Work::LIMIT - 10, "{}", work.spent());
    }
}
