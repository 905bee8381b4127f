//! Compares batches through the whole signer with a bare loop on the same token, in one run.
//!
//! `cargo bench --package daemon --bench speed [-- --kind ed25519|p-256|p-384] [--rounds N] [--seconds N]
//! [--clients N]` starts the real program with a SoftHSM2 token of its own. The bare loop does `C_Sign` and a software
//! verification, with as many sessions as the worker has, in a process of its own. The two are measured in turn; the
//! table has the medians.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends; what it found is printed"
)]

mod bare;
mod documents;
#[path = "../../tests/it/programs.rs"]
#[expect(dead_code, reason = "no other user starts them here")]
mod programs;
mod table;
#[path = "../../tests/it/test_signer.rs"]
#[expect(dead_code, reason = "the tests' signer has more rooms than are measured")]
mod test_signer;

use documents::Documents;
use protocol::{MAX_BATCH, Message, Reply, SignedBatch, request};
use std::io::Write as _;
use std::time::{Duration, Instant};
use table::{Pace, Round, cpu, median};
use test_signer::TestSigner;

/// What is measured, and for how long.
struct Plan {
    kind: String,
    rounds: usize,
    seconds: u64,
    clients: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let number = |name: &str, usual: u64| option(name).map_or(usual, |text| text.parse().expect(name));
    let plan = Plan {
        kind: option("--kind").unwrap_or_else(|| "ed25519".to_owned()),
        rounds: usize::try_from(number("--rounds", 7)).unwrap(),
        seconds: number("--seconds", 2),
        clients: usize::try_from(number("--clients", 4)).unwrap(),
    };
    measure(&plan);
}

fn measure(plan: &Plan) {
    table::say_machine();
    let mut signer = TestSigner::built();
    signer.add_token_settings(&format!("key_kind = {:?}", plan.kind));
    signer.start();
    let mut documents = Documents::founded(&signer);
    let sessions = std::thread::available_parallelism().map_or(1, usize::from).min(16);
    let mut rounds = Vec::new();
    // One round of each to warm up.
    for round in 0..=plan.rounds {
        let bare = bare::run(&signer, &plan.kind, sessions, plan.seconds);
        let one = batches(&signer, &mut documents, plan, 1);
        let many = batches(&signer, &mut documents, plan, plan.clients);
        if round > 0 {
            rounds.push(Round { bare: bare.pace, one, many });
        }
    }
    let token = bare::run(&signer, &plan.kind, 1, plan.seconds);
    let single = singles(&signer, &mut documents);
    table::print(&plan.kind, sessions, plan.clients, &rounds, token.signature, single);
}

/// Credentials per second, in batches of maximum size, with this many concurrent clients. Requests are written before
/// the clock starts, and answers are checked after it stopped.
fn batches(signer: &TestSigner, documents: &mut Documents, plan: &Plan, clients: usize) -> Pace {
    let deadline = Duration::from_secs(plan.seconds);
    // More than can be signed in the time.
    let most = usize::try_from(plan.seconds).unwrap() * 8_000 / MAX_BATCH / clients + 1;
    let mut frame = |_| {
        let mut frame = Vec::new();
        protocol::write_message(&mut frame, &Message::new(&documents.batch(MAX_BATCH))).unwrap();
        frame
    };
    let queues: Vec<Vec<Vec<u8>>> = (0..clients).map(|_| (0..most).map(&mut frame).collect()).collect();
    let used = || cpu(signer.run_id()) + cpu(signer.worker_id());
    let before = used();
    let began = Instant::now();
    let client = |queue: Vec<Vec<u8>>| {
        let mut stream = signer.connect();
        let mut answers = Vec::new();
        for request in queue {
            if began.elapsed() >= deadline {
                break;
            }
            stream.write_all(&request).unwrap();
            answers.push(protocol::read_frame(&mut stream).unwrap());
        }
        (answers, began.elapsed())
    };
    let (answers, ended) = std::thread::scope(|threads| {
        let clients: Vec<_> = queues.into_iter().map(|queue| threads.spawn(|| client(queue))).collect();
        let mut all = Vec::new();
        let mut ended = Duration::ZERO;
        for one in clients {
            let (answers, end) = one.join().unwrap();
            all.extend(answers);
            ended = ended.max(end);
        }
        (all, ended)
    });
    let used = used().saturating_sub(before);
    let count: usize = answers.iter().map(|answer| signed(answer)).sum();
    Pace::of(count, ended, used)
}

/// Number of credentials in an answer; every one must be signed.
fn signed(answer: &[u8]) -> usize {
    match serde_json::from_slice(answer).unwrap() {
        Reply::Result(SignedBatch { results }) => {
            assert!(results.iter().all(Result::is_ok), "{:?}", results.iter().find(|one| one.is_err()));
            results.len()
        }
        Reply::Problem(problem) => panic!("{problem:?}"),
    }
}

/// The median time of a request for one credential.
fn singles(signer: &TestSigner, documents: &mut Documents) -> Duration {
    let mut stream = signer.connect();
    let mut times: Vec<Duration> = (0..500)
        .map(|_| {
            let request = documents.batch(1);
            let began = Instant::now();
            protocol::write_message(&mut stream, &Message::new(&request)).unwrap();
            let answer = protocol::read_frame(&mut stream).unwrap();
            let took = began.elapsed();
            assert_eq!(signed(&answer), 1);
            took
        })
        .collect();
    median(&mut times)
}

impl Documents {
    fn batch(&mut self, count: usize) -> request::SignCredentials {
        let credentials = (0..count).map(|_| self.next()).collect();
        request::SignCredentials { credentials }
    }
}
