//! Frames: a 32-bit big-endian length, then that many bytes of JSON.

use serde::{Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Maximum size of a frame in either direction, in bytes.
pub const MAX_FRAME: usize = 8 * 1024 * 1024;

/// A frame could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The other side closed the connection between frames.
    #[error("the connection was closed")]
    Closed,
    /// The announced length is zero or above [`MAX_FRAME`].
    #[error("a frame of {0} bytes is outside what is allowed")]
    Length(usize),
    /// The connection failed, or ended inside a frame.
    #[error("reading or writing a frame")]
    Io(#[from] io::Error),
    /// The frame is not the expected JSON.
    #[error("understanding a frame")]
    Json(#[from] serde_json::Error),
}

/// Reads one frame. The length is checked before memory is allocated, and memory grows only with the received bytes.
///
/// # Errors
/// [`FrameError::Closed`] at a clean end, otherwise the reason why the frame could not be read.
pub fn read_frame(from: &mut impl Read) -> Result<Vec<u8>, FrameError> {
    let mut header = [0_u8; 4];
    let mut got = 0;
    while let Some(rest) = header.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) if got == 0 => return Err(FrameError::Closed),
            Ok(0) => return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()),
            Ok(n) => got += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e.into()),
        }
    }
    let length = usize::try_from(u32::from_be_bytes(header)).unwrap_or(usize::MAX);
    if length == 0 || length > MAX_FRAME {
        return Err(FrameError::Length(length));
    }
    let mut body = Vec::new();
    let limit = u64::try_from(length).unwrap_or(u64::MAX);
    if from.take(limit).read_to_end(&mut body)? < length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
    }
    Ok(body)
}

/// Reads one frame and its message.
///
/// # Errors
/// The errors of [`read_frame`], and [`FrameError::Json`].
pub fn read_message<T: DeserializeOwned>(from: &mut impl Read) -> Result<T, FrameError> {
    Ok(serde_json::from_slice(&read_frame(from)?)?)
}

/// Writes one message as a frame, in one write.
///
/// # Errors
/// [`FrameError::Length`] when the message is too large, otherwise the reason why it could not be written.
pub fn write_message<T: Serialize>(to: &mut impl Write, message: &T) -> Result<(), FrameError> {
    let mut frame = vec![0_u8; 4];
    serde_json::to_writer(&mut frame, message)?;
    let length = frame.len() - 4;
    if length > MAX_FRAME {
        return Err(FrameError::Length(length));
    }
    let header = u32::try_from(length).map_err(|_| FrameError::Length(length))?.to_be_bytes();
    frame.splice(..4, header);
    to.write_all(&frame)?;
    to.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_went() {
        let mut wire = Vec::new();
        write_message(&mut wire, &("health", 4)).unwrap();
        let back: (String, u16) = read_message(&mut wire.as_slice()).unwrap();
        assert_eq!(back, ("health".to_owned(), 4));
    }

    #[test]
    fn a_length_above_the_limit_is_refused_before_anything_is_read() {
        let wire = (u32::try_from(MAX_FRAME).unwrap() + 1).to_be_bytes();
        assert!(matches!(read_frame(&mut wire.as_slice()), Err(FrameError::Length(_))));
    }

    #[test]
    fn half_a_frame_is_an_error_and_a_clean_end_is_not() {
        let mut wire = Vec::new();
        write_message(&mut wire, &"hello").unwrap();
        wire.pop();
        assert!(matches!(read_frame(&mut wire.as_slice()), Err(FrameError::Io(_))));
        assert!(matches!(read_frame(&mut [].as_slice()), Err(FrameError::Closed)));
    }
}
