//! Clients that take all they can: others are still answered.

use crate::documents::Institution;
use crate::test_signer::{PATIENCE, TestSigner, fault, says, until};
use protocol::{FaultCode, PinState, Problem, Request, request};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// More than an endpoint has slots.
const MANY: usize = 24;

/// Sends requests until `stop`, over each connection as long as it lasts. Counts the answers.
fn flood(signer: &TestSigner, request: &impl Request, stop: &AtomicBool, answered: &AtomicUsize) {
    while !stop.load(Ordering::SeqCst) {
        let mut stream = signer.connect();
        while !stop.load(Ordering::SeqCst) && protocol::ask(&mut stream, request).is_ok() {
            answered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Runs `work` while many clients flood the web server's endpoint; checks that they were answered too.
fn during_a_flood(signer: &TestSigner, request: &(impl Request + Sync), work: impl FnOnce()) {
    let (stop, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        for _ in 0..MANY {
            threads.spawn(|| flood(signer, request, &stop, &answered));
        }
        let flooded = until(PATIENCE, || (answered.load(Ordering::SeqCst) > MANY).then_some(()));
        // The flood must end whatever fails, or the test never ends.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        stop.store(true, Ordering::SeqCst);
        assert!(flooded.is_some(), "there was no flood");
        result.unwrap();
    });
}

#[test]
fn busy_clients_in_every_place_make_way_for_one_more() {
    let signer = TestSigner::started();
    during_a_flood(&signer, &request::ListPublicKeys, || {
        for _ in 0..5 {
            // On a slow machine the answer may be that the signer is busy: then the client repeats the request.
            let heard = until(PATIENCE, || match signer.ask(&request::Health) {
                Ok(_) => Some(()),
                answer => {
                    assert_eq!(fault(answer).code, FaultCode::Busy);
                    None
                }
            });
            assert!(heard.is_some(), "a well-behaved client starves");
        }
    });
}

#[test]
fn a_flood_at_the_web_server_s_door_leaves_the_others_open() {
    let institution = Institution::founded();
    let credentials = (1..=20).map(|n| institution.credential(n).to_value().to_string()).collect();
    during_a_flood(&institution.signer, &request::SignCredentials { credentials }, || {
        for endpoint in ["desk/desk.sock", "state/host.sock"] {
            let mut stream = UnixStream::connect(institution.signer.path(endpoint)).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            protocol::write_message(&mut stream, &serde_json::json!({"ask": "look"})).unwrap();
            let view: serde_json::Value =
                protocol::read_message(&mut stream).expect("the endpoint is closed");
            assert_eq!(view["reply"], "view", "{view}");
        }
    });
}

/// Requests the signer's health until the answer is that it is busy, or until `stop`. The signer caches its worker's
/// state for a second, so some answers come although the worker is suspended.
fn ask_until_busy(signer: &TestSigner, stop: &AtomicBool) -> Option<protocol::Fault> {
    while !stop.load(Ordering::SeqCst) {
        match signer.ask(&request::Health) {
            Ok(_) => {}
            Err(Problem::Failed(told)) => return Some(told),
            other => panic!("{other:?}"),
        }
    }
    None
}

#[test]
fn whom_there_is_no_time_for_is_told_and_may_ask_again() {
    let signer = TestSigner::started();
    signer.suspend_worker();
    let stop = AtomicBool::new(false);
    let told = std::thread::scope(|threads| {
        let (tell, told) = mpsc::channel();
        // One and a half times the number of concurrently processed requests.
        for _ in 0..12 {
            let (tell, signer, stop) = (tell.clone(), &signer, &stop);
            // Nobody receives any more after the first one.
            threads.spawn(move || ask_until_busy(signer, stop).map(|fault| tell.send(fault)));
        }
        let told = told.recv_timeout(PATIENCE);
        // The others must end whatever the result, or the test never ends.
        stop.store(true, Ordering::SeqCst);
        signer.resume_worker();
        told.expect("nobody is told")
    });
    assert_eq!(told.code, FaultCode::Busy);
    assert!(says(&told).contains("Try again soon"));
    assert_eq!(signer.health().pin, PinState::Good);
}

#[test]
fn a_client_that_drips_bytes_is_cut_off_and_holds_nobody_up() {
    let signer = TestSigner::started();
    let mut slow = signer.connect();
    slow.write_all(&100_u32.to_be_bytes()).unwrap();
    let began = Instant::now();
    while slow.write_all(b" ").is_ok() {
        std::thread::sleep(Duration::from_millis(500));
        signer.health();
        assert!(began.elapsed() < PATIENCE, "the connection goes on");
    }
    assert!(slow.read(&mut [0]).map_or(true, |n| n == 0));
}
