//! Limits for request bodies: no body is read without the form's requirements, and all share a bounded memory.

use crate::app::TestApp;
use crate::slow_clients::{PATIENCE, ask, limits, post};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The head of a posted form with files.
fn head(path: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost:3000\r\nconnection: close\r\ncontent-length: {length}\r\n\
         content-type: multipart/form-data; boundary=x\r\n\r\n"
    )
}

const FILE: &str = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";

#[tokio::test]
async fn a_form_of_the_workspace_without_a_session_is_refused_before_its_body_is_read() {
    let app = TestApp::set_up().await;
    let address = app.listen().await;
    for path in ["/designs/new", "/setup", "/keys", "/sign-out"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head(path, 2_000_000).as_bytes()).await.unwrap();
        let mut answer = vec![0; 12];
        let read = tokio::time::timeout(PATIENCE, stream.read_exact(&mut answer)).await;
        read.unwrap_or_else(|_| panic!("{path}: no answer")).unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 403", "{path}");
        // A client that sends the whole body sees the answer, too.
        let whole = head(path, 2_000_000) + &"a".repeat(2_000_000);
        let answer = ask(address, &whole).await;
        assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains("You are not signed in"), "{answer}");
    }
}

#[tokio::test]
async fn bodies_that_are_held_at_the_same_time_have_one_bound_and_members_have_a_part_of_it() {
    let few = "body_seconds = 1\nbody_memory_mib = 20\nverify_per_minute = 1000000";
    let app = TestApp::set_up().await.restart_with(|config| config.limits = limits(few)).await;
    let address = app.listen().await;
    // Each 64 KiB extend its time limit by a second, so it may last.
    let mut large = TcpStream::connect(address).await.unwrap();
    large.write_all(head("/verify", 12 << 20).as_bytes()).await.unwrap();
    large.write_all(FILE.as_bytes()).await.unwrap();
    large.write_all(&vec![b'a'; 11 << 20]).await.unwrap();
    let small = post("/verify", "", "credential=a");
    let until = async |status: &str| {
        let again = async {
            loop {
                let answer = ask(address, &small).await;
                if answer.starts_with(status) {
                    return answer;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, again).await.unwrap_or_else(|_| panic!("never {status}"))
    };
    let refused = until("HTTP/1.1 503 ").await;
    assert!(refused.contains("retry-after: 10\r\n") && refused.contains("This server is busy"), "{refused}");
    let saved = app.post_design("/designs/new", "Coastal Flood Modelling", "save", &[]).await;
    assert!(saved.leads_to().ends_with("?saved"));
    drop(large);
    until("HTTP/1.1 200 ").await;
}
