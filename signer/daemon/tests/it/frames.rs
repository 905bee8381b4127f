//! Clients that are too large, too slow, too many or of another version.

use crate::test_signer::{TestSigner, refusal};
use protocol::{MAX_FRAME, Problem, RefusalCode, Reply, VERSION, request};
use serde_json::Value;
use std::io::{Read, Write};
use std::time::Duration;

/// How long an idle connection may stay while nobody waits. It is six times the limit for half a frame, and the cost of
/// idle clients in all slots.
const IDLE: Duration = Duration::from_mins(1);

fn raw(signer: &TestSigner, frame: &[u8]) -> Result<Value, Problem> {
    let mut stream = signer.connect();
    let length = u32::try_from(frame.len()).unwrap().to_be_bytes();
    stream.write_all(&[&length, frame].concat()).unwrap();
    protocol::read_message::<Reply<Value>>(&mut stream).unwrap().into()
}

#[test]
fn a_frame_above_the_limit_is_refused_before_it_is_sent() {
    let signer = TestSigner::started();
    let mut stream = signer.connect();
    stream.write_all(&u32::try_from(MAX_FRAME + 1).unwrap().to_be_bytes()).unwrap();
    let answer: Reply<Value> = protocol::read_message(&mut stream).unwrap();
    assert_eq!(refusal(Result::from(answer)).code, RefusalCode::MalformedRequest);
    assert_eq!(stream.read(&mut [0; 1]).unwrap(), 0, "the connection goes on");
    signer.health();
}

#[test]
fn half_a_frame_ends_its_connection_and_nothing_else() {
    let signer = TestSigner::started();
    let mut stream = signer.connect();
    stream.write_all(&[0, 0, 1, 0, b'{']).unwrap();
    signer.health();
    stream.set_read_timeout(Some(IDLE)).unwrap();
    assert_eq!(stream.read(&mut [0; 1]).unwrap(), 0);
}

#[test]
fn silent_clients_in_every_place_hold_nobody_up() {
    let signer = TestSigner::started();
    let silent: Vec<_> = (0..40).map(|_| signer.connect()).collect();
    let mut stream = signer.connect();
    stream.set_read_timeout(Some(IDLE)).unwrap();
    assert!(protocol::ask(&mut stream, &request::Health).unwrap().is_ok());
    drop(silent);
}

#[test]
fn many_requests_go_over_one_connection() {
    let signer = TestSigner::started();
    let mut stream = signer.connect();
    for _ in 0..20 {
        assert!(protocol::ask(&mut stream, &request::Health).unwrap().is_ok());
    }
}

#[test]
fn what_is_no_request_is_refused_by_name() {
    let signer = TestSigner::started();
    for frame in [
        "not json",
        r#"{"version":V}"#,
        r#"{"version":V,"request":{"ask":"sign-bytes","bytes":"00"}}"#,
        r#"{"version":V,"request":{"ask":"health"},"extra":1}"#,
        r#"{"version":V,"request":{"ask":"create-key","label":"a","extractable":true}}"#,
        r#"{"version":V,"version":V,"request":{"ask":"health"}}"#,
    ] {
        let frame = frame.replace('V', &VERSION.to_string());
        assert_eq!(refusal(raw(&signer, frame.as_bytes())).code, RefusalCode::MalformedRequest, "{frame}");
    }
}

#[test]
fn another_version_is_told_so_even_when_its_requests_are_unknown() {
    let signer = TestSigner::started();
    let newer = format!(r#"{{"version":{},"request":{{"ask":"something-new"}}}}"#, VERSION + 1);
    assert_eq!(refusal(raw(&signer, newer.as_bytes())).code, RefusalCode::WrongVersion);
    assert_eq!(
        refusal(raw(&signer, br#"{"version":0,"request":{"ask":"health"}}"#)).code,
        RefusalCode::WrongVersion
    );
}
