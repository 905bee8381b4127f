//! Results and the descriptions that they refer to (Open Badges 3.0, sections B.2.6, B.2.7 and B.5.3).

use serde_json::Value;

use super::fault::ResultFault;
use super::finding::Findings;
use super::path::Path;

/// Each result must fit the description that it names, which must be in the same achievement.
pub(super) fn check(subject: &Value, at: &Path<'_>, findings: &mut Findings) {
    let descriptions = subject.get("achievement").map(|achievement| items(achievement, "resultDescription"));
    let descriptions = descriptions.unwrap_or_default();
    let achievement = at.member("achievement");
    let here = achievement.member("resultDescription");
    for (index, description) in descriptions.iter().enumerate() {
        required_level(description, &here.item(index), findings);
    }
    let here = at.member("result");
    for (index, result) in items(subject, "result").iter().enumerate() {
        check_result(result, descriptions, &here.item(index), findings);
    }
}

fn items<'v>(object: &'v Value, name: &str) -> &'v [Value] {
    object.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    object.get(name).and_then(Value::as_str)
}

fn has_level(description: &Value, id: &str) -> bool {
    items(description, "rubricCriterionLevel").iter().any(|level| text(level, "id") == Some(id))
}

fn required_level(description: &Value, at: &Path<'_>, findings: &mut Findings) {
    if text(description, "requiredLevel").is_some_and(|id| !has_level(description, id)) {
        findings.add(&at.member("requiredLevel"), ResultFault::RequiredLevel);
    }
}

fn check_result(result: &Value, descriptions: &[Value], at: &Path<'_>, findings: &mut Findings) {
    let named = text(result, "resultDescription");
    let description = named.and_then(|id| descriptions.iter().find(|one| text(one, "id") == Some(id)));
    if named.is_some() && description.is_none() {
        findings.add(&at.member("resultDescription"), ResultFault::UnknownDescription);
    }
    if let Some(level) = text(result, "achievedLevel") {
        // Without a description of its own, the result may have any level of the achievement.
        let among = description.map_or(descriptions, std::slice::from_ref);
        if !among.iter().any(|description| has_level(description, level)) {
            findings.add(&at.member("achievedLevel"), ResultFault::AchievedLevel);
        }
    }
    let Some(description) = description else { return };
    if text(description, "resultType") == Some("Status") && result.get("status").is_none() {
        findings.add(&at.member("status"), ResultFault::StatusMissing);
    }
    if let Some(value) = text(result, "value") {
        check_value(value, description, &at.member("value"), findings);
    }
}

/// The value must be one of the allowed values, if any, and within minimum and maximum, if these are numbers.
fn check_value(value: &str, description: &Value, at: &Path<'_>, findings: &mut Findings) {
    let allowed = items(description, "allowedValue");
    if !allowed.is_empty() && !allowed.iter().any(|one| one.as_str() == Some(value)) {
        findings.add(at, ResultFault::NotAllowed);
    }
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    let bound = |name: &str| text(description, name).and_then(number);
    let (least, most) = (bound("valueMin"), bound("valueMax"));
    if least.is_none() && most.is_none() {
        return;
    }
    match number(value) {
        None => findings.add(at, ResultFault::NotANumber),
        Some(number)
            if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) =>
        {
            findings.add(at, ResultFault::OutsideBounds);
        }
        Some(_) => {}
    }
}
