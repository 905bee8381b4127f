//! The whole verification, with attacker-controlled input and answers.

use std::sync::LazyLock;

use credentials::canonical::{RdfcHash, canonical_unsecured};
use credentials::contexts::FurtherContexts;
use credentials::json::Document;
use credentials::verify::{CheckName, Options, Outcome, Report, Supply, Verification};

use crate::did::NOW;

/// Genuine badges, with the answers to their needs. Their signing keys were thrown away.
const GENUINE: [&[u8]; 2] = [
    include_bytes!("../corpus/credential/signed"),
    include_bytes!("../corpus/credential/signed-with-status"),
];

/// Their statements. Nobody can sign other statements in their issuers' names.
static STATED: LazyLock<Vec<String>> =
    LazyLock::new(|| GENUINE.iter().filter_map(|data| statements(data)).collect());

/// The input is split at zero bytes: the credential, then the answers to the needs, in order. A report has every
/// check once. A badge reported as unaltered states what was signed, since an attacker does not have the key.
pub fn credential(data: &[u8]) {
    let report = report(data);
    assert_eq!(report.checks.iter().map(|check| check.name).collect::<Vec<_>>(), CheckName::ALL);
    if is_unaltered(&report) {
        let stated = statements(data).unwrap();
        assert!(STATED.contains(&stated), "called unaltered, but nobody signed it: {stated}");
    }
}

/// Whether the proof is good and the key belongs to the issuer, regardless of its identity.
fn is_unaltered(report: &Report) -> bool {
    let passed = |name| report.checks.iter().any(|c| c.name == name && c.outcome == Outcome::Passed);
    passed(CheckName::Proof) && passed(CheckName::IssuerBinding)
}

/// As every program that verifies: with the general path.
fn contexts() -> FurtherContexts {
    FurtherContexts::default().with_general_path(jsonld::statements)
}

fn report(data: &[u8]) -> Report {
    let mut parts = data.split(|byte| *byte == 0);
    let options = Options::default().with_contexts(contexts());
    let mut verification = Verification::begin_under(parts.next().unwrap_or_default(), &options, NOW);
    verification.compare_recipient("Ada Kovács");
    let mut asked = 0;
    while verification.next_need().is_some() {
        asked += 1;
        assert!(asked <= Verification::MOST_NEEDS, "it asks without end");
        verification.supply(match parts.next() {
            Some(bytes) => Supply::Found(bytes.to_vec()),
            None => Supply::Unavailable("no answer".to_owned()),
        });
    }
    verification.report()
}

fn statements(data: &[u8]) -> Option<String> {
    let text = data.split(|byte| *byte == 0).next()?;
    let document = Document::parse(text.trim_ascii()).ok()?;
    canonical_unsecured(document.value(), contexts().processing(&[]), RdfcHash::Sha256).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_genuine_badges_are_unaltered_so_that_the_rule_on_those_is_tried() {
        for data in GENUINE {
            let report = report(data);
            assert!(is_unaltered(&report), "{report:#?}");
            credential(data);
        }
    }
}
