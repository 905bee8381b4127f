//! Verification of a badge in the reader's browser: the machine of `credentials::verify` as a class for the worker of
//! the page Verify. The worker has no network. The page fetches what a verification needs and hands it over.
//!
//! All values except bytes cross the boundary as JSON.

mod answer;
mod general;
mod need;
mod order;

use credentials::time::Timestamp;
use credentials::verify::Verification;
use messages::Language;
use messages::verification::Report;
use report_html::{CheckedBy, Setting, plain_text};
use wasm_bindgen::prelude::wasm_bindgen;

use answer::Answer;
use order::Order;

/// A verification that has begun.
#[wasm_bindgen]
pub struct BadgeCheck {
    verification: Verification,
    order: Order,
}

#[wasm_bindgen]
impl BadgeCheck {
    /// Begins with the bytes of a badge: JSON, a token, or a picture with a badge in it. `order` is an [`Order`] as
    /// JSON. `ledger_proof` is the file of that name. `now` is the time in milliseconds of Unix time.
    ///
    /// # Errors
    /// A sentence, if `order` has another form.
    #[wasm_bindgen(constructor)]
    pub fn new(
        badge: &[u8],
        order: &str,
        ledger_proof: Option<Vec<u8>>,
        now: f64,
    ) -> Result<BadgeCheck, String> {
        let order: Order = serde_json::from_str(order).map_err(|error| error.to_string())?;
        let options = order.options(ledger_proof).with_contexts(general::contexts());
        #[expect(clippy::cast_possible_truncation, reason = "a clock counts whole milliseconds")]
        let now = Timestamp::from_millis(now as i64);
        Ok(Self { verification: Verification::begin_under(badge, &options, now), order })
    }

    /// Whether a document needs the general path, which only the build with the feature `general` has. Then this
    /// verification reports that the document could not be checked: verify again with that build.
    #[wasm_bindgen(getter, js_name = needsGeneral)]
    pub fn needs_general(&self) -> bool {
        general::is_missing()
    }

    /// The next need as JSON, `{"kind": "did-document", "url": "https://…"}`; none when nothing more is needed.
    #[wasm_bindgen(js_name = nextNeed)]
    pub fn next_need(&mut self) -> Option<String> {
        self.verification.next_need().map(|need| need::to_json(&need))
    }

    /// Answers the need: `answer` is an [`Answer`] as JSON, `bytes` the document, if there is one.
    ///
    /// # Errors
    /// A sentence, if `answer` has another form.
    pub fn supply(&mut self, answer: &str, bytes: Vec<u8>) -> Result<(), String> {
        let answer: Answer = serde_json::from_str(answer).map_err(|error| error.to_string())?;
        self.verification.supply(answer.into_supply(bytes));
        Ok(())
    }

    /// Ends the verification. Needs that are still open count as unavailable.
    ///
    /// # Errors
    /// A sentence, if the report cannot be written as JSON.
    pub fn report(self) -> Result<BadgeReport, String> {
        let report = Report::of(&self.verification.report(), Language::English);
        let image = report.badge.as_ref().and_then(|badge| badge.image.as_deref());
        let setting = Setting {
            by: CheckedBy::Browser,
            page: &self.order.page,
            image: image.and_then(|address| self.order.own_path(address)),
            criteria: plain_text,
        };
        Ok(BadgeReport {
            html: report_html::to_html(&report, &setting),
            title: report_html::title(&report).to_owned(),
            json: serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?,
        })
    }
}

/// The report of a verification.
#[wasm_bindgen(getter_with_clone)]
pub struct BadgeReport {
    /// As `insignia verify --json` writes it.
    pub json: String,
    /// For the page: everything that a badge or another server supplied is escaped.
    pub html: String,
    /// The title of the page.
    pub title: String,
}

#[cfg(test)]
mod tests {
    use super::BadgeCheck;

    /// 1 December 2026.
    const NOW: f64 = 1_796_083_200_000.0;
    const BADGE: &str = include_str!("../../tests/e2e/fixtures/unvouched.json");
    const OF_A_DOMAIN: &str = include_str!("../../fuzz/corpus/credential/no-answer");

    #[test]
    fn a_badge_without_needs_is_reported_as_json_and_as_html() {
        let mut check =
            BadgeCheck::new(BADGE.as_bytes(), r#"{"page": "https://b.example/verify"}"#, None, NOW).unwrap();
        assert_eq!(check.next_need(), None);
        assert!(!check.needs_general());
        let report = check.report().unwrap();
        let json: serde_json::Value = serde_json::from_str(&report.json).unwrap();
        assert_eq!(json["verdict"], "unvouched");
        assert_eq!(report.title, "Unaltered, but nobody vouches for the issuer");
        assert!(
            report.html.contains("class=\"verdict unvouched\"")
                && report.html.contains("https://b.example/verify")
        );
        assert!(
            report.html.contains("The badge was sent nowhere.") && !report.html.contains("by this server")
        );
    }

    #[test]
    fn a_need_is_named_and_answered_in_json() {
        let mut check = BadgeCheck::new(OF_A_DOMAIN.as_bytes(), "{}", None, NOW).unwrap();
        let need: serde_json::Value = serde_json::from_str(&check.next_need().unwrap()).unwrap();
        assert_eq!(need["kind"], "did-document");
        assert!(need["url"].as_str().unwrap().starts_with("https://badges.northfield.example/"), "{need}");
        assert!(check.supply("{}", Vec::new()).is_err());
        check.supply(r#"{"answer": "unavailable", "why": "its server took too long"}"#, Vec::new()).unwrap();
        let report = check.report().unwrap();
        assert!(report.json.contains("its server took too long"), "{}", report.json);
    }

    #[test]
    fn markup_in_a_badge_or_a_reason_is_text() {
        let mut check =
            BadgeCheck::new(OF_A_DOMAIN.as_bytes(), r#"{"page": "<img src=x>"}"#, None, NOW).unwrap();
        check.supply(r#"{"answer": "unavailable", "why": "<script>alert(1)</script>"}"#, Vec::new()).unwrap();
        let report = check.report().unwrap();
        assert!(!report.html.contains("<script") && !report.html.contains("<img src=x"), "{}", report.html);
    }
}
