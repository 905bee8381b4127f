//! A service whose answers are frames already, so that endpoints with different services fit into one slice.

use crate::{FrameError, Service, write_message};
use serde::Serialize;

/// Like [`Service`], in frames.
pub(crate) trait FrameService: Sync {
    fn answer(&self, frame: &[u8], user: u32) -> Result<Vec<u8>, FrameError>;
    fn wrong_length(&self) -> Result<Vec<u8>, FrameError>;
    fn busy(&self) -> Result<Vec<u8>, FrameError>;
    fn answered(&self);
    fn log(&self, line: &str);
}

impl<S: Service> FrameService for S {
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

    fn log(&self, line: &str) {
        Service::log(self, line);
    }
}

fn framed(message: &impl Serialize) -> Result<Vec<u8>, FrameError> {
    let mut frame = Vec::new();
    write_message(&mut frame, message)?;
    Ok(frame)
}
