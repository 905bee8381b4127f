//! Results against their descriptions.

use serde_json::{Value, json};

use crate::support::{badge, lint};

const ACHIEVEMENT: &str = "https://badges.northfield.example/achievements/01JQ/1";

fn id(part: &str) -> String {
    format!("{ACHIEVEMENT}#{part}")
}

/// A badge with three result descriptions, and this result.
fn with(result: Value) -> Value {
    let mut badge = badge();
    badge["credentialSubject"]["achievement"]["resultDescription"] = json!([
        {"id": id("quiz"), "type": ["ResultDescription"], "name": "Quiz", "resultType": "Percent",
         "valueMin": "0", "valueMax": "100"},
        {"id": id("bench"), "type": ["ResultDescription"], "name": "Bench", "resultType": "RubricCriterionLevel",
         "allowedValue": ["weak", "good"], "requiredLevel": id("level"),
         "rubricCriterionLevel": [{"id": id("level"), "type": ["RubricCriterionLevel"], "name": "Alone"}]},
        {"id": id("end"), "type": ["ResultDescription"], "name": "End", "resultType": "Status"},
    ]);
    let mut result = result;
    result["type"] = json!(["Result"]);
    badge["credentialSubject"]["result"] = json!([result]);
    badge
}

fn found(badge: &Value) -> Vec<(String, &'static str)> {
    let findings = lint(badge).err().unwrap_or_default();
    findings.into_iter().map(|finding| (finding.pointer, finding.fault.code())).collect()
}

#[test]
fn results_that_fit_their_description_are_signed() {
    for result in [
        json!({"resultDescription": id("quiz"), "value": "92.5"}),
        json!({"resultDescription": id("quiz"), "value": "100"}),
        json!({"resultDescription": id("bench"), "value": "good", "achievedLevel": id("level")}),
        json!({"resultDescription": id("end"), "status": "Completed"}),
        json!({"value": "anything"}),
        json!({"achievedLevel": id("level")}),
    ] {
        assert_eq!(found(&with(result.clone())), [], "{result}");
    }
}

#[test]
fn results_that_do_not_fit_are_named_by_their_place() {
    for (result, member, code) in [
        (json!({"resultDescription": id("other")}), "resultDescription", "unknown-result"),
        (json!({"resultDescription": id("quiz"), "value": "101"}), "value", "value-not-allowed"),
        (json!({"resultDescription": id("quiz"), "value": "-1"}), "value", "value-not-allowed"),
        (json!({"resultDescription": id("quiz"), "value": "many"}), "value", "value-not-allowed"),
        (json!({"resultDescription": id("bench"), "value": "best"}), "value", "value-not-allowed"),
        (
            json!({"resultDescription": id("bench"), "achievedLevel": id("x")}),
            "achievedLevel",
            "unknown-level",
        ),
        (
            json!({"resultDescription": id("quiz"), "achievedLevel": id("level")}),
            "achievedLevel",
            "unknown-level",
        ),
        (json!({"resultDescription": id("end")}), "status", "missing"),
        (json!({"resultDescription": id("end"), "status": "done"}), "status", "malformed"),
        (json!({"value": 92}), "value", "wrong-kind"),
    ] {
        let wanted = (format!("/credentialSubject/result/0/{member}"), code);
        assert_eq!(found(&with(result.clone())), [wanted], "{result}");
    }
    let mut badge = with(json!({"value": "1"}));
    badge["credentialSubject"]["achievement"]["resultDescription"][1]["requiredLevel"] = json!(id("x"));
    let place = "/credentialSubject/achievement/resultDescription/1/requiredLevel".to_owned();
    assert_eq!(found(&badge), [(place, "unknown-level")]);
}
