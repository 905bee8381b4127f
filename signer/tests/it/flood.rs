//! Clients that take all they can: others still get their answer.

use crate::documents::Institution;
use crate::house::{House, fault, until};
use protocol::{Answer, Envelope, FaultCode, PinState, Request};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// More than a door has places.
const MANY: usize = 24;

/// Asks without end, over one connection as long as it lasts, until `stop`. Counts what is answered.
fn flood(house: &House, request: &Request, stop: &AtomicBool, answered: &AtomicUsize) {
    while !stop.load(Ordering::SeqCst) {
        let mut stream = house.connect();
        while !stop.load(Ordering::SeqCst)
            && protocol::write_message(&mut stream, &Envelope::new(request.clone())).is_ok()
            && protocol::read_message::<Answer>(&mut stream).is_ok()
        {
            answered.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Does `work` while many flood the web server's door, each of them heard by then.
fn during_a_flood(house: &House, request: &Request, work: impl FnOnce()) {
    let (stop, answered) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|threads| {
        for _ in 0..MANY {
            threads.spawn(|| flood(house, request, &stop, &answered));
        }
        let flooded =
            until(Duration::from_secs(30), || (answered.load(Ordering::SeqCst) > MANY).then_some(()));
        // Whatever fails: the flood must end, or the test does not.
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        stop.store(true, Ordering::SeqCst);
        assert!(flooded.is_some(), "there was no flood");
        result.unwrap();
    });
}

#[test]
fn busy_clients_in_every_place_make_way_for_one_more() {
    let house = House::started();
    during_a_flood(&house, &Request::ListPublicKeys, || {
        for _ in 0..5 {
            let mut stream = house.connect();
            stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
            protocol::write_message(&mut stream, &Envelope::new(Request::Health)).unwrap();
            let answer: Answer = protocol::read_message(&mut stream).expect("a well-behaved client starves");
            assert!(matches!(answer, Answer::Health(_)));
        }
    });
}

#[test]
fn a_flood_at_the_web_server_s_door_leaves_the_others_open() {
    let school = Institution::founded();
    let credentials = (1..=20).map(|n| school.credential(n).to_value().to_string()).collect();
    during_a_flood(&school.house, &Request::SignCredentials { credentials }, || {
        for door in ["desk/desk.sock", "state/host.sock"] {
            let mut stream = UnixStream::connect(school.house.path(door)).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
            protocol::write_message(&mut stream, &serde_json::json!({"ask": "look"})).unwrap();
            let view: serde_json::Value = protocol::read_message(&mut stream).expect("the door is shut");
            assert_eq!(view["reply"], "view", "{view}");
        }
    });
}

#[test]
fn whom_there_is_no_time_for_is_told_and_may_ask_again() {
    let house = House::started();
    let stop = |name: &str| {
        let id = house.worker_id().to_string();
        assert!(std::process::Command::new("kill").args([name, &id]).status().unwrap().success());
    };
    stop("-STOP");
    let mut streams: Vec<_> = (0..12).map(|_| house.connect()).collect();
    for stream in &mut streams {
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        protocol::write_message(stream, &Envelope::new(Request::Health)).unwrap();
    }
    // Those for whom there is no place have their answer before the others, which wait for a worker that stands still.
    let first = || streams.iter_mut().find_map(|stream| protocol::read_message::<Answer>(stream).ok());
    let told = fault(until(Duration::from_secs(40), first).expect("nobody is told"));
    assert_eq!(told.code, FaultCode::Busy);
    assert!(told.sentence.contains("ask again"));
    stop("-CONT");
    assert_eq!(house.health().pin, PinState::Good);
}

#[test]
fn a_client_that_drips_bytes_is_cut_off_and_holds_nobody_up() {
    let house = House::started();
    let mut slow = house.connect();
    slow.write_all(&100_u32.to_be_bytes()).unwrap();
    let began = Instant::now();
    let mut asked = 0;
    while slow.write_all(b" ").is_ok() && began.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(500));
        house.health();
        asked += 1;
    }
    assert!(asked > 5 && began.elapsed() < Duration::from_secs(20), "{asked} in {:?}", began.elapsed());
    assert!(slow.read(&mut [0]).map_or(true, |n| n == 0));
}
