//! Does it have the parts that Open Badges 3.0 demands? (Sections B.1 and B.2; ours are the rules of its schema that
//! matter for what we show.)

use serde_json::Value;

use super::context::is_vc_1_1;
use super::members::{has_type, issuer_id, text, values};
use super::report::{Check, CheckName};
use super::shape;

const NAME: CheckName = CheckName::Structure;

/// The parts of a badge and their form.
pub(super) fn check(document: &Value) -> Check {
    let fault = shape::fault(document)
        .or_else(|| credential(document))
        .or_else(|| subject(document.get("credentialSubject").unwrap_or(&Value::Null)))
        .or_else(|| evidence(document));
    match fault {
        None => Check::passed(NAME, "complete", "It has all the parts of a badge."),
        Some((code, says)) => Check::failed(NAME, code, says)
            .with_next_step("Ask the holder for the file as the issuer made it, or tell the issuer."),
    }
}

fn credential(document: &Value) -> Option<shape::Fault> {
    if !text(document, "id").is_some_and(|id| id.contains(':')) {
        return Some(("no-id", "It has no identifier of its own."));
    }
    if !issuer_id(document).is_some_and(|id| id.contains(':')) {
        return Some(("no-issuer", "It does not say who issued it."));
    }
    let issuer = document.get("issuer").filter(|issuer| issuer.is_object());
    if issuer.is_some_and(|issuer| !has_type(issuer, "Profile")) {
        return Some(("issuer-type", "Its issuer is not described as a Profile."));
    }
    let from = if is_vc_1_1(document) { "issuanceDate" } else { "validFrom" };
    text(document, from).is_none().then_some(("no-date", "It does not say from when it counts."))
}

fn subject(subject: &Value) -> Option<shape::Fault> {
    if !has_type(subject, "AchievementSubject") {
        return Some(("no-subject", "It does not say whom it is for in the way that Open Badges demands."));
    }
    let named = text(subject, "id").is_some() || !values(subject.get("identifier")).is_empty();
    if !named {
        return Some(("no-recipient", "It does not say whom it is for."));
    }
    let achievement = subject.get("achievement").unwrap_or(&Value::Null);
    if !has_type(achievement, "Achievement") {
        return Some(("no-achievement", "It does not say for what it was given."));
    }
    let described = ["id", "name", "description"].iter().all(|name| text(achievement, name).is_some());
    let complete = described && achievement.get("criteria").is_some_and(Value::is_object);
    (!complete).then_some((
        "achievement-incomplete",
        "What it was given for lacks an identifier, a name, a description or criteria.",
    ))
}

fn evidence(document: &Value) -> Option<shape::Fault> {
    let all = values(document.get("evidence")).iter().all(|evidence| has_type(evidence, "Evidence"));
    (!all).then_some(("evidence-type", "Something is given as evidence that is not described as Evidence."))
}
