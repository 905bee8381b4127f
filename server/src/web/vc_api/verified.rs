//! A report as an answer of the VC API: 200 when verified, 400 with the problems when not, as deployed clients and test
//! suites expect.

use super::body::Members;
use super::problem::Problem;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use messages::Language;
use messages::verification::{Check, CheckName, Outcome, PresentationReport, Report, Verdict};
use serde_json::{Map, Value, json};

/// What the caller wants in the answer, in addition to the verdict.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    document: bool,
    results: bool,
    problems: bool,
}

impl Asked {
    /// Reads the options; `document` names the option that requests the posted document.
    pub(super) fn read(options: &mut Members, document: &str) -> Result<Self, Problem> {
        // The checks requested by the caller (VCALM). All checks run, so that an omitted one hides nothing.
        options.texts("checks")?;
        Ok(Self {
            document: options.truth(document)?.unwrap_or(false),
            results: options.truth("returnResults")?.unwrap_or(true),
            problems: options.truth("returnProblemDetails")?.unwrap_or(true),
        })
    }
}

/// The answer for a credential.
pub(super) fn credential(report: &Report, asked: Asked, posted: Value) -> Response {
    let found = report.checks.iter().flat_map(problems).collect();
    let verified = is_good(report.verdict) && !report.breaks_data_model();
    answer(verified, asked, ("credential", posted), found, results(report))
}

/// The answer for a presentation: its own problems, then those of its credentials in their order.
pub(super) fn presentation(report: &PresentationReport, asked: Asked, posted: Value) -> Response {
    let inside = report.credentials.iter().flat_map(|credential| &credential.checks);
    let found = report.checks.iter().chain(inside).flat_map(problems).collect();
    let own = json!({ "holder": report.holder, "checks": report.checks });
    let credentials: Vec<_> = report.credentials.iter().map(results).collect();
    let results = json!({ "presentation": own, "credentials": credentials });
    let verified = is_good(report.verdict) && !report.breaks_data_model();
    answer(verified, asked, ("verifiablePresentation", posted), found, results)
}

/// Whether the issuer is known belongs to the results: it decides nothing about the credential itself.
const fn is_good(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Valid | Verdict::Unvouched)
}

fn answer(good: bool, asked: Asked, posted: (&str, Value), problems: Value, results: Value) -> Response {
    let mut members = Map::new();
    members.insert("verified".to_owned(), json!(good));
    if asked.document {
        members.insert(posted.0.to_owned(), posted.1);
    }
    if asked.problems {
        members.insert("problemDetails".to_owned(), problems);
    }
    if asked.results {
        members.insert("results".to_owned(), results);
    }
    let status = if good { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let json = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, json)], Value::Object(members).to_string()).into_response()
}

/// The results under the VC API's names, each with its source check; and all checks.
fn results(report: &Report) -> Value {
    let of =
        |name: CheckName| report.checks.iter().filter(move |check| check.name == name).collect::<Vec<_>>();
    json!({
        "verdict": report.verdict,
        "identity": report.identity,
        "conformance": of(CheckName::Conformance),
        "says": report.sentence,
        "proof": of(CheckName::Proof),
        "credentialStatus": of(CheckName::Status),
        "validity": of(CheckName::Validity),
        "checks": report.checks,
        "checkedAt": report.checked_at.rfc3339(),
    })
}

/// The problems of a check: that it failed or could not be made, unless an earlier check made it pointless. Also each
/// broken rule of the VC Data Model.
fn problems(check: &Check) -> Vec<Value> {
    // Some findings have no type in any specification, such as that a credential has expired.
    let kind = check.problem_type.as_deref().unwrap_or("about:blank");
    let problem = |code: &str, says: &str| json!({ "type": kind, "title": Language::English.check(check.name), "detail": says, "code": code });
    let matters = match check.outcome {
        Outcome::Failed => true,
        Outcome::NotChecked => check.name.decides() && check.code != "stopped",
        Outcome::Passed | Outcome::NotApplicable => false,
    };
    let own = matters.then(|| problem(&check.code, &check.says));
    let broken = check.remarks.iter().filter(|remark| remark.breaks_data_model());
    own.into_iter().chain(broken.map(|remark| problem(&remark.code, &remark.says))).collect()
}
