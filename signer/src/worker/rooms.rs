//! Between the worker's connections and the one thread that holds the module.

use super::holder::{Holder, RESTART};
use super::message::{Ask, Reply, WorkerFault};
use crate::socket::Service;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

type Question = (Ask, SyncSender<Reply>);

/// Takes questions from any connection, and asks the holder's thread one at a time.
#[derive(Debug)]
pub(crate) struct Rooms {
    questions: Mutex<SyncSender<Question>>,
    /// The token failed for good: end this process once the answer is on its way.
    ending: AtomicBool,
}

impl Rooms {
    /// The asking side, and the receiving one for [`keep`].
    pub(crate) fn new() -> (Self, Receiver<Question>) {
        let (sender, receiver) = sync_channel(0);
        (Self { questions: Mutex::new(sender), ending: AtomicBool::new(false) }, receiver)
    }

    fn ask(&self, ask: Ask) -> Option<Reply> {
        let (reply, answer) = sync_channel(1);
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone();
        questions.send((ask, reply)).ok()?;
        answer.recv().ok()
    }
}

/// The holder's thread: module and session never leave it.
pub(crate) fn keep(holder: &mut Holder, questions: &Receiver<Question>, rooms: &Rooms) {
    for (ask, reply) in questions {
        let answer = holder.answer(&ask);
        if holder.is_lost() {
            rooms.ending.store(true, Ordering::SeqCst);
        }
        // Who asked may have gone away meanwhile.
        let _ = reply.send(answer);
    }
}

impl Service for Rooms {
    type Answer = Reply;

    fn answer(&self, frame: &[u8], _user: u32) -> Reply {
        match serde_json::from_slice(frame) {
            Ok(ask) => self.ask(ask).unwrap_or_else(|| fault("the thread that holds the token ended")),
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

    fn answered(&self) {
        if self.ending.load(Ordering::SeqCst) {
            crate::log::say("worker: ending, to be started again with a fresh module");
            std::process::exit(i32::from(RESTART));
        }
    }
}

fn fault(sentence: &str) -> Reply {
    Reply::Fault { fault: WorkerFault::Token { sentence: sentence.to_owned() } }
}
