//! The endpoints of `run`: the web server's, the desk's, and the one for commands on the signer's host.

use crate::log;
use ipc::Service;
use protocol::desk::DeskReply;
use protocol::{Fault, FaultCode, Problem, RawReply, Refusal, RefusalCode};
use signer_core::Signer;

/// Returned when a request waited too long for its turn.
const BUSY: &str = "the signer has too much to do at this moment. Nothing was done; ask again soon";

/// Endpoint of the web server.
#[derive(Debug)]
pub(crate) struct ServerEndpoint<'a>(pub(crate) &'a Signer);

/// Endpoint whose answers are [`DeskReply`]: the desk's, or that of the signer's user and root. The function answers one
/// frame from a user.
pub(crate) struct ReplyEndpoint<F>(pub(crate) F);

impl Service for ServerEndpoint<'_> {
    type Answer = RawReply;

    fn answer(&self, frame: &[u8], _user: u32) -> RawReply {
        self.0.answer(frame)
    }

    fn wrong_length(&self) -> RawReply {
        refused(RefusalCode::MalformedRequest, "the frame is empty or larger than the signer reads")
    }

    fn too_long(&self) -> RawReply {
        refused(
            RefusalCode::BatchTooLarge,
            "the answer is larger than a frame. Ask again for fewer credentials at a time",
        )
    }

    fn busy(&self) -> RawReply {
        RawReply::Problem(Problem::Failed(Fault::new(FaultCode::Busy, BUSY)))
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

impl<F: Fn(&[u8], u32) -> DeskReply + Sync> Service for ReplyEndpoint<F> {
    type Answer = DeskReply;

    fn answer(&self, frame: &[u8], user: u32) -> DeskReply {
        (self.0)(frame, user)
    }

    fn wrong_length(&self) -> DeskReply {
        let sentence = "the frame is empty or larger than the signer reads";
        DeskReply::Refused { refusal: Refusal::new(RefusalCode::MalformedRequest, sentence) }
    }

    fn too_long(&self) -> DeskReply {
        let sentence = "more waits than one answer can hold. Decline some on the signer's host";
        DeskReply::Refused { refusal: Refusal::new(RefusalCode::TooManyWaiting, sentence) }
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { sentence: BUSY.to_owned() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}

fn refused(code: RefusalCode, sentence: &str) -> RawReply {
    RawReply::Problem(Problem::Refused(Refusal::new(code, sentence)))
}
