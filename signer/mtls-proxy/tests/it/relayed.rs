//! Listed clients are served, and their frames pass unchanged.

use crate::test_proxy::{TestProxy, ask};
use protocol::{MAX_FRAME, Message, request};

#[test]
fn frames_of_a_listed_client_go_through_byte_for_byte_one_after_the_other() {
    let proxy = TestProxy::new();
    let web = proxy.clients.certify("web.internal");
    let mut client = proxy.connect(Some(&web));
    let request = serde_json::to_vec(&Message::new(&request::Health)).unwrap();
    // The proxy judges neither version nor content: the signer does.
    let older = br#"{"version":0,"request":{"ask":"health"}}"#.to_vec();
    let large = vec![b' '; MAX_FRAME - 16];
    for body in [&request, &older, &large, &request] {
        assert_eq!(ask(&mut client, body).unwrap(), [b"answer to ".as_slice(), body].concat());
    }
    assert_eq!(*proxy.asked.lock().unwrap(), [request.clone(), older, large, request]);
}

#[test]
fn a_client_is_known_by_its_fingerprint_too() {
    let mut listed = None;
    let proxy = TestProxy::with(|authority| {
        let web = authority.certify("other.internal");
        let entry = format!("sha256:{}", web.fingerprint());
        listed = Some(web);
        vec![entry]
    });
    let mut client = proxy.connect(listed.as_ref());
    assert_eq!(ask(&mut client, b"{}").unwrap(), b"answer to {}");
}

#[test]
fn silent_clients_in_every_place_hold_nobody_up() {
    let proxy = TestProxy::new();
    let silent: Vec<_> = (0..40).map(|_| std::net::TcpStream::connect(proxy.address).unwrap()).collect();
    let web = proxy.clients.certify("web.internal");
    let mut client = proxy.connect(Some(&web));
    assert_eq!(ask(&mut client, b"{}").unwrap(), b"answer to {}");
    drop(silent);
}

#[test]
fn a_signer_that_is_away_ends_the_connection_and_is_told_in_the_log() {
    let proxy = TestProxy::new();
    std::fs::remove_file(proxy.path("signer.sock")).unwrap();
    let web = proxy.clients.certify("web.internal");
    assert!(ask(&mut proxy.connect(Some(&web)), b"{}").is_err());
    proxy.logged("the signer does not answer");
}
