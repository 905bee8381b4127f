//! Session pool: passes requests from the socket's connections to the threads that each hold a session.

use crate::log;
use crate::token_session::TokenSession;
use ipc::Service;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use token_protocol::{Ask, Reply, TokenFault};

/// A request that waits for a session.
#[derive(Debug)]
pub(crate) struct Question {
    ask: Ask,
    reply: Sender<Reply>,
    /// Number of steps that the token made for the request: 0 until a session takes the request.
    steps: Arc<AtomicUsize>,
}

/// Accepts requests from any connection; the next free session answers each.
#[derive(Debug)]
pub(crate) struct SessionPool<'a> {
    token: &'a TokenSession,
    questions: Sender<Question>,
    /// The module does not return from a call.
    hangs: AtomicBool,
}

impl<'a> SessionPool<'a> {
    /// The sending side, and the receiver for [`run`].
    pub(crate) fn new(token: &'a TokenSession) -> (Self, Mutex<Receiver<Question>>) {
        let (questions, asked) = channel();
        (Self { token, questions, hangs: AtomicBool::new(false) }, Mutex::new(asked))
    }

    fn ask(&self, ask: Ask) -> Reply {
        let (reply, answer) = channel();
        let steps = Arc::new(AtomicUsize::new(0));
        if self.questions.send(Question { ask, reply, steps: Arc::clone(&steps) }).is_err() {
            return fault("the threads that hold the token ended");
        }
        let mut seen = 0;
        loop {
            match answer.recv_timeout(self.token.deadline()) {
                Ok(reply) => return reply,
                Err(RecvTimeoutError::Disconnected) => {
                    return fault("the thread that held the session ended");
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            // While no session is free, keep waiting: the requests before this one have deadlines of their own.
            let now = steps.load(Ordering::SeqCst);
            if now > 0 && now == seen {
                self.hangs.store(true, Ordering::SeqCst);
                return fault("the module does not return from a call, so its process is ended");
            }
            seen = now;
        }
    }
}

/// The thread of one slot: no other thread uses its session.
pub(crate) fn run(token: &TokenSession, slot: usize, questions: &Mutex<Receiver<Question>>) {
    loop {
        let next = questions.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Question { ask, reply, steps }) = next else { return };
        steps.fetch_add(1, Ordering::SeqCst);
        let made = token.answer(slot, &ask, &mut || {
            steps.fetch_add(1, Ordering::SeqCst);
        });
        // The client may have disconnected meanwhile.
        let _ = reply.send(made);
    }
}

impl Service for SessionPool<'_> {
    type Answer = Reply;

    fn answer(&self, frame: &[u8], _user: u32) -> Reply {
        match serde_json::from_slice(frame) {
            Ok(ask) => self.ask(ask),
            Err(_) => fault("the question cannot be understood"),
        }
    }

    fn wrong_length(&self) -> Reply {
        fault("the frame has a length that is not allowed")
    }

    fn too_long(&self) -> Reply {
        fault("the answer is too long")
    }

    fn busy(&self) -> Reply {
        fault("the token has too much to do. Ask again soon")
    }

    fn log(&self, line: &str) {
        log::say(line);
    }

    fn answered(&self) {
        if self.hangs.load(Ordering::SeqCst) {
            log::say("worker: the module hangs; ending, to be started again");
            // No orderly exit: it would call the module's cleanup, which may wait for the hanging call.
            std::process::abort();
        }
        if self.token.is_lost() {
            log::say("worker: ending, to be started again with a fresh module");
            self.token.end();
        }
    }
}

fn fault(sentence: &str) -> Reply {
    Reply::Fault { fault: TokenFault::Token { sentence: sentence.to_owned() } }
}
