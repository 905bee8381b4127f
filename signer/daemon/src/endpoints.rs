//! The endpoints of `run`: the web server's, the desk's, and the one for commands on the signer's host.

use crate::log;
use ipc::Service;
use protocol::desk::DeskReply;
use protocol::reason::{ApprovalReason, RequestReason};
use protocol::{FaultReason, RawReply};
use signer_core::Signer;

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
        RawReply::Problem(RequestReason::FrameLength.into())
    }

    fn too_long(&self) -> RawReply {
        RawReply::Problem(RequestReason::LongAnswer.into())
    }

    fn busy(&self) -> RawReply {
        RawReply::Problem(FaultReason::Busy.into())
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
        DeskReply::Refused { refusal: RequestReason::FrameLength.into() }
    }

    fn too_long(&self) -> DeskReply {
        DeskReply::Refused { refusal: ApprovalReason::LongAnswer.into() }
    }

    fn busy(&self) -> DeskReply {
        DeskReply::Failed { fault: FaultReason::Busy.into() }
    }

    fn log(&self, line: &str) {
        log::say(line);
    }
}
