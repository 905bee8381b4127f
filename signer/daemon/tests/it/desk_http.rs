//! The desk's process over HTTP: its limits, its headers, the requests that it answers and rejects.

use crate::desk_passkey::Passkey;
use crate::documents::Institution;
use crate::test_signer::{DESK, PATIENCE, TestSigner, until};
use protocol::Change;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A running desk.
struct Desk {
    process: Child,
    address: String,
}

/// An answer: status, headers as received, body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Desk {
    fn open(signer: &TestSigner) -> Self {
        let mut process =
            signer.command(&["desk"]).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let said = lines.into_iter().find(|line| line.contains("listens on")).unwrap();
        let address = said.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{said}");
        Self { process, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request as it is, and reads until the desk closes the connection.
    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let all = String::from_utf8_lossy(&all);
        let (head, body) =
            all.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {request:?}: {all:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost:3001\r\n\r\n"))
    }

    /// With these headers in addition to `Host` and `Content-Length`.
    fn post_with(&self, path: &str, headers: &str, body: &str) -> Answer {
        let length = body.len();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:3001\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        ))
    }

    /// As the desk's own script posts.
    fn post(&self, path: &str, body: &Value) -> Answer {
        let headers =
            format!("Origin: {DESK}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n");
        self.post_with(path, &headers, &body.to_string())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }
}

#[test]
fn every_answer_bears_the_headers_and_no_cookie() {
    let signer = TestSigner::started();
    let desk = Desk::open(&signer);
    for answer in [
        desk.get("/"),
        desk.get("/enrol"),
        desk.get("/desk.js"),
        desk.get("/nothing"),
        desk.post("/code", &json!({})),
    ] {
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'",
            "frame-ancestors 'none'",
            "connect-src 'self' http://localhost:3000;",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
            "cache-control: no-store",
            "cross-origin-opener-policy: same-origin",
            "publickey-credentials-get=(self)",
        ] {
            assert!(answer.head.contains(header), "{header}: {}", answer.head);
        }
        assert!(!answer.head.contains("set-cookie") && !answer.head.contains("access-control-allow"));
        assert!(
            !answer.body.contains("<style")
                && !answer.body.contains("style=")
                && !answer.body.contains("onclick")
        );
    }
}

#[test]
fn another_host_name_and_other_pages_are_turned_away() {
    let signer = TestSigner::started();
    let desk = Desk::open(&signer);
    for host in ["127.0.0.1:3001", "evil.example", "localhost:3000"] {
        let answer = desk.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert_eq!(answer.status, 421, "{host}");
        assert!(answer.body.contains(DESK) && !answer.body.contains("Who approves"));
    }
    let json = "Content-Type: application/json\r\n";
    for from in [
        String::new(),
        "Origin: http://localhost:3000\r\n".into(),
        "Origin: null\r\n".into(),
        format!("Origin: {DESK}\r\nSec-Fetch-Site: cross-site\r\n"),
        format!("Origin: {DESK}\r\nOrigin: http://localhost:3000\r\n"),
    ] {
        for path in ["/code", "/approve", "/enrol", "/enrol/begin"] {
            assert_eq!(desk.post_with(path, &format!("{from}{json}"), "{}").status, 403, "{from}{path}");
        }
    }
    assert!(!signer.path("state/enrolment-code").exists());
    assert_eq!(desk.send("PUT / HTTP/1.1\r\nHost: localhost:3001\r\nContent-Length: 0\r\n\r\n").status, 405);
    assert_eq!(desk.get("/fonts/../signer.toml").status, 404);
}

#[test]
fn what_is_no_json_or_too_much_of_it_is_not_taken_further() {
    let signer = TestSigner::started();
    let desk = Desk::open(&signer);
    let own = format!("Origin: {DESK}\r\n");
    assert_eq!(desk.post_with("/approve", &format!("{own}Content-Type: text/plain\r\n"), "{}").status, 422);
    for body in
        [json!({}), json!([]), json!({"change": "x", "assertion": {}, "ask": "look"}), json!({"name": "Ada"})]
    {
        let answer = desk.post("/approve", &body);
        assert_eq!(answer.status, 422, "{body}");
        assert!(answer.body.contains("does not understand"), "{}", answer.body);
    }
    let long = desk.post("/enrol/begin", &json!({"name": "Ada", "code": "0".repeat(70_000)}));
    assert!(long.status == 422 && long.body.contains("too long"), "{}", long.body);
    let head = format!("GET / HTTP/1.1\r\nHost: localhost:3001\r\nX: {}\r\n\r\n", "x".repeat(40_000));
    assert_eq!(desk.send(&head).status, 431);
}

