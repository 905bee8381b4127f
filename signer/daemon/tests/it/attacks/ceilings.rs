//! More than people allowed, in every way.

use super::{Attack, SERVER, all_fail, envelope};
use crate::clock_window::within_a_minute;
use crate::documents::Institution;
use protocol::{Ceilings, Change};
use serde_json::{Value, json};

fn institution(ceilings: Ceilings) -> Institution {
    let institution = Institution::founded();
    institution.allow(ceilings);
    institution
}

fn several(institution: &Institution, numbers: std::ops::RangeInclusive<u32>) -> Value {
    let credentials: Vec<String> =
        numbers.map(|n| institution.credential(n).to_value().to_string()).collect();
    envelope(&json!({"ask": "sign-credentials", "credentials": credentials}))
}

#[test]
fn at_once() {
    let institution = institution(Ceilings { per_batch: 2, per_minute: 100, per_day: 100 });
    let over = "over-ceiling";
    all_fail(
        &institution,
        &[
            Attack {
                name: "over ceiling: in one request",
                endpoint: SERVER,
                ask: several(&institution, 1..=3),
                at: "/results/0/Err/code",
                code: over,
            },
            Attack {
                name: "over ceiling: in one request, the last of it",
                endpoint: SERVER,
                ask: several(&institution, 1..=3),
                at: "/results/2/Err/code",
                code: over,
            },
            Attack::request(
                "over ceiling: more than a frame's batch may hold",
                &several(&institution, 1..=501)["request"],
                "batch-too-large",
            ),
        ],
    );
}

#[test]
fn in_a_minute_or_a_day_and_across_restarts() {
    for ceilings in [
        Ceilings { per_batch: 2, per_minute: 2, per_day: 100 },
        Ceilings { per_batch: 2, per_minute: 100, per_day: 2 },
    ] {
        within_a_minute(|| {
            let mut institution = institution(ceilings);
            assert!(institution.signer.sign(&institution.credential(1).to_value()).is_ok());
            assert!(institution.signer.sign(&institution.credential(2).to_value()).is_ok());
            let (window, reissued) = if ceilings.per_minute == 2 {
                (
                    "over ceiling: one request after another within a minute",
                    "over ceiling: a minute, after a restart",
                )
            } else {
                (
                    "over ceiling: one request after another within a day",
                    "over ceiling: a day, after a restart",
                )
            };
            let one = |name, n: u32| {
                Attack::credential(name, &institution.credential(n).to_value(), "over-ceiling")
            };
            all_fail(&institution, &[one(window, 3)]);
            let attack = one(reissued, 5);
            institution.signer.kill_run();
            institution.signer.start_run();
            all_fail(&institution, &[attack]);
        });
    }
}

#[test]
fn by_an_approval_for_something_else() {
    let institution = institution(Ceilings { per_batch: 1, per_minute: 1, per_day: 1 });
    assert!(institution.signer.sign(&institution.credential(1).to_value()).is_ok());
    let allow = |digests: Value, achievement: &str| json!({"ask": "propose", "change": {"change": "allow-batch", "issuer": institution.did, "achievement": achievement, "digests": digests}});
    let raise = json!({"ask": "propose", "change": {"change": "set-ceilings", "issuer": institution.did,
        "ceilings": {"per_batch": 100_000, "per_minute": 1, "per_day": 1}}});
    all_fail(
        &institution,
        &[
            Attack::request("over ceiling: a ceiling beyond a frame's batch", &raise, "impossible-change"),
            Attack::request(
                "allowed batch: digests that are none",
                &allow(json!(["00"]), &institution.achievement().id),
                "impossible-change",
            ),
            Attack::request(
                "allowed batch: of a badge that is not registered",
                &allow(json!(["00".repeat(32)]), "http://localhost:3000/achievements/none/1"),
                "unregistered-badge",
            ),
        ],
    );
    let waiting = institution.signer.propose(Change::AllowBatch {
        issuer: institution.did.clone(),
        achievement: institution.achievement().id,
        digests: vec!["00".repeat(32)],
    });
    institution.signer.decide(&waiting);
    let other = institution.credential(2).to_value();
    all_fail(
        &institution,
        &[Attack::credential("allowed batch: a credential that is not in it", &other, "over-ceiling")],
    );
}
