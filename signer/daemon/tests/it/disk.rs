//! A full disk.

use crate::documents::Institution;
use crate::programs::BINARY;
use crate::test_signer::fault;
use protocol::{FaultCode, request};
use std::process::Command;

#[test]
fn a_disk_that_is_full_stops_signing_and_room_on_it_lets_it_go_on() {
    let mut institution = Institution::founded();
    institution.signer.kill_run();
    // The journal may grow only a little: a limit on file size simulates a full disk.
    let length = institution.signer.path("state/journal.jsonl").metadata().unwrap().len();
    let kibibytes = length.div_ceil(1024) + 2;
    let mut limited = Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" run --config \"$1\"");
    limited.args(["-c", &script, BINARY]).arg(institution.signer.path("signer.toml"));
    institution.signer.start_run_as(limited);
    let batch: Vec<_> = (1..=40).map(|n| institution.credential(n).to_value().to_string()).collect();
    let answer = fault(institution.signer.ask(&request::SignCredentials { credentials: batch }));
    assert_eq!(answer.code, FaultCode::Ledger);
    assert!(institution.signer.read("run.log").contains("writing the journal"));
    assert_eq!(institution.signer.health().ledger_size, 3);
    // A document that fits is signed: nothing of the failed batch is in the way.
    assert_eq!(institution.signer.sign(&institution.credential(50).to_value()).unwrap().ledger_index, 3);
    institution.signer.kill_run();
    institution.signer.start_run();
    let batch: Vec<_> = (1..=40).map(|n| institution.credential(n).to_value()).collect();
    assert!(institution.signer.sign_all(&batch).iter().all(Result::is_ok));
    assert_eq!(institution.signer.health().ledger_size, 44);
}