#[test]
fn the_desk_is_one_thread_that_gave_up_core_dumps_and_new_privileges() {
    let signer = TestSigner::started();
    let desk = Desk::open(&signer);
    desk.get("/");
    let read = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", desk.process.id())).unwrap();
    let status = read("status");
    assert!(status.contains("NoNewPrivs:\t1") && status.contains("Threads:\t1\n"), "{status}");
    let limits = read("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().filter(|word| *word == "0").count(), 2, "{core}");
}

#[test]
fn silent_connections_do_not_keep_others_out() {
    let signer = TestSigner::started();
    let desk = Desk::open(&signer);
    let silent: Vec<_> = (0..100)
        .map(|n| {
            let mut stream = desk.connect();
            if n % 2 == 0 {
                stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
            }
            stream
        })
        .collect();
    assert_eq!(desk.get("/").status, 200);
    drop(silent);
}

#[test]
fn the_page_says_what_waits_in_text_that_cannot_become_markup() {
    let institution = Institution::founded();
    let mut achievement = institution.achievement();
    achievement.id = format!("{}2", achievement.id);
    achievement.name = "Welding</h2><script>alert(1)</script>".into();
    institution.ask_to_register(&achievement).unwrap();
    let desk = Desk::open(&institution.signer);
    let page = desk.get("/").body;
    assert!(page.contains("1 change is waiting for approval"), "{page}");
    assert!(!page.contains("<script>alert"), "{page}");
    // No achievement may hold a character that turns the reading direction; a reason may.
    let issuer = institution.did.clone();
    institution.signer.propose(Change::AllowRevocations {
        issuer,
        count: 1,
        reason: "Welding\u{202e}".into(),
    });
    let page = desk.get("/").body;
    assert!(!page.contains('\u{202e}') && page.contains("[U+202E]"), "{page}");
    assert!(page.contains("insignia-signer approve ") && page.contains("signer.toml"), "{page}");
    assert!(!page.contains("<img"), "{page}");
}

#[test]
fn the_desk_s_own_script_is_told_what_run_says() {
    let institution = Institution::founded();
    let desk = Desk::open(&institution.signer);
    let own = format!("Origin: {DESK}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    let written = desk.post_with("/code", &own, "");
    assert!(written.status == 303 && written.head.contains("location: /enrol"), "{}", written.head);
    let enrol = desk.get("/enrol").body;
    let code = institution.signer.enrolment_code();
    assert!(enrol.contains("enrolment-code") && !enrol.contains(&code), "{enrol}");
    let wrong = desk.post("/enrol/begin", &json!({"name": "Ada", "code": "0"}));
    let told: Value = serde_json::from_str(&wrong.body).unwrap();
    assert_eq!(
        (wrong.status, &told["code"], &told["outcome"]),
        (422, &json!("wrong-enrolment-code"), &json!("refused"))
    );
    let begun = desk.post("/enrol/begin", &json!({"name": "Ada", "code": code}));
    assert_eq!(serde_json::from_str::<Value>(&begun.body).unwrap()["outcome"], "go-on", "{}", begun.body);
    let ada = Passkey::p256(1);
    let mut enrolment = institution.signer.enrolment("Ada", &ada);
    enrolment.as_object_mut().unwrap().remove("ask");
    let enrolled: Value = serde_json::from_str(&desk.post("/enrol", &enrolment).body).unwrap();
    assert!(enrolled["sentence"].as_str().unwrap().contains("Your passkey is enrolled"), "{enrolled}");
    institution.signer.confirm("Ada", &enrolled);
    let waiting = institution.signer.propose(Change::InviteApprover { name: "Bea".into() });
    let mut approval = crate::desk_passkey::approval(&waiting, &ada, 1);
    approval.as_object_mut().unwrap().remove("ask");
    let told = desk.post("/approve", &approval);
    assert!(told.status == 200 && told.body.contains("Approved, and in force."), "{}", told.body);
}

#[test]
fn when_run_or_the_worker_is_away_the_page_says_so() {
    let mut institution = Institution::founded();
    let desk = Desk::open(&institution.signer);
    assert!(!desk.get("/").body.contains("worker does not answer"));
    institution.signer.kill_worker();
    // The page asks the worker at most once a second.
    let told = until(PATIENCE, || {
        desk.get("/").body.contains("The signer&#39;s worker does not answer").then_some(())
    });
    assert!(told.is_some(), "{}", desk.get("/").body);
    institution.signer.kill_run();
    let page = desk.get("/");
    assert!(page.status == 503 && page.body.contains("The signer does not answer"), "{}", page.body);
    let told = desk.post("/enrol/begin", &json!({"name": "Ada", "code": "0"}));
    assert!(told.status == 503 && told.body.contains("nothing was done"), "{}", told.body);
    institution.signer.start();
    let back = until(PATIENCE, || (desk.get("/").status == 200).then_some(()));
    assert!(back.is_some());
}
