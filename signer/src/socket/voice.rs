//! A service whose answers are frames already, so that endpoints with different services fit into one slice.

use super::Service;
use protocol::FrameError;
use serde::Serialize;

/// Like [`Service`], in frames.
pub(super) trait Voice: Sync {
    fn answer(&self, frame: &[u8], user: u32) -> Result<Vec<u8>, FrameError>;
    fn wrong_length(&self) -> Result<Vec<u8>, FrameError>;
    fn busy(&self) -> Result<Vec<u8>, FrameError>;
    fn answered(&self);
}

impl<S: Service> Voice for S {
    fn answer(&self, frame: &[u8], user: u32) -> Result<Vec<u8>, FrameError> {
        match framed(&Service::answer(self, frame, user)) {
            Err(FrameError::Length(_)) => framed(&self.too_long()),
            answer => answer,
        }
    }

    fn wrong_length(&self) -> Result<Vec<u8>, FrameError> {
        framed(&Service::wrong_length(self))
    }

    fn busy(&self) -> Result<Vec<u8>, FrameError> {
        framed(&Service::busy(self))
    }

    fn answered(&self) {
        Service::answered(self);
    }
}

fn framed(message: &impl Serialize) -> Result<Vec<u8>, FrameError> {
    let mut frame = Vec::new();
    protocol::write_message(&mut frame, message)?;
    Ok(frame)
}
