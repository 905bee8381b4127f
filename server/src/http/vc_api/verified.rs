//! A report as the VC API tells it: 200 when verified, 400 with the problems when not, as deployed clients and suites
//! expect.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use credentials::verify::{Check, CheckName, Outcome, Report, Verdict};
use serde_json::{Map, Value, json};

/// The answer, with the parts that were asked for.
pub(super) fn verified(report: &Report, returned: Option<Value>, results: bool, problems: bool) -> Response {
    let good = report.verdict == Verdict::Valid;
    let mut members = Map::new();
    members.insert("verified".to_owned(), json!(good));
    if let Some(credential) = returned {
        members.insert("credential".to_owned(), credential);
    }
    if problems {
        members.insert("problemDetails".to_owned(), report.checks.iter().filter_map(problem).collect());
    }
    if results {
        members.insert("results".to_owned(), told(report));
    }
    let status = if good { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], Value::Object(members).to_string()).into_response()
}

/// Every check with its end, under names of our own beside those of the VC API.
fn told(report: &Report) -> Value {
    json!({ "verdict": report.verdict, "says": report.sentence, "checks": report.checks, "checkedAt": report.checked_at.rfc3339() })
}

/// What keeps it from being verified.
fn problem(check: &Check) -> Option<Value> {
    let stopped = check.code == "stopped";
    let matters = match check.outcome {
        Outcome::Failed => true,
        Outcome::NotChecked => {
            !stopped
                && !matches!(check.name, CheckName::Refresh | CheckName::Endorsements | CheckName::Recipient)
        }
        Outcome::Passed | Outcome::NotApplicable => false,
    };
    matters.then(|| {
        json!({ "type": kind(check.name, check.outcome), "title": check.name.label(), "detail": check.says, "code": check.code })
    })
}

fn kind(name: CheckName, outcome: Outcome) -> &'static str {
    match (name, outcome) {
        (CheckName::Format, _) => super::problem::PARSING,
        (CheckName::Status, Outcome::NotChecked) => {
            "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
        }
        (CheckName::Proof | CheckName::IssuerBinding, _) => {
            "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR"
        }
        _ => super::problem::MALFORMED,
    }
}
