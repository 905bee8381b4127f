//! Could an achievement be in a badge at all? Checked before people are asked, so that nobody approves what
//! is never signed.

use crate::findings::carried;
use credentials::lint::{Finding, UnsignedCredential, hidden_characters, lint, parse_finding};
use credentials::model::{
    Achievement, AchievementCredential, AchievementSubject, Class as _, IdentityObject, Profile,
};
use credentials::status::StatusEntry;
use credentials::time::Timestamp;
use protocol::Refusal;
use protocol::reason::DocumentReason;
use serde_json::Value;

/// Place of the achievement in a badge (JSON Pointer).
const PLACE: &str = "/credentialSubject/achievement";
/// Id of the trial badge: a ULID of no badge.
const NOBODY: &str = "00000000000000000000000000";

/// Lints a trial badge of this issuer with exactly this achievement.
pub(super) fn check(
    public_url: &str,
    issuer: &str,
    achievement: &Value,
    now: Timestamp,
) -> Result<(), Refusal> {
    let list = format!("{public_url}/status/{NOBODY}");
    let subject =
        AchievementSubject::identified(vec![IdentityObject::name("Somebody")], Achievement::default());
    let badge = AchievementCredential {
        credential_status: Some((&StatusEntry::revocation(list, 0)).into()),
        ..AchievementCredential::new(
            &format!("{public_url}/credentials/{NOBODY}"),
            Profile::new(issuer, "Somebody"),
            now,
            subject,
        )
    };
    let mut badge = badge.to_value();
    if let Some(place) = badge.pointer_mut(PLACE) {
        place.clone_from(achievement);
    }
    let refusal = |findings: Vec<Finding>| {
        let findings = carried(findings.into_iter().map(in_achievement));
        Refusal::new(DocumentReason::LintAchievement).with_findings(findings)
    };
    let text = badge.to_string();
    let badge = UnsignedCredential::parse(text.as_bytes())
        .map_err(|e| refusal(vec![parse_finding(text.as_bytes(), &e)]))?;
    lint(badge).map_err(refusal)?;
    let hidden = hidden_characters(achievement);
    if hidden.is_empty() { Ok(()) } else { Err(refusal(hidden)) }
}

/// A finding, with its place relative to the achievement.
fn in_achievement(finding: Finding) -> Finding {
    match finding.pointer.strip_prefix(PLACE) {
        Some(pointer) => Finding { pointer: pointer.to_owned(), ..finding },
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::RefusalCode;
    use serde_json::json;

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_600_000);
    const URL: &str = "https://badges.example.edu";
    const DID: &str = "did:web:badges.example.edu:issuers:01ARZ3NDEKTSV4RRFFQ69G5FAV";

    fn achievement() -> Value {
        Achievement::new(
            "https://badges.example.edu/achievements/01ARZ3NDEKTSV4RRFFQ69G5FA1/1",
            "Welding",
            "Can join two plates.",
            "Weld two plates.".into(),
        )
        .to_value()
    }

    #[test]
    fn an_achievement_that_a_badge_can_hold_passes() {
        assert_eq!(check(URL, DID, &achievement(), NOW), Ok(()));
    }

    #[test]
    fn one_that_no_badge_could_hold_is_refused_with_what_was_found() {
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut achievement = achievement();
            change(&mut achievement);
            check(URL, DID, &achievement, NOW).unwrap_err()
        };
        for refusal in [
            changed(&|a| a["criteria"] = json!({})),
            changed(&|a| a["undefined"] = json!("x")),
            changed(&|a| a["type"] = json!(["Profile"])),
            changed(&|a| a["description"] = Value::Null),
            changed(&|a| a["name"] = json!("Welding\nby hand")),
            changed(&|a| a["name"] = json!("Weld\u{202e}gni")),
            changed(&|a| *a = json!([achievement()])),
            changed(&|a| *a = json!("Welding")),
        ] {
            assert_eq!(refusal.code, RefusalCode::Lint);
            assert!(!refusal.findings.is_empty(), "{refusal:?}");
        }
        let found = changed(&|a| a["undefined"] = json!("x")).findings;
        assert!(found.iter().any(|one| one.pointer == "/undefined"), "{found:?}");
    }
}
