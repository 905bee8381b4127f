//! The endpoints of `run`: the web server's, the desk's, and the one for commands on the signer's host.

use crate::log;
use ipc::Service;
use protocol::desk::DeskReply;
use protocol::{Answer, Fault, FaultCode, Problem, Refusal, RefusalCode};
use signer_core::Signer;

/// Returned when a request waited too long for its turn.
const BUSY: &str = "the signer has too much to do at this moment. Nothing was done; ask again soon";

/// Endpoint of the web server.
#[derive(Debug)]
pub(crate) struct ServerEndpoint<'a>(pub(crate) &'a Signer);

/// Endpoint of the desk.
#[derive(Debug)]
pub(crate) struct DeskEndpoint<'a>(pub(crate) &'a Signer);

/// Endpoint for commands of the signer's user and root.
#[derive(Debug)]
pub(crate) struct AdminEndpoint<'a>(pub(crate) &'a Signer);

impl Service for ServerEndpoint<'_> {
    type Answer = Answer;

    fn answer(&self, frame: &[u8], _user: u32) -> Answer {
        self.0.answer(frame)
    }

    fn wrong_length(&self) -> Answer {
        refused(RefusalCode::MalformedRequest, "the frame is empty or larger than the signer reads")
    }

    fn too_long(&self) -> Answer {
        refused(
            RefusalCode::BatchTooLarge,
            "the answer is larger than a frame. Ask again for fewer credentials at a time",
        )
    }

    fn busy(&self) -> Answer {
        Answer::Problem(Problem::Failed(Fault::new(FaultCode::Busy, BUSY)))
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

impl Service for DeskEndpoint<'_> {
    type Answer = DeskReply;

    fn answer(&self, frame: &[u8], _user: u32) -> DeskReply {
        self.0.answer_desk(frame)
    }

    fn wrong_length(&self) -> DeskReply {
        wrong_length()
    }

    fn too_long(&self) -> DeskReply {
        too_long()
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { sentence: BUSY.to_owned() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

impl Service for AdminEndpoint<'_> {
    type Answer = DeskReply;

    fn answer(&self, frame: &[u8], user: u32) -> DeskReply {
        self.0.answer_admin(frame, user)
    }

    fn wrong_length(&self) -> DeskReply {
        wrong_length()
    }

    fn too_long(&self) -> DeskReply {
        too_long()
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { sentence: BUSY.to_owned() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

fn wrong_length() -> DeskReply {
    let sentence = "the frame is empty or larger than the signer reads";
    DeskReply::Refused { refusal: Refusal::new(RefusalCode::MalformedRequest, sentence) }
}

fn too_long() -> DeskReply {
    let sentence = "more waits than one answer can hold. Decline some on the signer's host";
    DeskReply::Refused { refusal: Refusal::new(RefusalCode::TooManyWaiting, sentence) }
}

fn refused(code: RefusalCode, sentence: &str) -> Answer {
    Answer::Problem(Problem::Refused(Refusal::new(code, sentence)))
}
